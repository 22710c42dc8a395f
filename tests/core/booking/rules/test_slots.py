"""The bit-set engine against a plain loop over every 5 minutes, and its parts by example."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.booking.enums import WhyNot
from core.booking.rules.slots import Board, Needs, needs_of, short_of
from core.catalog.schemas import Segment, SegmentKind, VariationOut
from core.resource.rules import Grid, cells_of
from tests.core.booking.rules.boards import board

CELLS = 40
ALL = (1 << CELLS) - 1


def variation(*segments: tuple[str, int], needs_bed: bool = True, device: str | None = None) -> VariationOut:
    return VariationOut(
        id=1,
        code="v",
        name={"zh": "单次", "en": "single"},
        price_fen=100,
        segments=tuple(Segment(kind=SegmentKind(kind), minutes=minutes) for kind, minutes in segments),
        treatment_id=1,
        treatment_name={"zh": "护理", "en": "care"},
        skill="facial",
        needs_bed=needs_bed,
        device=device,
    )


def test_staff_are_free_while_a_mask_works_and_bed_stays_to_the_end() -> None:
    steps = [("prepare", 10), ("prepare", 5), ("process", 20), ("finish", 10), ("clean_up", 15)]
    needs = needs_of(variation(*steps, device="laser"))
    assert needs == Needs(visit=9, staff=((0, 3), (7, 2)), bed=((0, 12),), device=((0, 9),))


def test_what_is_not_needed_is_not_taken() -> None:
    needs = needs_of(variation(("prepare", 30), needs_bed=False))
    assert (needs.bed, needs.device) == ((), ())
    assert board(CELLS, needs, beds_busy={}, devices_busy={}).offered() == (1 << (CELLS - 5)) - 1


def test_cleaning_up_may_end_after_closing_time_but_the_visit_not() -> None:
    needs = needs_of(variation(("prepare", 10), ("clean_up", 10)))
    known = board(CELLS, needs, opening=0b1111)
    assert list(cells_of(known.offered())) == [0, 1, 2]


def test_one_person_must_do_all_the_hands_on_steps() -> None:
    needs = needs_of(variation(("prepare", 5), ("process", 5), ("finish", 5)))
    known = board(CELLS, needs, shifts={1: 0b001, 2: 0b100}, staff_busy={1: 0, 2: 0})
    assert known.offered() == 0


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, None),
        ({"shifts": {}, "staff_busy": {}}, WhyNot.nobody_skilled),
        ({"shifts": {1: ALL & ~0b10}}, WhyNot.staff_off),
        ({"staff_busy": {1: 0b10}}, WhyNot.staff_busy),
        ({"shifts": {1: 0, 2: ALL}, "staff_busy": {1: 0, 2: 1}}, WhyNot.staff_busy),
        ({"beds_busy": {11: 0b1000, 12: 1}}, WhyNot.no_bed),
        ({"beds_busy": {}}, WhyNot.no_bed),
        ({"devices_busy": {21: 0b10}}, WhyNot.no_device),
        ({"staff_busy": {1: 1}, "beds_busy": {11: 1}}, WhyNot.staff_busy),
    ],
)
def test_what_is_missing_is_named_people_first(known: dict[str, Any], why: WhyNot | None) -> None:
    needs = needs_of(variation(("prepare", 10), ("clean_up", 10), device="laser"))
    assert short_of(board(CELLS, needs, **known), 0) is why


cells = st.integers(0, ALL)
parts = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 6)), max_size=3).map(tuple)
resources = st.dictionaries(st.integers(1, 4), cells, max_size=4)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    shifts = draw(resources)
    # One part each is what the catalogue yields for beds; several keep the comparison general.
    needs = Needs(draw(st.integers(1, 8)), draw(parts), draw(parts), draw(parts))
    return Board(
        grid=Grid(0, CELLS),
        needs=needs,
        opening=draw(cells),
        steps=draw(cells),
        bounds=draw(cells),
        shifts=shifts,
        staff_busy={id_: draw(cells) for id_ in shifts},
        beds_busy=draw(resources),
        devices_busy=draw(resources),
    )


def has(bits: int, cell: int) -> bool:
    return bool(bits >> cell & 1)


def plainly_open(known: Board, cell: int) -> bool:
    return all(has(known.opening, cell + k) for k in range(known.needs.visit))


def plainly_free(taken: int, cell: int, wanted: tuple[tuple[int, int], ...]) -> bool:
    times = [cell + after + k for after, length in wanted for k in range(length)]
    return all(time < CELLS and not has(taken, time) for time in times)


def plainly_able(known: Board, cell: int) -> list[int]:
    needs = known.needs
    has_bed = not needs.bed or any(plainly_free(taken, cell, needs.bed) for taken in known.beds_busy.values())
    has_device = not needs.device or any(
        plainly_free(taken, cell, needs.device) for taken in known.devices_busy.values()
    )
    if not (plainly_open(known, cell) and has_bed and has_device):
        return []
    return [
        id_
        for id_ in sorted(known.shifts)
        if plainly_free(~known.shifts[id_] | known.staff_busy[id_], cell, needs.staff)
    ]


@given(boards())
def test_offered_starts_are_those_a_plain_loop_finds(known: Board) -> None:
    able = [plainly_able(known, cell) for cell in range(CELLS)]
    assert [list(known.staff_at(cell)) for cell in range(CELLS)] == able
    allowed = known.steps & known.bounds
    assert set(cells_of(known.offered())) == {cell for cell in range(CELLS) if able[cell] and has(allowed, cell)}


@given(boards(), st.integers(0, CELLS - 1))
def test_something_is_missing_exactly_where_nobody_is_able(known: Board, cell: int) -> None:
    assert (short_of(known, cell) is None) == bool(plainly_able(known, cell)) or not plainly_open(known, cell)
