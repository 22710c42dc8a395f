"""Opening hours and their exceptions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.store.schemas import Holiday, StoreSettings, parse_span

WEEK = {"mon": ["10:00-12:00", "14:00-21:00"], "sat": ["09:30-24:00"]}
NAME = {"zh": "春节", "en": "Spring Festival"}
MONDAY = dt.date(2026, 9, 14)


def _settings(*holidays: dict[str, object]) -> StoreSettings:
    return StoreSettings.model_validate({"hours": WEEK, "holidays": list(holidays)})


def _holiday(first: str, last: str, *hours: str) -> dict[str, object]:
    return {"from": first, "to": last, "name": NAME, "hours": list(hours)}


def test_the_week_gives_the_hours_and_a_day_without_any_is_closed() -> None:
    settings = _settings()
    assert settings.hours_on(MONDAY) == ((600, 720), (840, 1260))
    assert settings.hours_on(MONDAY + dt.timedelta(days=1)) == ()
    assert settings.hours_on(MONDAY + dt.timedelta(days=5)) == ((570, 1440),)


def test_a_holiday_replaces_the_week_on_both_its_ends_and_the_last_one_wins() -> None:
    settings = _settings(
        _holiday("2026-09-14", "2026-09-15", "12:00-13:00"),
        _holiday("2026-09-15", "2026-09-15"),
    )
    days = [settings.hours_on(MONDAY + dt.timedelta(days=offset)) for offset in (-1, 0, 1, 7)]
    assert days == [(), ((720, 780),), (), ((600, 720), (840, 1260))]


@pytest.mark.parametrize(
    "span", ["10:00", "10-12", "10:00-09:00", "10:00-10:00", "10:60-11:00", "10:00-24:05", "a:00-b:00", ""]
)
def test_what_is_no_span_is_refused(span: str) -> None:
    with pytest.raises(ValueError, match=r"form|time|before"):
        parse_span(span)


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_any_span_reads_as_its_minutes(start: int, end: int) -> None:
    text = f"{start // 60}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"
    if start < end:
        assert parse_span(text) == (start, end)
    else:
        with pytest.raises(ValueError, match="ends before"):
            parse_span(text)


@pytest.mark.parametrize("hours", [["10:00-12:00", "11:00-13:00"], ["10:01-12:00"]])
def test_hours_that_overlap_or_leave_the_grid_are_refused(hours: list[str]) -> None:
    with pytest.raises(ValidationError):
        StoreSettings.model_validate({"hours": {"mon": hours}})


def test_a_holiday_ends_after_it_begins() -> None:
    with pytest.raises(ValidationError):
        Holiday.model_validate(_holiday("2026-09-15", "2026-09-14"))


def _reminding(**changes: object) -> StoreSettings:
    return StoreSettings.model_validate({"hours": WEEK} | changes)


def test_reminders_and_quiet_hours_have_their_defaults_and_are_kept_in_one_form() -> None:
    settings = _reminding()
    assert settings.booking.reminder_minutes == (1440, 120)
    assert (settings.quiet_from, settings.quiet_until) == ("21:30", "09:00")
    assert _reminding(quiet_until="8:30").quiet_until == "08:30"
    assert _reminding(booking={"reminder_minutes": []}).booking.reminder_minutes == ()
    assert _reminding(quiet_from="00:00", quiet_until="00:00").quiet_from == "00:00"


@pytest.mark.parametrize(
    "changes",
    [
        {"quiet_from": "21:31"},
        {"quiet_from": "24:00"},
        {"quiet_from": 1290},
        {"quiet_until": "morning"},
        {"quiet_from": "16:00", "quiet_until": "08:05"},
        {"booking": {"reminder_minutes": [120, 120]}},
        {"booking": {"reminder_minutes": [14]}},
        {"booking": {"reminder_minutes": [14 * 1440 + 1]}},
        {"booking": {"reminder_minutes": [20, 30, 40, 50, 60, 70]}},
    ],
)
def test_wrong_reminders_and_quiet_hours_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        _reminding(**changes)
