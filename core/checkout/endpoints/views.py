"""What callers are shown of sales."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from core.auth.enums import Permission
from core.checkout.enums import Approval, LineKind, RefundScope, RefundState, SaleStatus, TenderKind
from core.checkout.schemas import LineOut, Offer, RefundOut, SaleOut
from core.operation.access import Access
from core.operation.fields import View, Words

TILL = Access(
    "Colleagues who run the till, in their store; an owner's: all. Never a member.", staff=Permission.run_till
)
SEEN = Access(
    "A member's own; those of the stores whose till a colleague runs; an owner's: all.",
    member=True,
    staff=Permission.run_till,
)
OWN = Access("A member's own.", member=True)
REFUNDED = Access(
    "Colleagues who may refund, in their store and up to the limit of their role; owners any amount.",
    staff=Permission.refund_sales,
)


class ShareView(View):
    """Whose work a line was, in percent."""

    staff_id: int = Field(examples=[3])
    percent: int = Field(examples=[100])


class LineView(View):
    """A line: `gross_fen` less what each discount takes is `net_fen`."""

    id: str = Field(examples=["1"])
    kind: LineKind = Field(examples=["treatment"])
    item_id: int = Field(examples=[12], description="The length of a treatment that was done, or the product.")
    name: Words
    quantity: int = Field(examples=[1])
    gross_fen: int = Field(examples=[29800])
    card_fen: int = Field(examples=[0], description="What a use of a session card takes out: the whole line.")
    tier_fen: int = Field(examples=[2980], description="What the member's level takes off (G4).")
    coupon_fen: int = Field(examples=[5000])
    net_fen: int = Field(examples=[21820])
    card_id: int | None = Field(examples=[None])
    shares: list[ShareView]
    refunded_fen: int = Field(examples=[0])


class TenderView(View):
    """What was paid: `given_fen` less `fen` is the change; `points` where it was points."""

    kind: TenderKind = Field(examples=["cash"])
    fen: int = Field(examples=[21820])
    given_fen: int = Field(examples=[22000])
    points: int = Field(examples=[0])
    reference: str | None = Field(examples=[None])


class BackView(View):
    """What came back by a tender."""

    kind: TenderKind = Field(examples=["cash"])
    fen: int = Field(examples=[10910])
    points: int = Field(examples=[0])


class RefundView(View):
    """Something that came back of a sale."""

    code: str = Field(examples=["R7KQ2M9X"])
    scope: RefundScope = Field(examples=["amount"])
    fen: int = Field(examples=[10910])
    tenders: list[BackView]
    points_taken_back: int = Field(examples=[109], description="Points that the sale had earned.")
    reason: str | None = Field(examples=["Not happy with the treatment"])
    made_at: dt.datetime = Field(examples=["2026-09-18T06:00:00Z"])


class SaleView(View):
    """A sale. Discounts count in this order: card uses, level, coupons; then points, stored value and other tender pay.

    `seal` stands for this very bill: a member approves with it.
    """

    id: int = Field(examples=[51])
    code: str = Field(examples=["8MX2K7QP"])
    status: SaleStatus = Field(examples=["open"])
    store_id: int = Field(examples=[1])
    member_id: int | None = Field(examples=[9])
    member_name: str | None = Field(examples=["Anna"])
    booking_id: int | None = Field(examples=[31])
    lines: list[LineView]
    gross_fen: int = Field(examples=[29800])
    due_fen: int = Field(examples=[21820], description="What is to be paid after all discounts.")
    points: int = Field(examples=[0])
    points_fen: int = Field(examples=[0])
    stored_fen: int = Field(examples=[0])
    rest_fen: int = Field(examples=[21820], description="What is left for cash and the like.")
    coupon_ids: list[int] = Field(examples=[[4]])
    approval: Approval | None = Field(examples=[None])
    respond_by: dt.datetime | None = Field(examples=[None])
    reason: str | None = Field(examples=[None], description="Why it was forced, declined or put away.")
    seal: str = Field(examples=["a1b2c3d4e5"])
    opened_at: dt.datetime = Field(examples=["2026-09-17T07:00:00Z"])
    completed_at: dt.datetime | None = Field(examples=[None])
    tenders: list[TenderView]
    points_earned: int = Field(examples=[0])
    refund_state: RefundState = Field(examples=["nothing"])
    refunded_fen: int = Field(examples=[0])
    refunds: list[RefundView]


class OfferView(View):
    """The best that a bill can be paid with; take it up by `PUT /sales/{sale_id}/balance`."""

    coupon_ids: list[int] = Field(examples=[[4]])
    card_ids: dict[str, int] = Field(examples=[{}], description="The session card for a line, by line.")
    points: int = Field(examples=[1000])
    points_fen: int = Field(examples=[1000])
    stored_fen: int = Field(examples=[20820])
    saved_fen: int = Field(examples=[7980], description="What cards, level and coupons take off.")
    other_saved_fen: int | None = Field(examples=[2980], description="What the next best coupons would.")


def shown(sale: SaleOut) -> SaleView:
    """A sale as callers see it."""
    plain = set(SaleView.model_fields) - {"lines", "tenders", "refunds"}
    values = {name: getattr(sale if hasattr(sale, name) else sale.bill, name) for name in plain}
    return SaleView(
        **values,
        lines=[_line(line) for line in sale.lines],
        tenders=[
            TenderView(
                kind=each.paid.kind,
                fen=each.paid.fen,
                given_fen=each.paid.given_fen,
                points=each.paid.units,
                reference=each.paid.reference,
            )
            for each in sale.tenders
        ],
        refunds=[refund_view(each) for each in sale.refunds],
    )


def refund_view(refund: RefundOut) -> RefundView:
    """A refund as callers see it."""
    return RefundView(
        tenders=[BackView(kind=kind, fen=fen, points=units) for kind, fen, units in refund.tenders],
        **{name: getattr(refund, name) for name in set(RefundView.model_fields) - {"tenders"}},
    )


def offered(offer: Offer) -> OfferView:
    """An offer as callers see it."""
    return OfferView.model_validate(offer)


def _line(line: LineOut) -> LineView:
    own = ("id", "kind", "item_id", "name", "quantity", "card_id", "refunded_fen")
    sums = ("gross_fen", "card_fen", "tier_fen", "coupon_fen", "net_fen")
    return LineView(
        **{name: getattr(line, name) for name in own},
        **{name: getattr(line.priced, name) for name in sums},
        shares=[ShareView(staff_id=share.staff_id, percent=share.percent) for share in line.shares],
    )
