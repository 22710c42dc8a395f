"""Refusals of session cards; each code is a text key. Amounts are written in yuan, for people."""

from core.kit.errors import BadInput, NotFound, Refusal


class CardNotFound(NotFound):
    """No such card of this member."""

    code = "card.not_found"


class PlanNotFound(NotFound):
    """No such card on sale."""

    code = "card.plan_not_found"


class UseNotFound(NotFound):
    """No such use of a card."""

    code = "card.use_not_found"


class BadUses(BadInput):
    """A number of uses, or a price, that cannot be meant. Field: `what`."""

    code = "card.bad_uses"


class NoUsesLeft(Refusal):
    """The card has fewer uses left. Field: `left`."""

    code = "card.no_uses_left"


class CardEnded(Refusal):
    """The card's term is over."""

    code = "card.ended"


class CardForbidden(Refusal):
    """The law of the market forbids such a card 【law】. Fields: `rule`, `limit` (yuan)."""

    code = "card.forbidden"


class OtherPrice(Refusal):
    """Another price than the plan's; a manager may, with a reason. Field: `price` (yuan)."""

    code = "card.other_price"


class NamedCard(Refusal):
    """A card in somebody's name is not passed on to somebody else."""

    code = "card.named"


class NothingToRefund(Refusal):
    """The card is used up or was refunded already."""

    code = "card.nothing_to_refund"


class RefundNeedsManager(Refusal):
    """More than the desk may refund by itself. Field: `limit` (yuan)."""

    code = "card.refund_needs_manager"
    status = 403


class KeyReused(Refusal):
    """The key names another row already. Nothing was done."""

    code = "card.key_reused"
