"""Refusals of stored value; each code is a text key. Amounts are written in yuan, for people."""

from core.kit.errors import BadInput, NotFound, Refusal


class EntryNotFound(NotFound):
    """No such entry in this member's ledger."""

    code = "wallet.not_found"


class BadAmount(BadInput):
    """Nothing, less than nothing, or more than anybody means (10,000,000 fen). Field: `what`."""

    code = "wallet.bad_amount"


class NotEnoughMoney(Refusal):
    """The balance does not cover it. Fields: `have`, `missing` (yuan)."""

    code = "wallet.not_enough"


class OverLimit(Refusal):
    """The balance would exceed what one may hold in one's name 【law】. Fields: `rule`, `limit`, `room` (yuan)."""

    code = "wallet.over_limit"


class TooLittle(Refusal):
    """Less than the store takes at a time. Field: `least` (yuan)."""

    code = "wallet.too_little"


class OtherGift(Refusal):
    """Gift money that the store's steps do not give; a manager may, with a reason. Field: `gift` (yuan)."""

    code = "wallet.other_gift"


class NothingToRefund(Refusal):
    """The top-up is spent or was refunded already."""

    code = "wallet.nothing_to_refund"


class RefundNeedsManager(Refusal):
    """More than the desk may refund by itself. Field: `limit` (yuan)."""

    code = "wallet.refund_needs_manager"
    status = 403


class TooMuchBack(Refusal):
    """More than is still out of that charge. Field: `most` (yuan)."""

    code = "wallet.too_much_back"


class KeyReused(Refusal):
    """The key names another entry already. Nothing was done."""

    code = "wallet.key_reused"
