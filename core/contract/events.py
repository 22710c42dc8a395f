"""What happens to contracts."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class ContractAccepted(Event):
    """A member agreed; staff have to take the money."""

    contract_id: int
    member_id: int
    store_id: int


@dataclass(frozen=True, slots=True)
class ContractDeclined(Event):
    """A member does not want it, or staff took it back."""

    contract_id: int
    member_id: int
    store_id: int
