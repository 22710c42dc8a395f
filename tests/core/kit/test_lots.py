"""What is taken from lots, and what comes back to them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.kit.lots import Lot, Part, give_back, left, take

NOW = dt.datetime(2026, 9, 14, 2, tzinfo=dt.UTC)


def days(number: int) -> dt.datetime:
    return NOW + dt.timedelta(days=number)


def test_what_ends_first_is_spent_first_so_that_the_rest_outlives_it() -> None:
    """Two lots of 100 and 80, 90 spent, the first ends: 80 remain, where credits minus debits would say −10."""
    first, second = Lot(1, 100, days(10)), Lot(2, 80, days(20))
    assert take([second, first], 90, NOW) == (Part(1, 90),)
    assert left([Lot(1, 10, days(10)), second], days(10)) == 80


def test_what_never_ends_is_kept_for_last() -> None:
    assert take([Lot(1, 5), Lot(2, 5, days(1))], 7, NOW) == (Part(2, 5), Part(1, 2))


def test_what_has_ended_cannot_be_spent_from_that_moment_on() -> None:
    assert take([Lot(1, 5, NOW)], 1, NOW) == ()


def test_a_refund_in_two_halves_returns_to_the_lots_it_came_from() -> None:
    taken = (Part(1, 30), Part(2, 20))
    first = give_back(taken, (), 25)
    assert first == (Part(2, 20), Part(1, 5))
    assert give_back(taken, first, 100) == (Part(1, 25),)


LOTS = st.lists(
    st.tuples(st.integers(0, 50), st.none() | st.integers(-3, 5)),
    max_size=6,
).map(lambda lots: [Lot(id_, amount, end if end is None else days(end)) for id_, (amount, end) in enumerate(lots)])


@given(LOTS, st.integers(0, 300))
def test_exactly_as_much_is_taken_as_there_is(lots: list[Lot], amount: int) -> None:
    parts = take(lots, amount, NOW)
    by_id = {lot.id: lot for lot in lots}
    assert sum(part.amount for part in parts) == min(amount, left(lots, NOW))
    assert all(0 < part.amount <= by_id[part.lot_id].left and by_id[part.lot_id].is_open(NOW) for part in parts)


@given(LOTS, st.integers(0, 300), st.lists(st.integers(0, 120), max_size=5))
def test_what_comes_back_in_pieces_is_what_was_taken(lots: list[Lot], amount: int, pieces: list[int]) -> None:
    taken = take(lots, amount, NOW)
    returned: tuple[Part, ...] = ()
    for piece in [*pieces, amount]:
        returned += give_back(taken, returned, piece)
    for part in taken:
        assert sum(back.amount for back in returned if back.lot_id == part.lot_id) == part.amount
