"""The till (收银, K): put a bill together, have the member approve it, take the money, give it back.

Every function raises SaleNotFound for what the acting person may not see and NotAllowed for what their role does not
include; WrongSaleStatus, with the sale as it stands, when somebody else was faster.
"""

from core.checkout.service.advising import best_for, best_for_visit, lines_ahead
from core.checkout.service.approving import approve, ask, decline, force, lapse_due
from core.checkout.service.changing import (
    add_product,
    add_treatment,
    most,
    name_member,
    offer,
    remove_line,
    share_line,
    use_balance,
)
from core.checkout.service.completing import cancel, complete
from core.checkout.service.opening import open_for_visit, open_walk_in
from core.checkout.service.reading import (
    find_by_code,
    find_of_visit,
    get,
    list_of_day,
    list_receipts,
    list_to_pay,
    list_unpaid,
)
from core.checkout.service.redeeming import ask_for_coupon
from core.checkout.service.refunding import preview, refund
from core.checkout.service.wishing import find_open, tell_wish

__all__ = [
    "add_product",
    "add_treatment",
    "approve",
    "ask",
    "ask_for_coupon",
    "best_for",
    "best_for_visit",
    "cancel",
    "complete",
    "decline",
    "find_by_code",
    "find_of_visit",
    "find_open",
    "force",
    "get",
    "lapse_due",
    "lines_ahead",
    "list_of_day",
    "list_receipts",
    "list_to_pay",
    "list_unpaid",
    "most",
    "name_member",
    "offer",
    "open_for_visit",
    "open_walk_in",
    "preview",
    "refund",
    "remove_line",
    "share_line",
    "tell_wish",
    "use_balance",
]
