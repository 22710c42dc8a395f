"""Local days against epoch minutes, over clock changes of several zones."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.booking.enums import WhyNot
from core.booking.rules import calendar
from core.kit.clock import epoch_minute, from_epoch_minute
from core.member.enums import Tier
from core.resource.rules import Grid, cells_of
from core.store.schemas import BookingPolicy, Holiday, StoreSettings, Weekday

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")
SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
CLOSED_ON_SUNDAY = StoreSettings(hours={day: ("10:00-21:00",) for day in Weekday if day is not Weekday.sun})


def wall(zone: ZoneInfo, minute: int) -> str:
    return from_epoch_minute(minute).astimezone(zone).strftime("%d %H:%M")


def test_days_have_23_24_or_25_hours() -> None:
    days = [SPRING, AUTUMN, dt.date(2026, 6, 1), dt.date(2028, 2, 29)]
    lengths = [end - start for start, end in (calendar.day_span(BERLIN, day) for day in days)]
    assert [length // 60 for length in lengths] == [23, 25, 24, 24]


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Havana", "Africa/Cairo", "Australia/Lord_Howe"])
def test_steps_are_where_the_local_clock_shows_them_for_three_years(name: str) -> None:
    """Havana and Cairo change the clock at midnight, Lord Howe by half an hour."""
    zone = ZoneInfo(name)
    day, last = dt.date(2026, 1, 1), dt.date(2028, 12, 31)
    while day <= last:
        first, end = calendar.day_span(zone, day)
        grid = Grid.over(first, end)
        shown = [from_epoch_minute(minute).astimezone(zone) for minute in range(first, end, 5)]
        assert {moment.date() for moment in shown} == {day}
        expected = [i for i, moment in enumerate(shown) if (moment.hour * 60 + moment.minute) % 25 == 0]
        assert list(cells_of(calendar.steps(grid, zone, [day], 25))) == expected
        day += dt.timedelta(days=1)


def test_the_skipped_hour_is_not_offered_and_the_repeated_one_twice() -> None:
    def half_hours(day: dt.date) -> list[str]:
        grid = Grid.over(*calendar.day_span(BERLIN, day))
        cells = cells_of(calendar.steps(grid, BERLIN, [day], 30))
        return [wall(BERLIN, grid.minute(cell))[3:] for cell in cells][2:8]

    assert half_hours(SPRING) == ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]
    assert half_hours(AUTUMN) == ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30"]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_opening_hours_are_local_hours_on_every_day_of_three_years(year: int) -> None:
    day = dt.date(year, 1, 1)
    while day.year == year:
        expected = [] if day.weekday() == 6 else [(f"{day:%d} 10:00", f"{day:%d} 21:00")]
        spans = calendar.opening(BERLIN, CLOSED_ON_SUNDAY, [day])
        assert [(wall(BERLIN, start), wall(BERLIN, end)) for start, end in spans] == expected
        day += dt.timedelta(days=1)


def test_a_week_runs_from_monday_to_sunday() -> None:
    start, end = calendar.week_span(BERLIN, SPRING)
    assert (wall(BERLIN, start), wall(BERLIN, end)) == ("23 00:00", "30 00:00")
    assert (end - start) == 7 * 1440 - 60


def test_bounds_run_from_the_lead_time_to_the_end_of_the_last_date() -> None:
    now = dt.datetime(2026, 9, 16, 2, 0, 1, tzinfo=dt.UTC)
    first, last = calendar.bounds(now, SHANGHAI, BookingPolicy(lead_minutes=30, horizon_days=30))
    assert from_epoch_minute(first) == dt.datetime(2026, 9, 16, 2, 31, tzinfo=dt.UTC)
    assert wall(SHANGHAI, last) == "17 00:00"
    assert calendar.last_date(now, SHANGHAI, BookingPolicy()) == dt.date(2026, 10, 16)


@given(st.integers(0, 200_000_000), st.integers(0, 10080))
def test_the_lead_time_is_never_cut_short(seconds: int, lead: int) -> None:
    now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    first, _ = calendar.bounds(now, SHANGHAI, BookingPolicy(lead_minutes=lead))
    wait = from_epoch_minute(first) - now
    assert dt.timedelta(minutes=lead) <= wait < dt.timedelta(minutes=lead + 1)


def against(hours: float, *, by_staff: bool = False) -> WhyNot | None:
    now = dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC)
    starts_at = now + dt.timedelta(hours=hours)
    return calendar.against_time(now, starts_at, SHANGHAI, CLOSED_ON_SUNDAY, by_staff=by_staff)


def test_why_a_moment_as_such_cannot_be() -> None:
    assert against(-0.01) is WhyNot.past
    assert against(0.4) is WhyNot.too_soon
    assert against(0.5) is None
    assert against(4 * 24) is WhyNot.closed
    assert against(30 * 24 + 13.99) is None
    assert against(30 * 24 + 14) is WhyNot.beyond_horizon


def test_staff_are_bound_neither_to_the_lead_time_nor_to_the_horizon() -> None:
    assert against(-0.01, by_staff=True) is WhyNot.past
    assert against(0, by_staff=True) is None
    assert against(40 * 24, by_staff=True) is None
    assert against(4 * 24, by_staff=True) is WhyNot.closed
    assert against(367 * 24, by_staff=True) is WhyNot.beyond_horizon


def test_a_holiday_has_hours_of_its_own() -> None:
    name = {"zh": "国庆", "en": "National Day"}
    holidays = (
        Holiday.model_validate({"from": "2026-10-01", "to": "2026-10-03", "name": name}),
        Holiday.model_validate({"from": "2026-10-02", "to": "2026-10-02", "name": name, "hours": ["12:00-15:00"]}),
    )
    settings = CLOSED_ON_SUNDAY.model_copy(update={"holidays": holidays})
    spans = calendar.opening(SHANGHAI, settings, calendar.dates(dt.date(2026, 10, 1), dt.date(2026, 10, 4)))
    assert [(wall(SHANGHAI, start), wall(SHANGHAI, end)) for start, end in spans] == [("02 12:00", "02 15:00")]


def test_a_local_date_is_the_one_of_the_store() -> None:
    moment = dt.datetime(2028, 2, 28, 16, 0, tzinfo=dt.UTC)
    assert calendar.local_date(SHANGHAI, moment) == dt.date(2028, 2, 29)
    assert epoch_minute(moment) == calendar.local_minute(SHANGHAI, dt.date(2028, 2, 29))


def test_the_calendar_opens_earlier_for_a_tier_and_never_later_than_for_a_lower_one() -> None:
    policy = BookingPolicy(priority_days={"silver": 2, "diamond": 1})
    assert [calendar.early_days(policy, tier.value) for tier in Tier] == [0, 2, 2, 2]
    assert [calendar.early_days(BookingPolicy(), tier.value) for tier in Tier] == [0, 0, 3, 7]
