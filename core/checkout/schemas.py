"""Bills, sales and refunds, as values. Money is in fen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from core.checkout.enums import Approval, CreditKind, LineKind, RefundScope, RefundState, SaleStatus, TenderKind
from core.coupon.enums import Unfit
from core.coupon.schemas import BillLine, Combination, CouponOut


class Share(BaseModel):
    """Whose work a line was, in percent; the shares of a line add up to 100."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    staff_id: int
    percent: int


class DraftLine(BaseModel):
    """A line of a bill that is being put together. `unit_fen` is the price of one: the visit's own (C3), or today's.

    `floor_fen` is the least the whole line may cost after discounts. A line with `card_id` is taken out by a use of
    that card. `item_id` is the variation of a treatment, or the product.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    kind: LineKind
    item_id: int
    treatment_id: int | None = None
    category: str
    name: dict[str, str]
    quantity: int = 1
    unit_fen: int
    floor_fen: int = 0
    booking_id: int | None = None
    shares: tuple[Share, ...] = ()
    card_id: int | None = None

    @property
    def gross_fen(self) -> int:
        """The price of all pieces."""
        return self.unit_fen * self.quantity


class Draft(BaseModel):
    """All that staff chose of a bill. `next_line` numbers lines, so that a number never means two of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    lines: tuple[DraftLine, ...] = ()
    coupon_ids: tuple[int, ...] = ()
    points: int = 0
    stored_fen: int = 0
    next_line: int = 1


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line after each discount, in the stated order."""

    id: str
    gross_fen: int
    card_fen: int = 0
    tier_fen: int = 0
    coupon_fen: int = 0
    floor_fen: int = 0

    @property
    def net_fen(self) -> int:
        """What is left to pay for it."""
        return self.gross_fen - self.card_fen - self.tier_fen - self.coupon_fen


@dataclass(frozen=True, slots=True)
class Bill:
    """What a bill comes to. `rest_fen` is what is left for money that changes hands."""

    lines: tuple[PricedLine, ...]
    points: int = 0
    points_fen: int = 0
    stored_fen: int = 0

    @property
    def gross_fen(self) -> int:
        """List and peak prices."""
        return sum(line.gross_fen for line in self.lines)

    @property
    def card_fen(self) -> int:
        """What uses of cards take out."""
        return sum(line.card_fen for line in self.lines)

    @property
    def tier_fen(self) -> int:
        """What the member's level takes off."""
        return sum(line.tier_fen for line in self.lines)

    @property
    def coupon_fen(self) -> int:
        """What coupons take off."""
        return sum(line.coupon_fen for line in self.lines)

    @property
    def due_fen(self) -> int:
        """What is to be paid, by whatever tender."""
        return sum(line.net_fen for line in self.lines)

    @property
    def rest_fen(self) -> int:
        """What is left after points and stored value."""
        return self.due_fen - self.points_fen - self.stored_fen


@dataclass(frozen=True, slots=True)
class TenderIn:
    """Money that changed hands. `fen` is what was given: of cash it may be more than is due. `reference` is the number
    of the payment (of WeChat Pay, Alipay or a terminal)."""

    kind: TenderKind
    fen: int
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """A tender as it counts: `fen` of what is due, `given_fen` what was handed over, `units` points where it is
    points."""

    kind: TenderKind
    fen: int
    given_fen: int
    units: int = 0
    reference: str | None = None

    @property
    def change_fen(self) -> int:
        """What is handed back at once."""
        return self.given_fen - self.fen


@dataclass(frozen=True, slots=True)
class CreditOut:
    """What a colleague is credited with for a line; negative where it was refunded."""

    line_id: int
    staff_id: int
    kind: CreditKind
    fen: int


@dataclass(frozen=True, slots=True)
class LineOut:
    """A line of a sale with the names people read. `id` numbers it within the bill, `row_id` once it is stored."""

    id: str
    kind: LineKind
    item_id: int
    treatment_id: int | None
    category: str
    name: dict[str, str]
    quantity: int
    unit_fen: int
    priced: PricedLine
    shares: tuple[Share, ...]
    booking_id: int | None
    card_id: int | None
    row_id: int | None = None
    refunded_fen: int = 0
    is_card_returned: bool = False


@dataclass(frozen=True, slots=True)
class TenderOut:
    """A tender of a completed sale, and how much of it came back."""

    id: int
    paid: Paid
    refunded_fen: int = 0
    refunded_units: int = 0


@dataclass(frozen=True, slots=True)
class RefundWish:
    """How much of a sale is to come back: `fen` of it, the lines of these numbers, or all that is left."""

    scope: RefundScope = RefundScope.full
    fen: int = 0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundOut:
    """Something that came back of a sale. `tenders` are (kind, fen, units) in the order they were given back."""

    id: int
    code: str
    scope: RefundScope
    fen: int
    tenders: tuple[tuple[TenderKind, int, int], ...]
    points_taken_back: int
    reason: str | None
    staff_id: int | None
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SaleOut:
    """A sale with all that people read of it; moments are aware UTC, `zone` is the store's.

    `points_earned` is what it earned, refunds apart. `reason` is why it was forced, declined or put away.
    """

    id: int
    code: str
    status: SaleStatus
    store_id: int
    store_name: dict[str, str]
    zone: str
    member_id: int | None
    member_name: str | None
    member_code: str | None
    booking_id: int | None
    staff_id: int | None
    lines: tuple[LineOut, ...]
    bill: Bill
    coupon_ids: tuple[int, ...]
    approval: Approval | None
    respond_by: dt.datetime | None
    reason: str | None
    opened_at: dt.datetime
    completed_at: dt.datetime | None
    spend_fen: int = 0
    points_earned: int = 0
    tenders: tuple[TenderOut, ...] = ()
    refunds: tuple[RefundOut, ...] = ()
    seal: str = ""

    @property
    def refunded_fen(self) -> int:
        """What came back so far."""
        return sum(each.fen for each in self.refunds)

    @property
    def refund_state(self) -> RefundState:
        """What was refunded, all told."""
        if not self.refunds:
            return RefundState.nothing
        is_left = any(line.card_id and not line.is_card_returned for line in self.lines)
        is_over = self.refunded_fen == self.bill.due_fen and not is_left
        return RefundState.refunded if is_over else RefundState.partly


@dataclass(frozen=True, slots=True)
class Offer:
    """The best that a bill can be paid with (K): which coupons, how many points, how much stored value.

    `saved_fen` is what cards, level and coupons take off; `other_saved_fen` what the next best coupons would.
    """

    coupon_ids: tuple[int, ...] = ()
    card_ids: dict[str, int] = field(default_factory=dict)
    points: int = 0
    points_fen: int = 0
    stored_fen: int = 0
    saved_fen: int = 0
    other_saved_fen: int | None = None


@dataclass(frozen=True, slots=True)
class BasketItem:
    """So many of a treatment's variation, or of a product, that somebody thinks of buying."""

    variation_id: int | None
    product_id: int | None
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Advice:
    """How coupons are used best on a bill that is not opened yet, and the best other way.

    `gross_fen` before, `total_fen` after the level's discount; `unfit` are valid coupons that cannot be used on it.
    """

    lines: tuple[BillLine, ...]
    gross_fen: int
    total_fen: int
    found: tuple[Combination, ...]
    unfit: tuple[tuple[CouponOut, Unfit], ...]
