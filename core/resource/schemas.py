"""Beds, devices and people's time, as values."""

from __future__ import annotations

from dataclasses import dataclass

from core.resource.enums import ResourceKind, ResourceState


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
