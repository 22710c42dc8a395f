"""Which starts can be had: what a visit needs against what is free, as bit sets (C1, C2, C4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.booking.enums import WhyNot
from core.catalog.schemas import Segment, VariationOut
from core.resource.rules import CELL_MINUTES, Grid, fits, is_set, runs

Parts = tuple[tuple[int, int], ...]
"""Stretches of a visit as (cells after its start, length in cells)."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What one visit takes, counted from its start."""

    visit: int  # cells the member is there
    staff: Parts  # the same person in all of them
    bed: Parts  # from the first step to the end of cleaning up; empty when none is needed
    device: Parts  # while the member is there; empty when none is needed


def needs_of(variation: VariationOut) -> Needs:
    """What a variation takes of people, beds and devices."""
    return _needs(variation.segments, variation.needs_bed, variation.device is not None)


@lru_cache(maxsize=512)
def _needs(segments: tuple[Segment, ...], needs_bed: bool, needs_device: bool) -> Needs:
    steps = [(segment, segment.minutes // CELL_MINUTES) for segment in segments]
    return Needs(
        visit=sum(cells for segment, cells in steps if segment.has_member),
        staff=_parts((segment.takes_staff, cells) for segment, cells in steps),
        bed=_parts((needs_bed, cells) for _, cells in steps),
        device=_parts((needs_device and segment.takes_device, cells) for segment, cells in steps),
    )


def _parts(steps: Iterable[tuple[bool, int]]) -> Parts:
    """Joins neighbouring steps that take the resource."""
    parts: list[tuple[int, int]] = []
    after = 0
    for takes, cells in steps:
        if takes and parts and sum(parts[-1]) == after:
            parts[-1] = (parts[-1][0], parts[-1][1] + cells)
        elif takes:
            parts.append((after, cells))
        after += cells
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Board:
    """What is known about a stretch of time for one wish: bit sets on one grid, by staff id or resource id."""

    grid: Grid
    needs: Needs
    opening: int
    steps: int  # where the local clock is at a step
    bounds: int  # from the lead time to the horizon
    shifts: Mapping[int, int]
    staff_busy: Mapping[int, int]
    beds_busy: Mapping[int, int]
    devices_busy: Mapping[int, int]
    elsewhere: int = 0  # while the member is somewhere else

    def free_staff(self, staff_id: int) -> int:
        """When a person works and is not taken."""
        return self.shifts[staff_id] & ~self.staff_busy[staff_id]

    def visits(self) -> int:
        """Starts at which the part of the visit the member sees lies in opening hours, and they can be there."""
        return runs(self.opening & ~self.elsewhere, self.needs.visit)

    def beds(self) -> int:
        """Starts for which some bed is free throughout; all when none is needed."""
        return _any_of(self.grid, self.beds_busy, self.needs.bed)

    def devices(self) -> int:
        """Starts for which some device is free throughout; all when none is needed."""
        return _any_of(self.grid, self.devices_busy, self.needs.device)

    def by_staff(self) -> dict[int, int]:
        """Starts each person could take, with bed, device and opening hours, on any cell of the grid."""
        rooms = self.visits()
        if rooms:
            rooms &= self.beds() & self.devices()
        parts = self.needs.staff
        return {staff_id: rooms and rooms & fits(self.free_staff(staff_id), parts) for staff_id in self.shifts}

    def offered(self) -> int:
        """Starts that members are offered: somebody can, at a step, within lead time and horizon."""
        starts = 0
        for mine in self.by_staff().values():
            starts |= mine
        return starts & self.steps & self.bounds

    def staff_at(self, cell: int) -> tuple[int, ...]:
        """Who could take a visit that begins at a cell, by id."""
        return tuple(sorted(staff_id for staff_id, starts in self.by_staff().items() if is_set(starts, cell)))


def _any_of(grid: Grid, busy: Mapping[int, int], parts: Parts) -> int:
    if not parts:
        return -1
    everything, starts = (1 << grid.cells) - 1, 0
    for taken in busy.values():
        starts |= fits(everything & ~taken, parts)
    return starts


def short_of(board: Board, cell: int) -> WhyNot | None:
    """What is missing for a start whose time as such is fine, people first; None when nothing is."""
    if not board.shifts:
        return WhyNot.nobody_skilled
    if not any(is_set(fits(shift, board.needs.staff), cell) for shift in board.shifts.values()):
        return WhyNot.staff_off
    if not any(is_set(fits(board.free_staff(staff_id), board.needs.staff), cell) for staff_id in board.shifts):
        return WhyNot.staff_busy
    if not is_set(board.beds(), cell):
        return WhyNot.no_bed
    if not is_set(board.devices(), cell):
        return WhyNot.no_device
    return None
