"""Who and what a booking gets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.booking.rules.choice import in_turn, tightest
from core.resource.schemas import Load

EVERYTHING = (1 << 20) - 1


def test_the_fewest_minutes_of_the_day_come_first_then_of_the_week_then_who_waited_then_the_lowest_id() -> None:
    loads = [Load(9, 0, 0, 1), Load(8, 0, 0, 2), Load(7, 0, 30, 0), Load(6, 30, 30, 0)]
    assert [in_turn(loads[i:])[0] for i in range(4)] == [9, 8, 7, 6]
    assert in_turn([Load(5), Load(4), Load(6)]) == [4, 5, 6]


@given(st.lists(st.integers(1, 24), min_size=1, max_size=60), st.integers(2, 6))
def test_over_a_day_nobody_gets_ahead_by_more_than_one_visit(visits: list[int], people: int) -> None:
    loads = {id_: Load(id_) for id_ in range(1, people + 1)}
    for turn, visit in enumerate(visits, start=1):
        id_ = in_turn(loads.values())[0]
        minutes = visit * 5
        loads[id_] = Load(id_, loads[id_].day_minutes + minutes, loads[id_].week_minutes + minutes, turn)
    totals = [load.day_minutes for load in loads.values()]
    assert max(totals) - min(totals) <= max(visits) * 5


def test_the_bed_with_the_shortest_free_stretch_is_taken() -> None:
    busy = {1: 0, 2: 0b1000_0001, 3: 0b100_0001}
    assert tightest(busy, EVERYTHING, 2, ((0, 3),)) == 3
    assert tightest(busy, EVERYTHING, 2, ((0, 5),)) == 2
    assert tightest(busy, EVERYTHING, 2, ((0, 6),)) == 1


def test_equal_beds_go_in_order_and_none_is_taken_where_none_is_free_or_needed() -> None:
    assert tightest({5: 0, 4: 0, 6: 0}, EVERYTHING, 3, ((0, 2),)) == 4
    assert tightest({5: 0b1000}, EVERYTHING, 3, ((0, 2),)) is None
    assert tightest({}, EVERYTHING, 3, ((0, 2),)) is None
    assert tightest({5: 0}, EVERYTHING, 3, ()) is None


def test_taking_the_tightest_bed_keeps_a_long_stretch_for_a_long_visit() -> None:
    busy = {1: 0, 2: 0}
    for cell in (0, 4, 8, 12, 16):
        chosen = tightest(busy, EVERYTHING, cell, ((0, 4),))
        assert chosen is not None
        busy[chosen] |= 0b1111 << cell
    assert sorted(busy.values()) == [0, EVERYTHING]
    assert all(first <= second for first, second in pairwise(sorted(busy.values())))
