"""What happens to stored value."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class WalletEvent(Event):
    """An entry came into a member's ledger."""

    entry_id: int
    member_id: int
    store_id: int


@dataclass(frozen=True, slots=True)
class ToppedUp(WalletEvent):
    """Money was paid in."""


@dataclass(frozen=True, slots=True)
class WalletCharged(WalletEvent):
    """A sale was paid with it."""


@dataclass(frozen=True, slots=True)
class TopUpRefunded(WalletEvent):
    """A top-up was given back to the member."""
