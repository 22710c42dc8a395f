"""Time as a bit set: one integer holds a resource's whole horizon on a 5-minute grid. Pure: no database, no clock.

Bit i stands for the 5 minutes from `Grid.base + 5 i`, counted in UTC, so no daylight saving can shift anything. A visit
fits where a few shifts and ands leave a bit (architecture.md, Data: availability); no loop ever runs over minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CELL_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """A stretch of time cut into cells of 5 minutes, from an epoch minute that is a multiple of 5."""

    base: int
    cells: int

    @classmethod
    def over(cls, first_minute: int, last_minute: int) -> Grid:
        """The smallest grid that covers the stretch."""
        base = first_minute - first_minute % CELL_MINUTES
        return cls(base, -((base - last_minute) // CELL_MINUTES))

    @property
    def end(self) -> int:
        """The epoch minute at which the last cell ends."""
        return self.base + self.cells * CELL_MINUTES

    def cell(self, minute: int) -> int:
        """The cell a minute falls into; outside of the grid it is negative or `cells` and more."""
        return (minute - self.base) // CELL_MINUTES

    def minute(self, cell: int) -> int:
        """The epoch minute at which a cell begins."""
        return self.base + cell * CELL_MINUTES

    def inside(self, spans: Iterable[tuple[int, int]]) -> int:
        """The cells that lie wholly within a span: how time that may be used is read."""
        bits = 0
        for start, end in spans:
            bits |= self._bits(-((self.base - start) // CELL_MINUTES), (end - self.base) // CELL_MINUTES)
        return bits

    def touched(self, spans: Iterable[tuple[int, int]]) -> int:
        """The cells a span touches at all: how time that is taken is read."""
        bits = 0
        for start, end in spans:
            bits |= self._bits((start - self.base) // CELL_MINUTES, -((self.base - end) // CELL_MINUTES))
        return bits

    def _bits(self, first: int, end: int) -> int:
        first, end = max(first, 0), min(end, self.cells)
        return ((1 << (end - first)) - 1) << first if end > first else 0


def runs(free: int, cells: int) -> int:
    """The cells from which `cells` (at least 1) consecutive ones are free; doubling needs only log2(cells) shifts."""
    known = 1
    while known < cells:
        step = min(known, cells - known)
        free &= free >> step
        known += step
    return free


def fits(free: int, parts: Sequence[tuple[int, int]]) -> int:
    """The starts at which every part (cells after the start, length in cells) finds free time; all (-1) without
    parts."""
    starts = -1
    for after, cells in parts:
        starts &= runs(free, cells) >> after
    return starts


def is_set(bits: int, cell: int) -> bool:
    """Whether a cell is in the set; a cell before the grid never is."""
    return cell >= 0 and bool(bits >> cell & 1)


def cells_of(bits: int) -> Iterator[int]:
    """The cells of a set, earliest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def nearest(bits: int, cell: int, count: int) -> list[int]:
    """Up to `count` cells of the set closest to a cell, the closest first and the earlier of two equally close
    first."""
    pivot = max(cell, 0)
    before, after = bits & ((1 << pivot) - 1), bits >> pivot << pivot
    found: list[int] = []
    while len(found) < count and (before or after):
        left, right = before.bit_length() - 1, (after & -after).bit_length() - 1
        if before and (not after or cell - left <= right - cell):
            found.append(left)
            before ^= 1 << left
        else:
            found.append(right)
            after ^= 1 << right
    return found


def gap(free: int, cell: int, cells: int) -> int:
    """How many cells the free stretch around a free part has: the smaller, the tighter the part fits."""
    before = cell - (~free & ((1 << cell) - 1)).bit_length()
    taken_after = ~(free >> (cell + cells))
    return before + cells + (taken_after & -taken_after).bit_length() - 1


def uncovered(start: int, end: int, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a span of minutes that no other span covers, in order."""
    pieces: list[tuple[int, int]] = []
    for first, last in sorted(taken):
        if first > start:
            pieces.append((start, min(first, end)))
        start = max(start, last)
        if start >= end:
            break
    if start < end:
        pieces.append((start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]
