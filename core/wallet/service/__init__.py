"""Stored value (I): real and gift money kept apart in one append-only ledger a member, spent and returned by lots.

Every call names a key: repeated it changes nothing and returns the first entry; the same key with other values is
refused. Whoever spends is locked by member first, so two tills never spend the same fen. `charge` and `give_back` are
for core.checkout, which has asked the member and knows who may.
"""

from core.wallet.service.reading import balance, get_entry, gift_for, gift_left, list_entries, room
from core.wallet.service.spending import charge, end_gifts, give_back
from core.wallet.service.topping_up import check_top_up, refund_offer, refund_offers, refund_top_up, top_up

__all__ = [
    "balance",
    "charge",
    "check_top_up",
    "end_gifts",
    "get_entry",
    "gift_for",
    "gift_left",
    "give_back",
    "list_entries",
    "refund_offer",
    "refund_offers",
    "refund_top_up",
    "room",
    "top_up",
]
