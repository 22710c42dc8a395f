"""Points 积分 (F): earned, spent, given and taken back, ending; each movement once under its key.

A key that was used returns what it did then and changes nothing; with other arguments it is refused (PointsKeyReused).
"""

from core.points.service.adjusting import adjust, left_today
from core.points.service.catalogue import (
    by_code,
    cancel,
    get_item,
    get_redemption,
    hand_over,
    has_perk,
    list_items,
    list_redemptions,
    put_item,
    redeem,
)
from core.points.service.codes import look_up, type_code
from core.points.service.earning import earn, earn_for_sale, take_back, take_back_of_sale
from core.points.service.ending import expire_due, remind_due
from core.points.service.flags import decide, find_flag, list_flags, remind_of_flags
from core.points.service.reading import balance, find_entry, list_entries, list_lots, next_multiplier, policy_of
from core.points.service.reporting import report
from core.points.service.rewarding import checked_in, daily_check_in, reward_mission, reward_review, reward_share
from core.points.service.spending import give_back, rate, spend, spend_limits, worth

__all__ = [
    "adjust",
    "balance",
    "by_code",
    "cancel",
    "checked_in",
    "daily_check_in",
    "decide",
    "earn",
    "earn_for_sale",
    "expire_due",
    "find_entry",
    "find_flag",
    "get_item",
    "get_redemption",
    "give_back",
    "hand_over",
    "has_perk",
    "left_today",
    "list_entries",
    "list_flags",
    "list_items",
    "list_lots",
    "list_redemptions",
    "look_up",
    "next_multiplier",
    "policy_of",
    "put_item",
    "rate",
    "redeem",
    "remind_due",
    "remind_of_flags",
    "report",
    "reward_mission",
    "reward_review",
    "reward_share",
    "spend",
    "spend_limits",
    "take_back",
    "take_back_of_sale",
    "type_code",
    "worth",
]
