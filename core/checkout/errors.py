"""Refusals of the till; each code is a text key. Nothing was changed when one is raised."""

from core.kit.errors import BadInput, NotFound, Refusal


class SaleNotFound(NotFound):
    """No such sale for this person. Field: `code` as it was given."""

    code = "checkout.not_found"


class WrongSaleStatus(Refusal):
    """The sale is not in a status from which this is allowed. Fields: `sale` (SaleOut), `action`."""

    code = "checkout.wrong_status"


class VisitSettled(Refusal):
    """The visit was paid already. Field: `sale` (SaleOut)."""

    code = "checkout.visit_settled"


class NothingToPay(Refusal):
    """The visit has nothing on a bill: it was called off, or nobody came."""

    code = "checkout.nothing_to_pay"


class EmptyBill(Refusal):
    """A bill without lines cannot be paid."""

    code = "checkout.empty_bill"


class LineNotFound(NotFound):
    """The bill has no such line. Field: `line`."""

    code = "checkout.line_not_found"


class TooManyLines(Refusal):
    """More lines than a bill takes. Field: `limit`."""

    code = "checkout.too_many_lines"


class BadAmount(BadInput):
    """A sum or a number that cannot be meant: nothing, negative, or too large. Fields: `fen`, `most_fen`."""

    code = "checkout.bad_amount"


class BadSplit(BadInput):
    """The shares of a line are not those of different people, or do not add up to 100 percent."""

    code = "checkout.bad_split"


class SumsDiffer(Refusal):
    """What was given is not what is due. Fields: `due_fen`, `given_fen`."""

    code = "checkout.sums_differ"


class NoMember(Refusal):
    """A walk-in without a member has no balance, coupons or cards to pay with."""

    code = "checkout.no_member"


class NeedsApproval(Refusal):
    """Something leaves the member's balance, and they have not said yes to this bill. Field: `sale`."""

    code = "checkout.needs_approval"


class BillChanged(Refusal):
    """The bill is not the one that was approved: a price, a level or a coupon changed since. Field: `sale`."""

    code = "checkout.bill_changed"


class NoChat(Refusal):
    """The member has no chat in which they could approve: only staff can, with a reason. Field: `sale`."""

    code = "checkout.no_chat"


class ReasonNeeded(BadInput):
    """To force or to refund takes a reason of 2 to 200 characters."""

    code = "checkout.reason_needed"


class CouponsDoNotFit(Refusal):
    """These coupons cannot be used on this bill, or not together."""

    code = "checkout.coupons_do_not_fit"


class CardDoesNotFit(Refusal):
    """This card is not for the line, has no uses left, or is not this member's."""

    code = "checkout.card_does_not_fit"


class RefundTooLarge(Refusal):
    """More than is left of what was paid. Fields: `left_fen`, `sale`."""

    code = "checkout.refund_too_large"


class AlreadyRefunded(Refusal):
    """All of this was refunded before. Field: `sale`."""

    code = "checkout.already_refunded"


class RefundBeyondRole(Refusal):
    """The role may not refund so much; somebody else can. Field: `limit_fen`, 0 where it may not refund at all."""

    code = "checkout.refund_beyond_role"
    status = 403


class RefundTooLate(Refusal):
    """The sale is older than the store refunds. Field: `days`."""

    code = "checkout.refund_too_late"


class RefundKeyReused(Refusal):
    """The key stands for another refund."""

    code = "checkout.key_reused"
