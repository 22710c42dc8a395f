"""What a member's visits say about what they like (A3): computed whenever it is wanted, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

AT_LEAST = 3
"""A habit has to have shown this often …"""

SHARE = 0.4
"""… and in at least this share of the visits looked at."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is looked at of one completed visit; weekday 0 is Monday, `hour` is by the store's clock."""

    staff_id: int
    treatment_id: int
    weekday: int
    hour: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What somebody does mostly; None where they do nothing mostly. `part`: morning, afternoon or evening;
    `hour` is the one visits begin in."""

    staff_id: int | None = None
    treatment_id: int | None = None
    weekday: int | None = None
    part: str | None = None
    hour: int | None = None


def habits_of(visits: Iterable[Visit]) -> Habits:
    """The habits in some visits. Two that come equally often are no habit."""
    seen = tuple(visits)
    return Habits(
        _mostly([visit.staff_id for visit in seen]),
        _mostly([visit.treatment_id for visit in seen]),
        _mostly([visit.weekday for visit in seen]),
        _mostly([part_of(visit.hour) for visit in seen]),
        _mostly([visit.hour for visit in seen]),
    )


def part_of(hour: int) -> str:
    """The part of the day an hour belongs to."""
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def _mostly(values: list[T]) -> T | None:
    ranked = Counter(values).most_common(2)
    if not ranked or ranked[0][1] < max(AT_LEAST, SHARE * len(values)):
        return None
    return None if len(ranked) > 1 and ranked[1][1] == ranked[0][1] else ranked[0][0]
