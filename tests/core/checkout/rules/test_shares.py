"""Splitting whole units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checkout.rules.shares import allocate, portion

WEIGHTS = st.lists(st.integers(0, 10_000_000), min_size=1, max_size=12)


@given(WEIGHTS, st.data())
def test_parts_add_up_and_never_exceed_their_weights(weights: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(weights)))
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(st.integers(0, 10_000_000), WEIGHTS.filter(any))
def test_each_part_is_its_exact_share_but_for_less_than_one_unit(amount: int, weights: list[int]) -> None:
    total = sum(weights)
    for part, weight in zip(allocate(amount, weights), weights, strict=True):
        assert abs(part * total - amount * weight) < total


def test_the_largest_remainder_gets_the_odd_fen_and_the_earlier_among_equals() -> None:
    assert allocate(100, [1, 1, 1]) == (34, 33, 33)
    assert allocate(10, [33, 33, 34]) == (3, 3, 4)
    assert allocate(0, [0, 0]) == (0, 0)


def test_there_has_to_be_something_to_split_over() -> None:
    with pytest.raises(ValueError, match="nothing"):
        allocate(1, [0, 0])
    with pytest.raises(ValueError, match="positive"):
        allocate(-1, [1])


@given(st.integers(0, 1_000_000), st.integers(1, 1_000_000), st.data())
def test_portions_in_any_pieces_use_up_exactly_all_units(units: int, whole: int, data: st.DataObject) -> None:
    left, all_units = whole, units
    taken = 0
    while left:
        part = data.draw(st.integers(max(1, left // 5), left))
        piece = portion(units, part, left)
        assert 0 <= piece <= units
        units, left, taken = units - piece, left - part, taken + piece
    assert taken == all_units
