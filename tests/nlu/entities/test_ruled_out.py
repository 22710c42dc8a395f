"""Days that are named because they do not suit leave all the others."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from nlu.entities.ruled_out import without_ruled_out
from nlu.entities.time import read_times
from nlu.reading import Entity

NOW = dt.datetime(2026, 9, 16, 10, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday
ALL = {NOW.date() + dt.timedelta(days=away) for away in range(31)}


def days(text: str) -> set[dt.date]:
    """What a text asks for, as days."""
    found = [
        Entity("date", f"{each.start:%Y-%m-%d}" + _until(each.end), each.text, each.start_at, each.end_at)
        for each in read_times(text, NOW)
    ]
    asked: set[dt.date] = set()
    for each in without_ruled_out(found, text, NOW.date()):
        first, _, last = each.value.partition("/")
        day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        while day <= end:
            asked.add(day)
            day += dt.timedelta(days=1)
    return asked


def _until(end: dt.datetime | None) -> str:
    return "" if end is None else f"/{end - dt.timedelta(seconds=1):%Y-%m-%d}"


@pytest.mark.parametrize(
    "text",
    [
        "除了周四都行", "周四不行", "周四我有事", "不要周四", "周四那天没空",
        "any day but Thursday", "not Thursday", "Thursday doesn't work",
    ],
)  # fmt: skip
def test_a_weekday_that_does_not_suit_leaves_all_other_days(text: str) -> None:
    assert days(text) == {day for day in ALL if day.weekday() != 3}


def test_a_date_that_does_not_suit_is_that_day_alone() -> None:
    assert days("9月20号没空") == ALL - {dt.date(2026, 9, 20)}


def test_of_a_week_that_was_named_its_other_days_are_meant() -> None:
    assert days("下周除了周三都可以") == {dt.date(2026, 9, day) for day in (21, 22, 24, 25, 26, 27)}


@pytest.mark.parametrize("text", ["周四有事，周五吧", "不要周四，周五", "can't do Thursday, Friday please"])
def test_another_day_beside_it_is_the_one(text: str) -> None:
    assert days(text) == {dt.date(2026, 9, 18)}


@pytest.mark.parametrize("text", ["周四可以", "周四不行吗", "周四不方便吗？", "周四没空位吗", "Thursday is fine"])
def test_a_day_that_is_asked_for_stays(text: str) -> None:
    assert days(text) == {dt.date(2026, 9, 17)}


def test_what_is_said_of_its_evening_is_no_hour_that_is_wanted() -> None:
    text = "周四晚上不行"
    found = [Entity("date", "2026-09-17", "周四", 0, 2), Entity("time", "18:00/24:00", "晚上", 2, 4)]
    assert {each.name for each in without_ruled_out(found, text, NOW.date())} == {"date"}
