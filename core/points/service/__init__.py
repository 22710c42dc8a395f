"""Points 积分 (F): earned, spent, given and taken back, ending; each movement once under its key.

A key that was used returns what it did then and changes nothing; with other arguments it is refused (PointsKeyReused).
"""

from core.points.service.adjusting import adjust
from core.points.service.earning import earn, earn_for_sale, take_back, take_back_of_sale
from core.points.service.ending import expire_due, remind_due
from core.points.service.reading import balance, find_entry, list_entries, list_lots, next_multiplier
from core.points.service.spending import give_back, rate, spend, spend_limits, worth

__all__ = [
    "adjust",
    "balance",
    "earn",
    "earn_for_sale",
    "expire_due",
    "find_entry",
    "give_back",
    "list_entries",
    "list_lots",
    "next_multiplier",
    "rate",
    "remind_due",
    "spend",
    "spend_limits",
    "take_back",
    "take_back_of_sale",
    "worth",
]
