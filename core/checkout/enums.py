"""States and kinds of the till."""

from enum import StrEnum


class SaleStatus(StrEnum):
    """Where a sale (收银单) stands. What was refunded of a completed one is derived from its refunds."""

    open = "open"  # staff are putting the bill together
    awaiting_approval = "awaiting_approval"  # the member is asked whether what leaves their balance is right
    approved = "approved"  # the member said yes to this very bill, or staff forced it; the rest is being paid
    completed = "completed"  # paid: never edited again
    cancelled = "cancelled"  # put away unpaid: nothing had been taken


class LineKind(StrEnum):
    """What a line of a bill is for."""

    treatment = "treatment"
    product = "product"


class TenderKind(StrEnum):
    """What a bill is paid with, in the order in which it pays."""

    points = "points"
    stored_value = "stored_value"
    cash = "cash"
    wechat = "wechat"
    alipay = "alipay"
    bank_card = "bank_card"
    transfer = "transfer"

    @property
    def is_recorded(self) -> bool:
        """Whether money changed hands outside this system, which only writes it down."""
        return self not in {TenderKind.points, TenderKind.stored_value}


class Approval(StrEnum):
    """By whom what leaves a member's balance was approved (两方核销)."""

    not_needed = "not_needed"  # nothing leaves it
    member = "member"
    forced = "forced"  # by staff, with a reason that the member is told


class CreditKind(StrEnum):
    """What a colleague is credited with (业绩)."""

    sale = "sale"  # what was paid for a line
    card_use = "card_use"  # the price of a line that a session card took out (消耗业绩)


class RefundScope(StrEnum):
    """How much of a sale comes back."""

    full = "full"  # all that is left of it
    lines = "lines"  # some of its lines, whole
    amount = "amount"  # a sum of money


class RefundState(StrEnum):
    """What was refunded of a sale; derived, never stored."""

    nothing = "nothing"
    partly = "partly"
    refunded = "refunded"
