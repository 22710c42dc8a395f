"""Bit sets against the plain minute-by-minute way of saying the same."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.resource.rules import Grid, cells_of, fits, gap, is_set, nearest, runs, uncovered

CELLS = 60
bits = st.integers(min_value=0, max_value=(1 << CELLS) - 1)
minutes = st.integers(min_value=-40, max_value=CELLS * 5 + 40)
spans = st.lists(st.tuples(minutes, st.integers(1, 90)).map(lambda it: (it[0], it[0] + it[1])), max_size=6)


def test_a_grid_covers_what_it_is_made_over() -> None:
    grid = Grid.over(1003, 1021)
    assert (grid.base, grid.cells, grid.end) == (1000, 5, 1025)
    assert [grid.cell(minute) for minute in (999, 1000, 1004, 1005)] == [-1, 0, 0, 1]
    assert grid.minute(3) == 1015


def test_free_time_shrinks_to_whole_cells_and_taken_time_grows_to_them() -> None:
    grid = Grid(1000, 6)
    assert list(cells_of(grid.inside([(1003, 1018)]))) == [1, 2]
    assert list(cells_of(grid.touched([(1003, 1018)]))) == [0, 1, 2, 3]
    assert grid.inside([(1006, 1009)]) == 0
    assert list(cells_of(grid.touched([(1006, 1009)]))) == [1]


@given(spans)
def test_spans_become_the_cells_they_cover_or_touch(spans: list[tuple[int, int]]) -> None:
    grid = Grid(0, CELLS)
    free, taken = set(cells_of(grid.inside(spans))), set(cells_of(grid.touched(spans)))
    for cell in range(CELLS):
        start, end = cell * 5, cell * 5 + 5
        assert (cell in free) == any(first <= start and end <= last for first, last in spans)
        assert (cell in taken) == any(first < end and start < last for first, last in spans)


@given(bits, st.integers(min_value=1, max_value=70))
def test_runs_start_where_enough_cells_are_free(free: int, cells: int) -> None:
    expected = {i for i in range(CELLS) if all(is_set(free, i + k) for k in range(cells))}
    assert set(cells_of(runs(free, cells))) == expected


@given(bits, st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=1, max_size=4))
def test_a_visit_fits_where_all_its_parts_do(free: int, parts: list[tuple[int, int]]) -> None:
    expected = {i for i in range(CELLS) if all(is_set(free, i + after + k) for after, n in parts for k in range(n))}
    assert set(cells_of(fits(free, parts))) == expected


def test_a_visit_without_parts_fits_anywhere() -> None:
    assert fits(0, ()) == -1


@given(bits, st.integers(-10, CELLS + 10), st.integers(0, 5))
def test_the_nearest_cells_come_closest_first(free: int, cell: int, count: int) -> None:
    expected = sorted(cells_of(free), key=lambda other: (abs(other - cell), other))[:count]
    assert nearest(free, cell, count) == expected


@given(bits, st.integers(0, CELLS - 1), st.integers(1, 10))
def test_the_gap_is_the_whole_free_stretch_around(taken: int, cell: int, cells: int) -> None:
    part = ((1 << cells) - 1) << cell
    free = ((1 << (CELLS + 10)) - 1) & ~taken | part
    first, last = cell, cell + cells
    while is_set(free, first - 1):
        first -= 1
    while is_set(free, last):
        last += 1
    assert gap(free, cell, cells) == last - first


def test_no_cell_before_the_grid_is_set() -> None:
    assert not is_set(-1, -1)
    assert is_set(0b100, 2)


@given(st.integers(0, 40), st.integers(1, 60), spans)
def test_uncovered_pieces_are_the_minutes_nobody_else_has(
    start: int, length: int, taken: list[tuple[int, int]]
) -> None:
    end = start + length
    pieces = uncovered(start, end, taken)
    left = {m for first, last in pieces for m in range(first, last)}
    assert left == {m for m in range(start, end) if not any(first <= m < last for first, last in taken)}
    assert all(first < last for first, last in pieces)
    assert all(one[1] < next_one[0] for one, next_one in pairwise(pieces))
