"""What happened to a member's level; `core.handlers` tells those who care."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event
from core.member.enums import Tier


@dataclass(frozen=True, slots=True)
class TierEvent(Event):
    """A member came from one level to another; `change_id` is the row that says so."""

    change_id: int
    member_id: int
    before: Tier
    after: Tier


@dataclass(frozen=True, slots=True)
class TierRaised(TierEvent):
    """Upwards: told at once (G5)."""


@dataclass(frozen=True, slots=True)
class TierLowered(TierEvent):
    """Downwards, after a review, a refund or a colleague's decision."""
