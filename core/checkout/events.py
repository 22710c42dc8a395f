"""What happened at the till; `core.handlers` tells those who care."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class SaleEvent(Event):
    """Anything that happened to one sale."""

    sale_id: int


@dataclass(frozen=True, slots=True)
class ApprovalAsked(SaleEvent):
    """The member is to say whether what leaves their balance is right. `seal` is of the very bill they are shown."""

    seal: str


@dataclass(frozen=True, slots=True)
class SaleApproved(SaleEvent):
    """The member said yes."""


@dataclass(frozen=True, slots=True)
class SaleDeclined(SaleEvent):
    """The member said that it is not right; the sale is open again."""

    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalLapsed(SaleEvent):
    """The member did not answer in time; the sale is open again."""


@dataclass(frozen=True, slots=True)
class SaleForced(SaleEvent):
    """Staff approved in the member's place, with a reason."""


@dataclass(frozen=True, slots=True)
class SaleCompleted(SaleEvent):
    """Paid. `spend_fen` is what counted as spent: not points, not gift money."""

    member_id: int | None
    store_id: int
    spend_fen: int


@dataclass(frozen=True, slots=True)
class SaleRefunded(SaleEvent):
    """Something came back. `spend_fen` is how much of what had counted as spent."""

    refund_id: int
    member_id: int | None
    store_id: int
    spend_fen: int
