"""Codes that people show or type, of coupons and of what was had for points: looked up under one lock."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from core.auth.enums import Permission
from core.coupon.endpoints.views import CouponView, coupon_view
from core.coupon.enums import CouponState
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import Body, PathId, Text, View
from core.operation.operations import Operations
from core.points import service
from core.points.endpoints.points import RedemptionView
from core.points.enums import RedemptionStatus
from core.points.schemas import CodeFound

operations = Operations("Codes")
_ASKS = Access(
    "Colleagues: any code. A member: their own; of another's no more than that.",
    member=True,
    staff=Permission.redeem_coupons,
)
_OWN = Access("A member for themselves.", member=True)
_STATES: dict[RedemptionStatus, CouponState | Literal["cancelled"]] = {
    RedemptionStatus.open: CouponState.valid,
    RedemptionStatus.done: CouponState.used,
    RedemptionStatus.cancelled: "cancelled",
}


class CodeView(View):
    """What a code is: a coupon, or what was had for points (then its `redemption`), and what is valid instead.

    `left`: wrong codes that are still taken; `until`: locked so long.
    """

    state: CouponState | Literal["cancelled"] = Field(examples=["valid"])
    coupon: CouponView | None
    redemption: RedemptionView | None
    member_id: int | None = Field(examples=[9])
    valid: list[CouponView]
    left: int | None = Field(examples=[None])
    until: dt.datetime | None = Field(examples=[None])


class Typed(Body):
    """A code as somebody typed it."""

    code: Annotated[Text, Field(min_length=1, max_length=40, examples=["K7M2QX4PAB"])]


@operations.post("/codes/look-up", _ASKS)
def look_up_code(work: Work, typed: Typed) -> CodeView:
    """Look a code up before it is redeemed.

    Says whether it is valid, used, expired, not valid yet, somebody else's or nobody's, and changes nothing but the
    record: every look is audited, ten wrong ones in an hour lock the asker out for an hour (then `state` is locked),
    and managers are told. A coupon is redeemed on a bill (`PUT /sales/{sale_id}/balance`), what was had for points is
    handed over (`POST /points/redemptions/{redemption_code}/hand-over`).
    """
    return _view(work, service.look_up(work, typed.code))


@operations.post("/members/{member_id}/codes", _OWN, MemberNotFound)
def type_code(work: Work, member_id: PathId, typed: Typed) -> CodeView:
    """Type a code.

    That of an activity gives its coupon, once for each member; any other is looked up.
    """
    assert work.actor.id == member_id, "nobody else passes the door"
    return _view(work, service.type_code(work, typed.code))


def _view(work: Work, found: CodeFound) -> CodeView:
    coupon, had = found.coupon.coupon, found.redemption
    holder = coupon or had
    return CodeView(
        state=found.coupon.state if had is None else _STATES[had.status],
        coupon=None if coupon is None else coupon_view(work, coupon),
        redemption=None if had is None else RedemptionView.model_validate(had),
        member_id=None if holder is None else holder.member_id,
        valid=[coupon_view(work, each) for each in found.coupon.valid],
        left=found.coupon.left,
        until=found.coupon.until,
    )
