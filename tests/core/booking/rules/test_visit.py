"""Visits of several treatments or people: the bit sets against trying everything, and the rules by example."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.booking.rules.slots import Board, Needs
from core.booking.rules.visit import Part, Placed, Visit
from core.resource.rules import cells_of
from tests.core.booking.rules.boards import board

CELLS = 16
ALL = (1 << CELLS) - 1
Way = tuple[Placed, ...]


def one_of(length: int, *people: int, bed: int = 0, **known: Any) -> Board:
    """A treatment that any of these people can do, with a bed that is taken for some cells."""
    needs = Needs(length, ((0, length),), ((0, bed),) if bed else (), ())
    shifts = dict.fromkeys(people, ALL)
    return board(CELLS, needs, **{"shifts": shifts, "staff_busy": dict.fromkeys(people, 0), **known})


def test_treatments_follow_one_another_in_whatever_order_is_possible() -> None:
    nails_first = one_of(2, 2, shifts={2: 0b11})
    visit = Visit([Part(one_of(3, 1)), Part(nails_first)], 3)
    assert list(cells_of(visit.starts())) == [0]
    assert visit.arrange(0, {}) == (Placed(2, 1, None, None), Placed(0, 2, None, None))


def test_the_pause_is_as_short_as_it_can_be_and_no_longer_than_allowed() -> None:
    late = one_of(2, 2, shifts={2: ALL & ~0b11111})
    assert list(cells_of(Visit([Part(one_of(3, 1)), Part(late)], 2).starts(0b111))) == [0, 1, 2]
    assert list(cells_of(Visit([Part(one_of(3, 1)), Part(late)], 1).starts(0b111))) == [1, 2]
    assert Visit([Part(one_of(3, 1)), Part(late)], 3).arrange(0, {}) == (
        Placed(0, 1, None, None),
        Placed(5, 2, None, None),
    )


def test_the_same_person_does_all_they_can() -> None:
    visit = Visit([Part(one_of(2, 1, 2, 3)), Part(one_of(2, 2, 3)), Part(one_of(1, 3))], 0)
    placed = visit.arrange(0, {1: 0, 2: 1, 3: 2})
    assert placed is not None
    assert [part.staff_id for part in placed] == [3, 3, 3]


def test_whose_turn_it_is_comes_first_among_equals() -> None:
    visit = Visit([Part(one_of(2, 1, 2)), Part(one_of(2, 1, 2))], 0)
    assert [part.staff_id for part in visit.arrange(0, {2: 0, 1: 1}) or ()] == [2, 2]


def test_a_bed_that_is_being_cleaned_is_not_used_for_the_next_treatment() -> None:
    wet = one_of(2, 1, bed=4)
    assert Visit([Part(wet), Part(wet)], 1).starts() == 0
    assert Visit([Part(wet), Part(wet)], 2).starts(1) == 1
    two_beds = one_of(2, 1, bed=4, beds_busy={11: 0, 12: 0})
    placed = Visit([Part(two_beds), Part(two_beds)], 2).arrange(0, {}) or ()
    assert [(part.cell, part.bed_id) for part in placed] == [(0, 11), (2, 12)]


def test_several_people_need_as_many_colleagues_and_beds() -> None:
    def group(size: int, colleagues: int, beds: int) -> Visit:
        each = one_of(2, *range(1, colleagues + 1), bed=2, beds_busy=dict.fromkeys(range(11, 11 + beds), 0))
        return Visit([Part(each, person) for person in range(size)], 0)

    assert group(3, 3, 3).starts(1)
    assert not group(3, 2, 3).starts(1)
    assert not group(3, 3, 2).starts(1)
    placed = group(3, 3, 3).arrange(0, {}) or ()
    assert {part.staff_id for part in placed} == {1, 2, 3}
    assert {part.bed_id for part in placed} == {11, 12, 13}


def test_several_people_begin_together_if_that_can_be_and_soon_after_one_another_if_not() -> None:
    late = one_of(2, 2, shifts={2: ALL & ~0b11})
    both = Visit([Part(one_of(2, 1), 0), Part(late, 1)], 3)
    assert [part.cell for part in both.arrange(2, {}) or ()] == [2, 2]
    assert [part.cell for part in both.arrange(0, {}) or ()] == [0, 2]
    assert Visit([Part(one_of(2, 1), 0), Part(late, 1)], 1).arrange(0, {}) is None


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(ValueError, match="several treatments"):
        Visit([Part(one_of(2, 1), 0), Part(one_of(2, 1), 0), Part(one_of(2, 1), 1)], 3)


cells = st.one_of(st.just(0), st.integers(0, ALL))
free = st.one_of(st.just(ALL), st.integers(0, ALL))


@st.composite
def boards(draw: st.DrawFn) -> Board:
    length = draw(st.integers(1, 4))
    staff = draw(st.sampled_from([((0, length),), ((0, 1),), ((0, 1), (length, 1))]))
    bed = draw(st.sampled_from([(), ((0, length),), ((0, length + 3),)]))
    device = draw(st.sampled_from([(), (), ((0, length),)]))
    people = draw(st.sets(st.integers(1, 3), min_size=1))
    return board(
        CELLS,
        Needs(length, staff, bed, device),
        opening=draw(free),
        shifts={id_: draw(free) for id_ in people},
        staff_busy={id_: draw(cells) for id_ in people},
        beds_busy={id_: draw(cells) for id_ in range(11, draw(st.integers(12, 13)))},
        devices_busy={21: draw(cells)},
    )


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    kinds = draw(st.lists(boards(), min_size=1, max_size=3))
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3))
    is_group = draw(st.booleans())
    return Visit([Part(each, at if is_group else 0) for at, each in enumerate(chosen)], draw(st.integers(0, 3)))


def every_way(visit: Visit, cell: int) -> Iterator[Way]:
    """All that keeps to the rules, by trying everything."""
    parts, pauses = visit.parts, range(visit.pause + 1)
    if len({part.person for part in parts}) > 1:
        layouts = [tuple(o) for o in product(pauses, repeat=len(parts)) if min(o) == 0]
    else:
        layouts = []
        for order in permutations(range(len(parts))):
            for waits in product(pauses, repeat=len(parts) - 1):
                at, laid = 0, {}
                for part, wait in zip(order, (*waits, 0), strict=True):
                    laid[part] = at
                    at += parts[part].board.needs.visit + wait
                layouts.append(tuple(laid[part] for part in range(len(parts))))
    for layout in layouts:
        choices = [
            [
                Placed(cell + after, who, bed, device)
                for who in part.board.shifts
                for bed in (part.board.beds_busy if part.board.needs.bed else [None])
                for device in (part.board.devices_busy if part.board.needs.device else [None])
            ]
            for part, after in zip(parts, layout, strict=True)
        ]
        yield from (way for way in product(*choices) if is_possible(visit, way))


def is_possible(visit: Visit, way: Way) -> bool:
    taken: set[tuple[str, int, int]] = set()
    for part, placed in zip(visit.parts, way, strict=True):
        known, needs = part.board, part.board.needs
        if not all(known.opening >> placed.cell + n & 1 for n in range(needs.visit)):
            return False
        wanted = [("staff", placed.staff_id, known.free_staff(placed.staff_id), needs.staff)]
        if needs.bed and placed.bed_id is not None:
            wanted.append(("bed", placed.bed_id, ALL & ~known.beds_busy[placed.bed_id], needs.bed))
        if needs.device and placed.device_id is not None:
            wanted.append(("device", placed.device_id, ALL & ~known.devices_busy[placed.device_id], needs.device))
        for kind, id_, is_free, stretches in wanted:
            for after, length in stretches:
                for at in range(placed.cell + after, placed.cell + after + length):
                    if (kind, id_, at) in taken or not is_free >> at & 1:
                        return False
                    taken.add((kind, id_, at))
    return True


def worth(visit: Visit, way: Way) -> tuple[int, int]:
    """What is minimised: how long it takes (or how far people begin apart), and how often another colleague comes."""
    if len({part.person for part in visit.parts}) > 1:
        return max(placed.cell for placed in way), 0
    in_order = sorted(way, key=lambda placed: placed.cell)
    changes = sum(one.staff_id != next_.staff_id for one, next_ in pairwise(in_order))
    return max(p.cell + part.board.needs.visit for p, part in zip(way, visit.parts, strict=True)), changes


@settings(max_examples=150, deadline=None)
@given(visits())
def test_starts_and_arrangements_are_those_that_trying_everything_finds(visit: Visit) -> None:
    starts = visit.starts(0b11111)
    for cell in range(5):
        ways = list(every_way(visit, cell))
        placed = visit.arrange(cell, {})
        assert bool(starts >> cell & 1) == bool(ways) == (placed is not None)
        if placed is not None:
            assert is_possible(visit, placed)
            assert worth(visit, placed) == min(worth(visit, way) for way in ways)
