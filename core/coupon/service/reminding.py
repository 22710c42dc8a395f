"""Reminding members of coupons that end soon (N4)."""

from __future__ import annotations

from collections import defaultdict

from core.conversation import service as conversations
from core.conversation.service import ToTell
from core.coupon import repository
from core.due import service as due
from core.due.schemas import Due
from core.kit.work import Work
from core.store import service as stores

FAMILY = "coupon"


def remind_due(work: Work, limit: int = due.SWEEP) -> int:
    """Tells members of coupons that end soon and are not used, all of a member in one notice; how many were dealt with.

    Two that do this at once never tell the same twice. In the quiet hours nothing is claimed.
    """
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, FAMILY)
    claimed = due.claim(work, FAMILY, but_stores=quiet, limit=limit)
    found = repository.list_by_ids(work.session, [row.subject_id for row in claimed])
    coupons = {coupon.id: coupon for coupon in found}
    of_member: dict[int, list[Due]] = defaultdict(list)
    for row in claimed:
        coupon = coupons.get(row.subject_id)
        if coupon is not None and not coupon.uses and coupon.ends_at == row.occasion_at:
            of_member[coupon.member_id].append(row)
    notices = [
        ToTell(member_id, f"coupons.ending:{rows[0].id}", {"coupons": [row.subject_id for row in rows]})
        for member_id, rows in of_member.items()
    ]
    told = conversations.notify_members(work, "coupons.ending", notices)
    unheard = [rows for rows in of_member.values() if f"coupons.ending:{rows[0].id}" not in told]
    due.mark_unheard(work, [row.id for rows in unheard for row in rows])
    return len(missed) + len(claimed)
