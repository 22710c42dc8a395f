"""Several treatments as one visit, and several people at once, as bit sets (product.md C, several treatments, groups).

A layout says how many cells after the visit's start each part begins. Given one, people, beds and devices do not depend
on each other, so each kind is given out by itself, for all starts of the grid at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from core.booking.rules.slots import Board, Parts
from core.resource.rules import fits, gap, is_set

Options = Mapping[int, int]
"""Starts of a part each resource could serve, by id."""

Offsets = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One treatment of one person; parts with the very same board are alike."""

    board: Board
    person: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a part of a visit goes."""

    cell: int
    staff_id: int
    bed_id: int | None
    device_id: int | None


@dataclass(frozen=True, slots=True)
class _Kind:
    """People, beds or devices: what each part takes of them, and who could serve it."""

    options: tuple[Options, ...]
    needs: tuple[Parts, ...]

    def clash(self, one: int, other: int, offsets: Offsets) -> bool:
        """Whether two parts of a layout need the resource at the same time."""
        return any(
            offsets[one] + a < offsets[other] + b + long_b and offsets[other] + b < offsets[one] + a + long_a
            for a, long_a in self.needs[one]
            for b, long_b in self.needs[other]
        )


class Visit:
    """The parts of a visit and all the ways to lay them out; all parts share one grid.

    One person's treatments follow one another in any order, at most `pause` cells apart; several people get one
    treatment each and begin at most `pause` cells after the first. Raises ValueError for anything else.
    """

    def __init__(self, parts: Sequence[Part], pause: int) -> None:
        people = {part.person for part in parts}
        if not parts or len(people) not in {1, len(parts)}:
            raise ValueError("a visit is several treatments of one person, or one of each of several people")
        self.parts, self.pause = tuple(parts), pause
        self._is_sequence = len(people) == 1
        boards = {id(part.board): part.board for part in parts}
        ready = {key: _ready(board) for key, board in boards.items()}
        self._people, self._beds, self._devices = (
            _Kind(
                tuple(ready[id(part.board)][kind] for part in parts),
                tuple(_needs(part.board)[kind] for part in parts),
            )
            for kind in range(3)
        )
        starts = {key: _starts(board, ready[key]) for key, board in boards.items()}
        self._starts = tuple(starts[id(part.board)] for part in parts)

    def starts(self, wished: int = -1) -> int:
        """The starts, among the wished cells, from which the whole visit can be had."""
        left, found = wished & self._worth_a_look(), 0
        for level in self._levels():
            for offsets, cells in self._layouts(level, left & ~found):
                found |= self._served(offsets, cells & ~found)
            if found == left:
                break
        return found

    @property
    def length(self) -> int:
        """Cells the people are there for, without pauses."""
        visits = [part.board.needs.visit for part in self.parts]
        return sum(visits) if self._is_sequence else max(visits)

    def offered(self) -> int:
        """The starts that members are offered: at a step, within lead time and horizon."""
        board = self.parts[0].board
        return self.starts(board.steps & board.bounds)

    def arrange(self, cell: int, turn: Mapping[int, int]) -> tuple[Placed, ...] | None:
        """Who and what serves a visit that begins at a cell, part by part; None when it cannot be had.

        The shortest visit wins, then the fewest changes of staff, then the order in which the parts were named. `turn`
        ranks people; lower is first.
        """
        best: tuple[int, Offsets, dict[int, int]] | None = None
        for level in self._levels():
            for offsets, _ in self._layouts(level, 1 << cell):
                if not self._served(offsets, 1 << cell):
                    continue
                changes, people = self._give_people(offsets, cell, turn)
                if best is None or changes < best[0]:
                    best = (changes, offsets, people)
                if changes == 0:
                    break
            if best is not None:
                return self._placed(cell, best[1], best[2])
        return None

    # -- layouts ---------------------------------------------------------------------------------------------------

    def _levels(self) -> range:
        """Sums of all pauses of one person, or how far several begin apart; the lower the shorter the visit."""
        return range(self.pause * (len(self.parts) - 1 if self._is_sequence else min(1, len(self.parts) - 1)) + 1)

    def _layouts(self, level: int, left: int) -> Iterator[tuple[Offsets, int]]:
        """Layouts of a level with the starts that none of their parts rules out by itself."""
        if not left:
            return
        if self._is_sequence:
            yield from self._sequences({}, 0, level, left)
            return
        for offsets in product(range(level + 1), repeat=len(self.parts)):
            if max(offsets) == level and min(offsets) == 0 and self._is_sorted(offsets):
                cells = left
                for starts, after in zip(self._starts, offsets, strict=True):
                    cells &= starts >> after
                if cells:
                    yield offsets, cells

    def _sequences(self, laid: dict[int, int], end: int, unspent: int, left: int) -> Iterator[tuple[Offsets, int]]:
        rest = [at for at in range(len(self.parts)) if at not in laid]
        if not rest:
            yield tuple(laid[at] for at in range(len(self.parts))), left
            return
        least = max(0, unspent - self.pause * (len(rest) - 1)) if laid else 0
        pauses = range(least, min(self.pause, unspent) + 1) if laid else (0,)
        for at in rest:
            if any(other < at and self._are_alike(other, at) for other in rest):
                continue  # the same with names exchanged
            for pause in pauses:
                cells = left & self._starts[at] >> (end + pause)
                if cells:
                    ended = end + pause + self.parts[at].board.needs.visit
                    yield from self._sequences({**laid, at: end + pause}, ended, unspent - pause, cells)

    def _worth_a_look(self) -> int:
        """What every start that can be had fulfils, found without laying anything out."""
        if not self._is_sequence:
            first = 0
            for starts in self._starts:
                first |= starts
            for starts in self._starts:
                first &= _within(starts, self.pause)
            return first
        found = 0
        for order in permutations(range(len(self.parts))):
            cells = self._starts[order[-1]]
            for at in reversed(order[:-1]):
                cells = self._starts[at] & _within(cells >> self.parts[at].board.needs.visit, self.pause)
            found |= cells
        return found

    def _are_alike(self, one: int, other: int) -> bool:
        return self.parts[one].board is self.parts[other].board

    def _is_sorted(self, offsets: Offsets) -> bool:
        """Of people who get the same, the first does not begin after the next."""
        return all(offsets[at - 1] <= offsets[at] or not self._are_alike(at - 1, at) for at in range(1, len(offsets)))

    # -- giving out ------------------------------------------------------------------------------------------------

    def _served(self, offsets: Offsets, cells: int) -> int:
        for kind in (self._people, self._beds, self._devices):
            cells = self._given_out(kind, offsets, cells) if cells else 0
        return cells

    def _given_out(self, kind: _Kind, offsets: Offsets, left: int) -> int:
        """The starts at which every part gets one of its own where they overlap."""
        wanting = [at for at in range(len(self.parts)) if kind.needs[at]]
        for at in wanting:
            alike = sum(self._are_alike(at, other) and offsets[at] == offsets[other] for other in wanting)
            left &= _at_least(kind.options[at].values(), alike) >> offsets[at]
        clashes = [
            [other for other in range(here) if kind.clash(at, wanting[other], offsets)]
            for here, at in enumerate(wanting)
        ]

        def give(here: int, taken: tuple[int, ...], left: int) -> int:
            if here == len(wanting):
                return left
            at, served = wanting[here], 0
            is_again = here > 0 and self._are_alike(at, wanting[here - 1]) and offsets[at] == offsets[wanting[here - 1]]
            for resource_id, starts in kind.options[at].items():
                if is_again and resource_id <= taken[-1]:
                    continue  # the same with names exchanged
                if any(taken[other] == resource_id for other in clashes[here]):
                    continue
                cells = left & ~served & starts >> offsets[at]
                if cells:
                    served |= give(here + 1, (*taken, resource_id), cells)
                if served == left:
                    break
            return served

        return give(0, (), left) if left else 0

    def _give_people(self, offsets: Offsets, cell: int, turn: Mapping[int, int]) -> tuple[int, dict[int, int]]:
        """The people with the fewest changes, and how many those are; the layout can be served."""
        order = sorted(range(len(self.parts)), key=lambda at: offsets[at])
        best: tuple[int, dict[int, int]] = (len(self.parts) + 1, {})

        def give(here: int, taken: dict[int, int], changes: int) -> None:
            nonlocal best
            if changes >= best[0]:
                return
            if here == len(order):
                best = (changes, dict(taken))
                return
            at = order[here]
            before = taken.get(order[here - 1]) if here and self._is_sequence else None
            able = [id_ for id_, starts in self._people.options[at].items() if is_set(starts, cell + offsets[at])]
            for staff_id in sorted(able, key=lambda id_: (id_ != before, turn.get(id_, len(turn)), id_)):
                if not any(taken[o] == staff_id and self._people.clash(at, o, offsets) for o in taken):
                    change = before is not None and staff_id != before
                    give(here + 1, {**taken, at: staff_id}, changes + change)

        give(0, {}, 0)
        return best

    def _give_rooms(self, kind: _Kind, busy: Sequence[Mapping[int, int]], offsets: Offsets, cell: int) -> list[int]:
        """A bed or device for each part that needs one, the tightest first; the layout can be served."""
        wanting = [at for at in range(len(self.parts)) if kind.needs[at]]
        cells = self.parts[0].board.grid.cells

        def tightness(at: int, resource_id: int) -> tuple[int, int]:
            after, length = kind.needs[at][0]
            free = ((1 << cells) - 1) & ~busy[at][resource_id]
            return gap(free, cell + offsets[at] + after, length), resource_id

        def give(taken: dict[int, int]) -> dict[int, int] | None:
            if len(taken) == len(wanting):
                return taken
            at = wanting[len(taken)]
            able = [id_ for id_, starts in kind.options[at].items() if is_set(starts, cell + offsets[at])]
            for resource_id in sorted(able, key=lambda id_: tightness(at, id_)):
                if not any(taken[o] == resource_id and kind.clash(at, o, offsets) for o in taken):
                    found = give({**taken, at: resource_id})
                    if found is not None:
                        return found
            return None

        given = give({}) or {}
        return [given.get(at, 0) for at in range(len(self.parts))]

    def _placed(self, cell: int, offsets: Offsets, people: Mapping[int, int]) -> tuple[Placed, ...]:
        boards = [part.board for part in self.parts]
        beds = self._give_rooms(self._beds, [board.beds_busy for board in boards], offsets, cell)
        devices = self._give_rooms(self._devices, [board.devices_busy for board in boards], offsets, cell)
        return tuple(
            Placed(cell + after, people[at], beds[at] or None, devices[at] or None) for at, after in enumerate(offsets)
        )


def _needs(board: Board) -> tuple[Parts, Parts, Parts]:
    return board.needs.staff, board.needs.bed, board.needs.device


def _ready(board: Board) -> tuple[Options, Options, Options]:
    """When each person, bed and device could serve the part, whatever the others do."""
    everything = (1 << board.grid.cells) - 1
    people = {id_: board.free_staff(id_) for id_ in board.shifts}
    rooms = [
        {id_: everything & ~taken for id_, taken in busy.items()} for busy in (board.beds_busy, board.devices_busy)
    ]
    needs = _needs(board)
    return (
        {id_: fits(free, needs[0]) for id_, free in people.items()},
        {id_: fits(free, needs[1]) for id_, free in rooms[0].items()} if needs[1] else {},
        {id_: fits(free, needs[2]) for id_, free in rooms[1].items()} if needs[2] else {},
    )


def _starts(board: Board, ready: tuple[Options, Options, Options]) -> int:
    """When a part could begin if it were alone."""
    cells = board.visits()
    for at, (options, needs) in enumerate(zip(ready, _needs(board), strict=True)):
        if at == 0 or needs:
            some = 0
            for starts in options.values():
                some |= starts
            cells &= some
    return cells


def _within(cells: int, pause: int) -> int:
    """The cells that have one of the set at most `pause` cells after them."""
    found = cells
    for after in range(1, pause + 1):
        found |= cells >> after
    return found


def _at_least(sets: Iterable[int], count: int) -> int:
    """The cells that are in at least so many of the sets."""
    reached = [-1] + [0] * count
    for cells in sets:
        for number in range(count, 0, -1):
            reached[number] |= reached[number - 1] & cells
    return reached[count]
