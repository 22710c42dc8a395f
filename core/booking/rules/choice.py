"""Who and what a booking gets when several could serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.booking.rules.slots import Parts
from core.resource.rules import fits, gap, is_set
from core.resource.schemas import Load


def in_turn(loads: Iterable[Load]) -> list[int]:
    """The resource ids of people in the order in which it is their turn when a member said "anyone" (C1, C7).

    Fewest minutes booked that local day, then that week, then who waited longest for a booking, then the lowest id.
    """
    ranked = sorted(loads, key=lambda load: (load.day_minutes, load.week_minutes, load.last_taken, load.resource_id))
    return [load.resource_id for load in ranked]


def tightest(busy: Mapping[int, int], everything: int, cell: int, parts: Parts) -> int | None:
    """The bed or device whose free stretch around the visit is shortest, so long stretches stay for long visits.

    Equal ones in the order they were set up. None when none is free, or when none is needed (no parts).
    """
    if not parts:
        return None
    first, length = parts[0]
    rooms = [
        (gap(everything & ~taken, cell + first, length), resource_id)
        for resource_id, taken in busy.items()
        if is_set(fits(everything & ~taken, parts), cell)
    ]
    return min(rooms)[1] if rooms else None
