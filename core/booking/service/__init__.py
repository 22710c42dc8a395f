"""Booking (预约): what is free, asking for it, answering, the visit itself (product.md C).

Every function raises BookingNotFound for what the acting person may not see and NotAllowed for what their role does not
include; WrongStatus, with the booking as it stands, when somebody else was faster.
"""

from core.booking.service.access import may_answer
from core.booking.service.acquaintance import find_members, knows
from core.booking.service.answers import (
    accept_proposal,
    attend,
    confirm,
    decline,
    propose,
    propose_instead,
    refuse_proposal,
)
from core.booking.service.availability import (
    check,
    find_slot,
    open_days,
    open_slots,
    open_until,
    staff_for,
    treatments_on_offer,
)
from core.booking.service.blocks import block_time, list_blocks, unblock
from core.booking.service.changes import cancel, expire_due, reschedule
from core.booking.service.elsewhere import has_visits, visit_at
from core.booking.service.history import habits, list_visits
from core.booking.service.locking import lock_for
from core.booking.service.outages import list_out_of_use, outage_hits, put_back, take_out
from core.booking.service.pricing import quote, special_prices
from core.booking.service.reading import (
    agenda,
    find_by_code,
    find_held,
    get,
    is_late_to_cancel,
    last_completed,
    last_store,
    list_for_day,
    list_for_member,
    list_pending,
    visit_of,
    wish_of,
)
from core.booking.service.recommending import offer
from core.booking.service.reliability import confirm_by, keep_unconfirmed, policy_of, record_of, waive
from core.booking.service.requests import hold, release, request
from core.booking.service.visit_moves import quote as quote_visit
from core.booking.service.visit_search import most_at_once
from core.booking.service.visits import check_in, complete, mark_no_show, start

__all__ = [
    "accept_proposal",
    "agenda",
    "attend",
    "block_time",
    "cancel",
    "check",
    "check_in",
    "complete",
    "confirm",
    "confirm_by",
    "decline",
    "expire_due",
    "find_by_code",
    "find_held",
    "find_members",
    "find_slot",
    "get",
    "habits",
    "has_visits",
    "hold",
    "is_late_to_cancel",
    "keep_unconfirmed",
    "knows",
    "last_completed",
    "last_store",
    "list_blocks",
    "list_for_day",
    "list_for_member",
    "list_out_of_use",
    "list_pending",
    "list_visits",
    "lock_for",
    "mark_no_show",
    "may_answer",
    "most_at_once",
    "offer",
    "open_days",
    "open_slots",
    "open_until",
    "outage_hits",
    "policy_of",
    "propose",
    "propose_instead",
    "put_back",
    "quote",
    "quote_visit",
    "record_of",
    "refuse_proposal",
    "release",
    "request",
    "reschedule",
    "special_prices",
    "staff_for",
    "start",
    "take_out",
    "treatments_on_offer",
    "unblock",
    "visit_at",
    "visit_of",
    "waive",
    "wish_of",
]
