"""Birthdays by either calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.profile.errors import BadBirthday
from core.profile.rules import age_on, kept_in, next_kept, read_birthday, require_past

_DATES = st.dates(dt.date(1902, 1, 1), dt.date(2098, 12, 31))
_LUNAR = st.builds(
    lambda year, month, day, leap: f"lunar:{year}{month:02d}-{day:02d}{leap}",
    st.sampled_from(["", "1990-"]),
    st.integers(1, 12),
    st.integers(1, 30),
    st.sampled_from(["", "+"]),
)


@pytest.mark.parametrize(
    ("written", "year", "on"),
    [
        ("1990-08-15", 2026, dt.date(2026, 8, 15)),
        ("02-29", 2026, dt.date(2026, 2, 28)),
        ("02-29", 2028, dt.date(2028, 2, 29)),
        ("lunar:08-15", 2026, dt.date(2026, 9, 25)),
        ("lunar:01-01", 2026, dt.date(2026, 2, 17)),
        ("lunar:12-23", 2026, dt.date(2027, 1, 30)),  # the lunar year that begins in 2026 ends in the next January
        ("lunar:12-30", 2025, dt.date(2026, 2, 16)),  # 腊月 has 29 days this year
        ("lunar:06-06+", 2025, dt.date(2025, 7, 30)),
        ("lunar:06-06+", 2026, dt.date(2026, 7, 19)),  # no leap month this year: the plain one
        ("lunar:08-15", 2100, None),
    ],
)
def test_a_birthday_has_one_day_a_year(written: str, year: int, on: dt.date | None) -> None:
    assert kept_in(read_birthday(written), year) == on


@pytest.mark.parametrize(
    "written", ["", "02-30", "13-01", "1990-02-29", "08-15+", "lunar:08-31", "lunar:2101-01-01", "x"]
)
def test_no_day_is_no_birthday(written: str) -> None:
    with pytest.raises(BadBirthday):
        read_birthday(written)


@given(_DATES.map(dt.date.isoformat) | _LUNAR)
def test_what_is_written_is_read_again(written: str) -> None:
    assert str(read_birthday(written)) == written


@given(_DATES.map(dt.date.isoformat) | _LUNAR, st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_the_next_celebration_is_at_most_a_lunar_leap_year_away(written: str, today: dt.date) -> None:
    coming = next_kept(read_birthday(written), today)
    assert coming is not None
    assert dt.timedelta(0) <= coming - today <= dt.timedelta(days=385)


def test_age_counts_completed_years() -> None:
    born = read_birthday("1990-08-15")
    assert [age_on(born, dt.date(2026, 8, day)) for day in (14, 15)] == [35, 36]
    assert age_on(read_birthday("08-15"), dt.date(2026, 8, 15)) is None
    assert age_on(read_birthday("lunar:1990-08-15"), dt.date(2026, 10, 3)) == 36  # born on 3 October 1990


@pytest.mark.parametrize("written", ["2026-09-17", "1900-01-01", "lunar:2026-08-15"])
def test_nobody_is_born_tomorrow_or_too_long_ago(written: str) -> None:
    with pytest.raises(BadBirthday):
        require_past(read_birthday(written), dt.date(2026, 9, 16))
    require_past(read_birthday("2026-09-16"), dt.date(2026, 9, 16))
