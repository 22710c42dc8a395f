"""Taking the money, and giving it back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.checkout import service
from core.checkout.endpoints.bills import LineId
from core.checkout.endpoints.views import REFUNDED, SEEN, TILL, RefundView, SaleView, refund_view, shown
from core.checkout.enums import RefundScope, TenderKind
from core.checkout.errors import (
    AlreadyRefunded,
    BadAmount,
    BillChanged,
    EmptyBill,
    LineNotFound,
    NeedsApproval,
    ReasonNeeded,
    RefundBeyondRole,
    RefundTooLarge,
    RefundTooLate,
    SaleNotFound,
    SumsDiffer,
    WrongSaleStatus,
)
from core.checkout.schemas import RefundWish, TenderIn
from core.kit.ids import new_key
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.fields import Body, Limit, PathId, Text
from core.operation.operations import Operations
from core.operation.paging import Cursor, Page, read_cursor, write_cursor

operations = Operations("Payments")
Fen = Annotated[int, Field(strict=True, ge=1, le=10_000_000, examples=[21820], description="In fen.")]
Reason = Annotated[Text, Field(min_length=2, max_length=200, examples=["Not happy with the treatment"])]


class Given(Body):
    """Money that changed hands; of cash it may be more than is due, which gives change."""

    kind: Literal["cash", "wechat", "alipay", "bank_card", "transfer"] = Field(examples=["cash"])
    fen: Fen
    reference: Annotated[Text | None, Field(min_length=1, max_length=64, examples=[None])] = None


class Payment(Body):
    """All that changed hands: together with the balance exactly what is due."""

    given: Annotated[list[Given], Field(max_length=10)]


class PutAway(Body):
    """Why the bill is put away unpaid."""

    reason: Reason


class RefundIn(Body):
    """How much comes back, and why: all that is left, some lines, or a sum. The member reads the reason."""

    scope: RefundScope = Field(examples=["amount"])
    fen: Annotated[Fen | None, Field(examples=[10910])] = None
    lines: Annotated[tuple[LineId, ...], Field(max_length=20, examples=[[]])] = ()
    reason: Reason

    def wish(self) -> RefundWish:
        """As the service asks for it; a sum that is missing is no sum, and is refused there."""
        return RefundWish(self.scope, self.fen or 0, self.lines)


@operations.post(
    "/sales/{sale_id}/complete",
    TILL,
    SaleNotFound,
    EmptyBill,
    NeedsApproval,
    BillChanged,
    SumsDiffer,
    BadAmount,
    WrongSaleStatus,
)
def complete_sale(work: Work, sale_id: PathId, payment: Payment) -> SaleView:
    """Take the money.

    One transaction over all ledgers; points are earned, the visit is over, the member gets a receipt.
    """
    given = [TenderIn(TenderKind(each.kind), each.fen, each.reference) for each in payment.given]
    return shown(service.complete(work, sale_id, given))


@operations.post("/sales/{sale_id}/cancel", TILL, SaleNotFound, ReasonNeeded, WrongSaleStatus)
def cancel_sale(work: Work, sale_id: PathId, why: PutAway) -> SaleView:
    """Put a bill away unpaid.

    Nothing had been taken; the visit can be paid by another bill.
    """
    return shown(service.cancel(work, sale_id, why.reason))


_REFUSALS = (
    SaleNotFound,
    LineNotFound,
    AlreadyRefunded,
    BadAmount,
    ReasonNeeded,
    RefundBeyondRole,
    RefundTooLarge,
    RefundTooLate,
    WrongSaleStatus,
)


@operations.post("/sales/{sale_id}/refund-preview", REFUNDED, *_REFUSALS)
def preview_refund(work: Work, sale_id: PathId, wanted: RefundIn) -> RefundView:
    """See what a refund would do.

    To the fen and the point; nothing is changed.
    """
    return refund_view(service.preview(work, sale_id, wanted.wish()))


@operations.post("/sales/{sale_id}/refunds", REFUNDED, *_REFUSALS)
def refund_sale(work: Work, sale_id: PathId, wanted: RefundIn) -> SaleView:
    """Give back.

    Other tender first, then stored value, then points; what the sale earned is taken back, coupons and uses of cards
    return. What has to be handed back stands in `refunds`.
    """
    return shown(service.refund(work, new_key(), sale_id, wanted.wish(), wanted.reason))


@operations.get("/members/{member_id}/receipts", SEEN, MemberNotFound)
def list_receipts(work: Work, member_id: PathId, cursor: Cursor | None = None, limit: Limit = 20) -> Page[SaleView]:
    """A member's receipts.

    Newest first; colleagues see those of the stores whose till they run.
    """
    before = read_cursor(cursor)[0] if cursor else None
    found = service.list_receipts(work, member_id, before=before, limit=limit + 1)
    items = [shown(sale) for sale in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].id) if len(found) > limit else None)
