"""Calendar files, read back by a library that has nothing to do with the one who wrote them."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ics import Entry, write

STARTS = dt.datetime(2026, 9, 18, 7, 0, tzinfo=dt.UTC)


def entry(**other: object) -> Entry:
    values: dict[str, object] = {
        "uid": "booking-7.jingan@meiyue",
        "sequence": 3,
        "stamp": STARTS - dt.timedelta(days=2),
        "starts_at": STARTS,
        "ends_at": STARTS + dt.timedelta(minutes=60),
        "status": "CONFIRMED",
        "summary": "小气泡",
        "description": "美容师：小丽\n编号 7KQ2",
        "location": "花汀路 8 号",
        "alarms": (1440, 120),
    }
    return Entry(**{**values, **other})  # type: ignore[arg-type]


def event(data: bytes) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(data)
    assert (str(calendar["VERSION"]), str(calendar["CALSCALE"])) == ("2.0", "GREGORIAN")
    (found,) = calendar.walk("VEVENT")
    assert not found.errors
    return found


def test_a_visit_is_read_as_it_was_meant() -> None:
    found = event(write(entry(url="https://maps.example/a?b=1,2;c", place=(31.2304, 121.4737))))
    assert found.decoded("DTSTART") == STARTS
    assert found.decoded("DTEND") - found.decoded("DTSTART") == dt.timedelta(hours=1)
    assert (str(found["UID"]), int(found["SEQUENCE"]), str(found["STATUS"])) == (
        "booking-7.jingan@meiyue",
        3,
        "CONFIRMED",
    )
    assert str(found["DESCRIPTION"]) == "美容师：小丽\n编号 7KQ2"
    assert str(found["URL"]) == "https://maps.example/a?b=1,2;c"
    assert found["GEO"].to_ical() == "31.2304;121.4737"
    alarms = [alarm.decoded("TRIGGER") for alarm in found.walk("VALARM")]
    assert alarms == [-dt.timedelta(days=1), -dt.timedelta(hours=2)]


def test_a_cancelled_visit_is_taken_out_and_rings_no_more() -> None:
    data = write(entry(status="CANCELLED"))
    found = event(data)
    assert str(icalendar.Calendar.from_ical(data)["METHOD"]) == "CANCEL"
    assert str(found["STATUS"]) == "CANCELLED"
    assert found.walk("VALARM") == []


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_the_moment_does_not_depend_on_the_zone_it_is_given_in(zone: str) -> None:
    local = STARTS.astimezone(icalendar.timezone.tzp.timezone(zone))
    assert write(entry(starts_at=local)) == write(entry())


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_comes_back_and_no_line_is_too_long(summary: str, location: str) -> None:
    data = write(entry(summary=summary, location=location))
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # no character is cut in two
    found = event(data)
    assert str(found["SUMMARY"]) == _visible(summary)
    assert str(found["LOCATION"]) == _visible(location)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable() or letter == "\u200d")
