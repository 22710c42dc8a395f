"""Visits and what was said of them, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.staff.schemas import StaffOut
from core.store.schemas.reviews import ReviewTag

LONGEST = 500
"""Characters of somebody's words in a review."""


@dataclass(frozen=True, slots=True)
class Part:
    """Who did which treatment; of a sale it may not be known who."""

    staff_id: int | None
    treatment_id: int


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is over; `key` is the same whoever tells of it, so that it is asked about once."""

    key: str
    member_id: int
    store_id: int
    at: dt.datetime
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReviewOut:
    """A visit and what its member said of it; no `score`: nothing yet. `given_at` is when it first was complete."""

    id: int
    member_id: int
    store_id: int
    visited_at: dt.datetime
    score: int | None
    tags: tuple[str, ...]
    words: str | None
    photo: str | None
    scored_at: dt.datetime | None
    given_at: dt.datetime | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Average:
    """How visits with a colleague, or of a treatment, were liked (J3); `low` counts those that reached a person."""

    subject_id: int
    count: int
    score: float
    low: int


@dataclass(frozen=True, slots=True)
class Report:
    """A store's averages since a moment, the weakest first: that is where to look."""

    count: int
    score: float | None
    staff: tuple[Average, ...]
    treatments: tuple[Average, ...]


@dataclass(frozen=True, slots=True)
class OwnReport:
    """How visits with one colleague were liked, without whose they were: how often each tag, newest kind words."""

    count: int
    score: float | None
    tags: tuple[tuple[ReviewTag, int], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """A member who was unhappy more than once lately (J5); `contact` is who looks after them, if one is named."""

    low: int
    contact: StaffOut | None
