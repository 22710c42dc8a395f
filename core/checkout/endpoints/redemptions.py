"""Coupons used without a bill: a cashier's screen begins, the member approves in chat or in a mini-program (K)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from core.auth.enums import Permission
from core.booking.errors import BookingNotFound
from core.checkout import service
from core.checkout.endpoints.approvals import Forced
from core.checkout.errors import NothingToPay
from core.coupon import service as coupons
from core.coupon.enums import RequestStatus
from core.coupon.errors import CouponNotFound, CouponUnfit, RequestOver
from core.coupon.schemas import RequestOut
from core.kit.errors import BadInput
from core.kit.work import SYSTEM, Work
from core.operation.access import Access
from core.operation.fields import Body, Id, PathId, View
from core.operation.operations import Operations

operations = Operations("Approvals")
_ASKS = Access("Colleagues, for visits of their store.", staff=Permission.redeem_coupons)
_SEES = Access("The member who is asked, and the colleague who asks.", member=True, staff=Permission.redeem_coupons)
_ANSWERS = Access("The member who is asked.", member=True)
_FORCES = Access("Whoever may do without the member's word.", staff=Permission.force_redemptions)


class Wanted(Body):
    """Which coupon is to be used on which visit."""

    coupon_id: Annotated[Id, Field(examples=[4])]
    booking_id: Annotated[Id, Field(examples=[31])]


class Answer(Body):
    """Yes or no."""

    approves: Annotated[bool, Field(strict=True, examples=[True])]


class RedemptionRequestView(View):
    """A question to a member. `is_told` null: not known here; false: they have no chat to be asked in."""

    id: int = Field(examples=[5])
    coupon_id: int = Field(examples=[4])
    member_id: int = Field(examples=[9])
    status: RequestStatus = Field(examples=["open"])
    total_fen: int = Field(examples=[29_800], description="Of the lines it is to be used on, before it.")
    saved_fen: int | None = Field(examples=[10_000], description="What it takes off, while it can be used.")
    asked_at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    expires_at: dt.datetime = Field(examples=["2026-09-16T02:15:00Z"])
    is_told: bool | None = Field(examples=[True])


@operations.post("/coupons/requests", _ASKS, BookingNotFound, NothingToPay, CouponNotFound, CouponUnfit, status=201)
def ask_for_coupon(work: Work, wanted: Wanted) -> RedemptionRequestView:
    """Ask a member to approve a coupon's use.

    On the treatments of a visit that has no bill. The member is asked in chat and may answer here as well; it lapses
    after the store's `approve_minutes`, and a newer question ends an older one of the same coupon.
    """
    asked, is_told = service.ask_for_coupon(work, wanted.coupon_id, wanted.booking_id)
    return _view(work, asked, is_told=is_told)


@operations.get("/coupons/requests/{request_id}", _SEES, CouponNotFound)
def get_coupon_request(work: Work, request_id: PathId) -> RedemptionRequestView:
    """What became of it."""
    return _view(work, coupons.get_request(work, request_id))


@operations.post("/coupons/requests/{request_id}/answer", _ANSWERS, CouponNotFound, RequestOver, CouponUnfit)
def answer_coupon_request(work: Work, request_id: PathId, answer: Answer) -> RedemptionRequestView:
    """Approve it or say no.

    With a yes the coupon is used; the colleague is told either way.
    """
    coupons.answer_request(work, request_id, approves=answer.approves)
    return _view(work, coupons.get_request(work, request_id))


@operations.post("/coupons/requests/{request_id}/force", _FORCES, CouponNotFound, RequestOver, CouponUnfit, BadInput)
def force_coupon_request(work: Work, request_id: PathId, why: Forced) -> RedemptionRequestView:
    """Use it without the member's word.

    Recorded as forced, and told to the member with the reason.
    """
    coupons.force_request(work, request_id, why.reason)
    return _view(work, coupons.get_request(work.acting_as(SYSTEM), request_id))


def _view(work: Work, asked: RequestOut, *, is_told: bool | None = None) -> RedemptionRequestView:
    saved = None
    if asked.status is RequestStatus.open:
        try:
            saved = coupons.cut_of(
                work.acting_as(SYSTEM),
                [asked.coupon_id],
                asked.member_id,
                asked.lines,
                work.now,
                store_id=asked.store_id,
            ).saved_fen
        except CouponUnfit:
            saved = None  # it was used or ended since: the question is answered so
    return RedemptionRequestView(
        id=asked.id,
        coupon_id=asked.coupon_id,
        member_id=asked.member_id,
        status=asked.status,
        total_fen=sum(line.price_fen for line in asked.lines),
        saved_fen=saved,
        asked_at=asked.asked_at,
        expires_at=asked.expires_at,
        is_told=is_told,
    )
