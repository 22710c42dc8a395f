"""Coupons: giving them, finding the best of them for a bill, using them and giving them back (H)."""

from core.coupon.service.birthdays import give_birthdays, plan_birthdays
from core.coupon.service.codes import (
    by_code,
    count_wrong,
    find_by_code,
    locked_until,
    open_promotion,
    redeem_code,
)
from core.coupon.service.granting import grant, grant_pack, may_grant
from core.coupon.service.issuing import birthday, issue, issue_pack, policy_of, upgrade, welcome
from core.coupon.service.offering import put_template
from core.coupon.service.reading import (
    by_ids,
    get_coupon,
    get_template,
    list_over,
    list_packs,
    list_templates,
    list_valid,
    record_of,
)
from core.coupon.service.redeeming import best, cut_of, floor_fen, give_back, redeem, why_not
from core.coupon.service.reminding import remind_due
from core.coupon.service.requests import answer_request, ask_member, force_request, get_request

__all__ = [
    "answer_request",
    "ask_member",
    "best",
    "birthday",
    "by_code",
    "by_ids",
    "count_wrong",
    "cut_of",
    "find_by_code",
    "floor_fen",
    "force_request",
    "get_coupon",
    "get_request",
    "get_template",
    "give_back",
    "give_birthdays",
    "grant",
    "grant_pack",
    "issue",
    "issue_pack",
    "list_over",
    "list_packs",
    "list_templates",
    "list_valid",
    "locked_until",
    "may_grant",
    "open_promotion",
    "plan_birthdays",
    "policy_of",
    "put_template",
    "record_of",
    "redeem",
    "redeem_code",
    "remind_due",
    "upgrade",
    "welcome",
    "why_not",
]
