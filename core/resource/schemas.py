"""Beds, devices and people's time, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.resource.enums import OccupancyReason, ResourceKind, ResourceState

Ignored = int | Sequence[int] | None
"""A booking, or several, whose time counts as free."""


@dataclass(frozen=True, slots=True)
class ResourceOut:
    """What a booking can take."""

    id: int
    store_id: int
    kind: ResourceKind
    code: str
    model: str | None
    name: dict[str, str]
    state: ResourceState


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a resource's time, in epoch minutes (`core.kit.clock.epoch_minute`), end exclusive."""

    resource_id: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True)
class TakenSpan:
    """A stretch of a resource's time that is taken, and what for; epoch minutes, end exclusive."""

    id: int
    start_minute: int
    end_minute: int
    reason: OccupancyReason
    booking_id: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Load:
    """How many minutes a resource is booked on a day and in its week; `last_taken` grows with every booking it gets."""

    resource_id: int
    day_minutes: int = 0
    week_minutes: int = 0
    last_taken: int = 0
