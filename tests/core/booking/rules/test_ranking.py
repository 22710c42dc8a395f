"""Which free times are best, and why: laws that hold for any weights, and the parts by example."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.booking.enums import Reason
from core.booking.rules.habits import Habits
from core.booking.rules.ranking import APART, Fit, Likes, Scored, Shortest, best, fit_of, rank, score, shortest_of
from core.booking.rules.slots import Board, Needs
from core.booking.schemas import Price, Slot
from core.resource.rules import Grid
from core.store.schemas import RankingPolicy

DAY = dt.datetime(2026, 9, 17, 10, tzinfo=dt.UTC)
CELLS = 40
ALL = (1 << CELLS) - 1

weights = st.builds(
    RankingPolicy, **{name: st.integers(0, 100) for name in RankingPolicy.model_fields if name != "shown"}
)
likes = st.builds(
    Likes,
    st.lists(st.integers(1, 3), unique=True).map(tuple),
    st.builds(Habits, weekday=st.integers(0, 6), part=st.sampled_from(["afternoon", None]), hour=st.integers(10, 20)),
)


@st.composite
def days(draw: st.DrawFn) -> list[Scored]:
    """The free starts of a day in order of time, scored by one policy for one member."""
    policy, liked = draw(weights), draw(likes)
    quarters = sorted(draw(st.sets(st.integers(0, 43), max_size=20)))
    found = []
    for quarter in quarters:
        at = DAY + dt.timedelta(minutes=15 * quarter)
        price = Price(draw(st.integers(10000, 40000)), 30000)
        fit = Fit(draw(st.sampled_from([0, 0, 5, 20])), draw(st.booleans()))
        slot = Slot(at, at + dt.timedelta(hours=1), (1, 2, 3), price)
        found.append(score(slot, at, fit, draw(st.integers(1, 3)), liked, policy))
    return found


@given(days())
def test_ranking_loses_and_invents_no_time_and_leaves_equal_ones_in_order(scored: list[Scored]) -> None:
    ranked = rank(scored)
    assert sorted(each.slot.starts_at for each in ranked) == [each.slot.starts_at for each in scored]
    assert all(
        (-left.worth, left.slot.starts_at) < (-right.worth, right.slot.starts_at)
        for left, right in itertools.pairwise(ranked)
    )
    assert rank(reversed(scored)) == ranked


@given(days(), st.integers(0, 5))
def test_the_stated_reason_is_the_biggest_term_and_every_recommendation_has_one(
    scored: list[Scored], count: int
) -> None:
    found = best(rank(scored), count)
    assert len(found) <= count
    for each in found:
        assert each.reason is not None
        assert each.terms[each.reason] == max(each.terms.values()) > 0
        assert each.worth > 0
    starts = sorted(each.slot.starts_at for each in found)
    assert all(right - left >= APART for left, right in itertools.pairwise(starts))


@given(weights, likes, st.integers(0, 50000), st.integers(0, 5000), st.integers(0, 60))
def test_of_two_times_alike_the_cheaper_is_never_worse(
    policy: RankingPolicy, liked: Likes, fen: int, less: int, idle: int
) -> None:
    dear, cheap = (
        score(Slot(DAY, DAY, (1,), Price(amount, 30000)), DAY, Fit(idle, touches=True), 1, liked, policy)
        for amount in (fen + less, fen)
    )
    assert cheap.worth >= dear.worth


def test_what_speaks_for_a_time_is_said_and_a_dearer_time_has_no_reason() -> None:
    liked = Likes((2,), Habits(weekday=3, part="afternoon", hour=15))
    three = DAY.replace(hour=15)

    def reason(at: dt.datetime, staff_id: int, fen: int, fit: Fit) -> Reason | None:
        return score(Slot(at, at, (staff_id,), Price(fen, 30000)), at, fit, staff_id, liked, RankingPolicy()).reason

    loose, close = Fit(0, touches=False), Fit(0, touches=True)
    assert reason(three, 2, 30000, close) is Reason.usual_time
    assert reason(DAY, 2, 30000, close) is Reason.person
    assert reason(three, 1, 30000, close) is Reason.usual_time
    assert reason(DAY, 1, 26000, close) is Reason.price
    assert reason(DAY, 1, 30000, close) is Reason.snug
    assert reason(DAY, 1, 34000, loose) is None
    assert reason(DAY, 1, 30000, Fit(10, touches=True)) is None


def test_pieces_too_short_to_sell_are_counted_in_the_day_of_person_and_bed() -> None:
    needs = Needs(visit=6, staff=((0, 6),), bed=((0, 8),), device=())
    busy = 0b1111  # the first twenty minutes
    board = Board(Grid(0, CELLS), needs, ALL, ALL, ALL, {1: ALL >> 10}, {1: busy}, {11: busy}, {})
    shortest = Shortest(staff=6, bed=8)
    assert fit_of(board, 4, 1, 11, shortest) == Fit(0, touches=True)
    assert fit_of(board, 6, 1, 11, shortest) == Fit((2 + 2) * 5, touches=False)
    assert fit_of(board, 24, 1, None, shortest) == Fit(0, touches=False), "the end of a shift is no visit"
    assert fit_of(board, 23, 1, None, shortest) == Fit(5, touches=False)


def test_the_shortest_sold_is_looked_for_among_all_that_takes_people_or_beds() -> None:
    nails = Needs(visit=12, staff=((0, 12),), bed=(), device=())
    facial = Needs(visit=12, staff=((0, 3), (9, 3)), bed=((0, 14),), device=())
    assert shortest_of([nails, facial]) == Shortest(staff=12, bed=14)
    assert shortest_of([]) == Shortest(0, 0)
