"""Weekly shifts as spans of real time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.clock import from_epoch_minute
from core.staff.rules import WeeklyShift, real_minute, spans

DAY = dt.date(2026, 9, 16)


def _local(minute: int, zone: str) -> str:
    return from_epoch_minute(minute).astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M")


def test_a_week_of_shifts_becomes_spans_in_order() -> None:
    shifts = [WeeklyShift(1, 2, 14 * 60, 19 * 60), WeeklyShift(1, 2, 10 * 60, 13 * 60), WeeklyShift(2, 3, 0, 1440)]
    found = spans(shifts, "Asia/Shanghai", DAY, DAY + dt.timedelta(days=7))
    assert [[_local(edge, "Asia/Shanghai") for edge in span] for span in found[1]] == [
        ["09-16 10:00", "09-16 13:00"],
        ["09-16 14:00", "09-16 19:00"],
        ["09-23 10:00", "09-23 13:00"],
        ["09-23 14:00", "09-23 19:00"],
    ]
    assert [[_local(edge, "Asia/Shanghai") for edge in span] for span in found[2]] == [["09-17 00:00", "09-18 00:00"]]


def test_a_shift_holds_between_its_dates_both_included() -> None:
    shift = WeeklyShift(1, 2, 600, 660, from_on=DAY, until_on=DAY + dt.timedelta(days=7))
    found = spans([shift], "Asia/Shanghai", DAY - dt.timedelta(days=30), DAY + dt.timedelta(days=30))
    assert [_local(start, "Asia/Shanghai") for start, _ in found[1]] == ["09-16 10:00", "09-23 10:00"]


def test_who_does_not_work_in_the_stretch_has_no_spans() -> None:
    assert spans([WeeklyShift(1, 0, 600, 660)], "Asia/Shanghai", DAY, DAY) == {1: []}


@pytest.mark.parametrize(
    ("zone", "on", "hours", "real"),
    [
        # Clocks go from 02:00 to 03:00: eight hours by the wall are seven.
        ("Europe/Berlin", dt.date(2026, 3, 29), (0, 480), ("03-29 00:00", "03-29 08:00", 420)),
        ("Europe/Berlin", dt.date(2026, 3, 29), (600, 1140), ("03-29 10:00", "03-29 19:00", 540)),
        # 02:30 does not exist and moves to 03:30.
        ("Europe/Berlin", dt.date(2026, 3, 29), (150, 300), ("03-29 03:30", "03-29 05:00", 90)),
        # Clocks go back from 03:00 to 02:00: the night is an hour longer.
        ("Europe/Berlin", dt.date(2026, 10, 25), (0, 480), ("10-25 00:00", "10-25 08:00", 540)),
        ("Europe/Berlin", dt.date(2026, 10, 25), (600, 1440), ("10-25 10:00", "10-26 00:00", 840)),
        ("America/New_York", dt.date(2026, 11, 1), (540, 1080), ("11-01 09:00", "11-01 18:00", 540)),
    ],
)
def test_daylight_saving(zone: str, on: dt.date, hours: tuple[int, int], real: tuple[str, str, int]) -> None:
    ((start, end),) = spans([WeeklyShift(1, on.weekday(), *hours)], zone, on, on)[1]
    assert (_local(start, zone), _local(end, zone), end - start) == real


def test_a_shift_that_a_jump_swallows_is_no_shift() -> None:
    on = dt.date(2026, 3, 29)
    assert spans([WeeklyShift(1, on.weekday(), 150, 190)], "Europe/Berlin", on, on) == {1: []}


@given(
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.dates(dt.date(2025, 1, 1), dt.date(2030, 12, 31)),
    st.integers(0, 1440),
)
def test_real_minute_is_what_the_time_zone_database_says(zone: str, on: dt.date, minute: int) -> None:
    wall = dt.datetime.combine(on, dt.time()) + dt.timedelta(minutes=minute)
    expected = wall.replace(tzinfo=ZoneInfo(zone)).timestamp() / 60
    assert real_minute(zone, on, minute) == expected
