"""What visits say about what somebody likes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.booking.rules.habits import AT_LEAST, Habits, Visit, habits_of, part_of

_VISITS = st.lists(
    st.builds(Visit, st.integers(1, 3), st.integers(1, 3), st.integers(0, 6), st.integers(9, 21)), max_size=20
)


def test_three_alike_are_a_habit_and_two_are_not() -> None:
    visit = Visit(staff_id=5, treatment_id=8, weekday=2, hour=15)
    assert habits_of([visit] * 2) == Habits()
    assert habits_of([visit] * 3) == Habits(5, 8, 2, "afternoon", 15)


def test_two_that_are_equally_frequent_are_no_habit() -> None:
    lily, mei = (Visit(staff_id, 1, 2, 10) for staff_id in (1, 2))
    assert habits_of([lily, mei] * 4) == Habits(None, 1, 2, "morning", 10)
    assert habits_of([lily] * 4 + [mei] * 3).staff_id == 1


def test_what_happens_now_and_then_is_no_habit() -> None:
    visits = [Visit(1, 1, 0, 10)] * 3 + [Visit(n, 1, 1, 19) for n in range(2, 12)]
    assert habits_of(visits).staff_id is None


@given(_VISITS)
def test_a_habit_is_what_came_most_often(visits: list[Visit]) -> None:
    found = habits_of(visits)
    for chosen, values in (
        (found.staff_id, [visit.staff_id for visit in visits]),
        (found.part, [part_of(visit.hour) for visit in visits]),
    ):
        if chosen is not None:
            assert values.count(chosen) >= AT_LEAST
            assert all(values.count(chosen) > values.count(other) for other in set(values) - {chosen})
