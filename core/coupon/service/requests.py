"""Redeeming a coupon without a bill: a colleague begins, the member approves in chat (two-sided 核销, K)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.conversation import service as conversations
from core.coupon import repository
from core.coupon.enums import RequestStatus
from core.coupon.errors import CouponNotFound, RequestOver
from core.coupon.schemas import BillLine, CouponRedemptionOut, RequestOut
from core.coupon.service.issuing import policy_of
from core.coupon.service.redeeming import cut_of, redeem
from core.kit.errors import BadInput
from core.kit.work import Work

LONGEST_REASON = 200


def ask_member(work: Work, coupon_id: int, store_id: int, lines: Sequence[BillLine]) -> tuple[RequestOut, bool]:
    """Asks a coupon's member whether it may be used on these lines now; whether they have a chat to be asked in.

    A newer question ends an older one. Raises NotAllowed, CouponNotFound, CouponUnfit, BadBill.
    """
    auth.require(work.actor, Permission.redeem_coupons, store_id)
    coupon = next(iter(repository.list_by_ids(work.session, [coupon_id])), None)
    if coupon is None or work.actor.id is None:
        raise CouponNotFound(what=str(coupon_id))
    cut_of(work, [coupon_id], coupon.member_id, lines, work.now, store_id=store_id)
    repository.close_requests(work.session, coupon_id, work.now)
    asked = repository.add_request(
        work.session,
        coupon_id=coupon_id,
        member_id=coupon.member_id,
        store_id=store_id,
        staff_id=work.actor.id,
        lines=[asdict(line) for line in lines],
        asked_at=work.now,
        expires_at=work.now + dt.timedelta(minutes=policy_of(work).approve_minutes),
        changed_at=work.now,
    )
    audit.record(work, "coupon.ask", "coupon", coupon_id, request=asked.id)
    is_told = conversations.notify_member(work, coupon.member_id, "coupon.approve", request=asked.id)
    return asked, is_told


def get_request(work: Work, request_id: int) -> RequestOut:
    """A question to its member, or to the colleague who asked. Raises CouponNotFound."""
    found = repository.find_request(work.session, request_id)
    mine = {"member": found.member_id, "staff": found.staff_id} if found else {}
    if found is None or (work.actor.kind != "system" and mine.get(work.actor.kind) != work.actor.id):
        raise CouponNotFound(what=str(request_id))
    return found


def answer_request(work: Work, request_id: int, *, approves: bool) -> CouponRedemptionOut | None:
    """The member's answer; what was taken off, None when they declined. The colleague is told.

    Raises CouponNotFound, RequestOver, CouponUnfit.
    """
    asked = get_request(work, request_id)
    if work.actor.kind == "staff":
        raise CouponNotFound(what=str(request_id))
    done = _settle(work, asked, approves=approves)
    conversations.notify_staff(
        work,
        "coupon.answered",
        store_id=asked.store_id,
        staff_ids=(asked.staff_id,),
        request=asked.id,
        approved=approves,
    )
    return done


def force_request(work: Work, request_id: int, reason: str) -> CouponRedemptionOut | None:
    """A colleague redeems without the member's word; the reason is recorded, and the member is told.

    Raises NotAllowed, CouponNotFound, RequestOver, CouponUnfit, BadInput.
    """
    asked = repository.find_request(work.session, request_id)
    auth.require(work.actor, Permission.force_redemptions)
    if asked is None or not auth.allowed(work.actor, Permission.force_redemptions, asked.store_id):
        raise CouponNotFound(what=str(request_id))
    why = " ".join(reason.split())
    if not 0 < len(why) <= LONGEST_REASON:
        raise BadInput(what="reason")
    done = _settle(work, asked, approves=True)
    audit.record(work, "coupon.force", "coupon", asked.coupon_id, request=asked.id, reason=why)
    conversations.notify_member(work, asked.member_id, "coupon.forced", request=asked.id, reason=why)
    return done


def _settle(work: Work, asked: RequestOut, *, approves: bool) -> CouponRedemptionOut | None:
    status = RequestStatus.approved if approves else RequestStatus.declined
    # All or nothing: a question whose coupon cannot be used any more stays open until its time is over.
    with work.session.begin_nested():
        if not repository.settle_request(work.session, asked.id, status, work.now):
            now = repository.find_request(work.session, asked.id)
            is_answered = now is not None and now.status is not RequestStatus.open
            raise RequestOver(status=now.status.value if now and is_answered else RequestStatus.lapsed.value)
        if not approves:
            return None
        key = f"request:{asked.id}"
        return redeem(work, key, [asked.coupon_id], asked.member_id, asked.lines, work.now, store_id=asked.store_id)
