"""Which of the free times are best, and why (C10): gaps left in the day, what the member likes, the price. Pure.

A time is worth the sum of its terms, in points; every weight is a setting of the store. The reason that is told is the
term that speaks most for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.booking.enums import Reason
from core.booking.rules.habits import Habits, part_of
from core.booking.rules.slots import Board, Needs, Parts
from core.booking.schemas import Slot
from core.resource.rules import CELL_MINUTES
from core.store.schemas import RankingPolicy

APART = dt.timedelta(hours=1)
"""Three recommendations around the same hour would be one."""


@dataclass(frozen=True, slots=True)
class Likes:
    """What a member wants, stated and learned from their visits (A3); of people the most wanted first."""

    staff_ids: tuple[int, ...] = ()
    habits: Habits = field(default_factory=Habits)


@dataclass(frozen=True, slots=True)
class Fit:
    """What a start does to the day of the person and the bed that serve it.

    `idle` minutes are left over in pieces too short to sell; `touches`: the visit joins another of that person.
    """

    idle: int
    touches: bool


@dataclass(frozen=True, slots=True)
class Shortest:
    """The least that can be sold of a person's and of a bed's time, in cells; 0 where nothing takes any."""

    staff: int
    bed: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A free start with what it is worth; `staff_id` is who would do it."""

    slot: Slot
    staff_id: int | None
    terms: Mapping[Reason, int]

    @property
    def worth(self) -> int:
        """The sum of the terms, in points."""
        return sum(self.terms.values())

    @property
    def reason(self) -> Reason | None:
        """The term that speaks most for it, of two equal ones the earlier in the list of reasons; None where none
        does."""
        best = max(Reason, key=lambda reason: self.terms.get(reason, 0))
        return best if self.terms.get(best, 0) > 0 else None


def score(
    slot: Slot, local: dt.datetime, fit: Fit, staff_id: int | None, likes: Likes, weights: RankingPolicy
) -> Scored:
    """What speaks for and against one free start; `local` is when it begins by the store's clock."""
    saving = 0 if slot.price is None else slot.price.saving_fen
    terms = {
        Reason.person: weights.person if staff_id in likes.staff_ids else 0,
        Reason.usual_time: _usual(local, likes.habits, weights),
        Reason.price: weights.yuan * saving // 100,
        Reason.snug: (weights.snug if fit.touches and not fit.idle else 0) - weights.idle_minute * fit.idle,
    }
    return Scored(slot, staff_id, terms)


def _usual(local: dt.datetime, habits: Habits, weights: RankingPolicy) -> int:
    """The weekday alone tells the times of one day not apart: it only adds to the time of day."""
    part = weights.part if habits.part == part_of(local.hour) else 0
    hour = weights.hour if habits.hour == local.hour else 0
    weekday = weights.weekday if habits.weekday == local.weekday() else 0
    return part + hour + weekday if part or hour else 0


def rank(scored: Iterable[Scored]) -> list[Scored]:
    """The best first, of equal ones the earlier."""
    return sorted(scored, key=lambda each: (-each.worth, each.slot.starts_at))


def best(ranked: Iterable[Scored], count: int) -> list[Scored]:
    """The best few that are worth something and have a reason, not two of them around the same hour."""
    found: list[Scored] = []
    for each in ranked:
        is_near = any(abs(each.slot.starts_at - other.slot.starts_at) < APART for other in found)
        if len(found) < count and each.reason is not None and each.worth > 0 and not is_near:
            found.append(each)
    return found


def shortest_of(sold: Iterable[Needs]) -> Shortest:
    """The least stretch of a person and of a bed among what a store sells."""
    needs = list(sold)
    return Shortest(
        min((_length(each.staff) for each in needs if each.staff), default=0),
        min((_length(each.bed) for each in needs if each.bed), default=0),
    )


def fit_of(board: Board, cell: int, staff_id: int, bed_id: int | None, shortest: Shortest) -> Fit:
    """How a visit that begins at a cell fits the day of the person and of the bed that would serve it."""
    free = board.free_staff(staff_id)
    left, touches = _around(free, board.staff_busy[staff_id], cell, board.needs.staff)
    idle = sum(cells for cells in left if cells < shortest.staff)
    if bed_id is not None:
        taken = board.beds_busy[bed_id]
        left, _ = _around(board.opening & ~taken, taken, cell, board.needs.bed)
        idle += sum(cells for cells in left if cells < shortest.bed)
    return Fit(idle * CELL_MINUTES, touches)


def _around(free: int, taken: int, cell: int, parts: Parts) -> tuple[tuple[int, int], bool]:
    """The free cells that would be left right before and right after, and whether one side joins what is taken."""
    first, end = cell + parts[0][0], cell + sum(parts[-1])
    before = first - (~free & ((1 << first) - 1)).bit_length()
    closed = ~(free >> end)
    after = (closed & -closed).bit_length() - 1
    joins_before = before == 0 and first > 0 and bool(taken >> (first - 1) & 1)
    return (before, after), joins_before or (after == 0 and bool(taken >> end & 1))


def _length(parts: Sequence[tuple[int, int]]) -> int:
    return sum(parts[-1]) - parts[0][0]
