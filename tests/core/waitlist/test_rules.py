"""How long an offer stands, whose turn it is, and that no place is ever stuck."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.quiet import Quiet
from core.waitlist.enums import EntryStatus
from core.waitlist.rules import ACTIVE, FROM, SHORTEST, TO, Move, offer_until, suits, window_end
from core.waitlist.schemas import Window

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET = Quiet(SHANGHAI, dt.time(21, 30), dt.time(9, 0))
MINUTE = dt.timedelta(minutes=1)


def at(clock: str, day: int = 16) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 9, day), dt.time.fromisoformat(clock), SHANGHAI).astimezone(dt.UTC)


moments = st.integers(0, 2 * 365 * 86_400).map(lambda second: at("00:00") + dt.timedelta(seconds=second))


@pytest.mark.parametrize(
    ("now", "starts_at", "until"),
    [
        (at("10:00"), at("14:00", 17), at("10:30")),
        (at("10:00"), at("11:00"), at("10:15")),  # a quarter of the hour that is left
        (at("10:00"), at("10:10"), at("10:05")),
        (at("10:00"), at("10:05"), None),
        (at("21:10"), at("14:00", 17), at("21:30")),  # the quiet hours end it
        (at("21:26"), at("14:00", 17), None),
        (at("23:00"), at("10:00", 17), None),
        (at("08:30", 17), at("10:30", 17), at("09:00", 17)),  # two hours before: woken for it
        (at("08:29", 17), at("10:30", 17), None),
    ],
)
def test_how_long_an_offer_stands(now: dt.datetime, starts_at: dt.datetime, until: dt.datetime | None) -> None:
    assert offer_until(now, starts_at, 30, 120, QUIET) == until


@given(
    now=moments,
    left=st.integers(1, 60 * 24 * 40),
    offer_minutes=st.integers(5, 1440),
    urgent=st.integers(0, 720),
)
def test_an_offer_ends_before_the_visit_and_before_the_night(
    now: dt.datetime, left: int, offer_minutes: int, urgent: int
) -> None:
    starts_at = now + left * MINUTE
    until = offer_until(now, starts_at, offer_minutes, urgent, QUIET)
    if until is None:
        return
    assert now + SHORTEST <= until < starts_at
    assert until <= now + max(SHORTEST, offer_minutes * MINUTE)
    if left > urgent:
        assert QUIET.span_of(now) is None
        assert QUIET.span_of(until - dt.timedelta(microseconds=1)) is None


@given(
    starts_at=st.integers(0, 30 * 1440).map(lambda minute: at("00:00", 1) + minute * MINUTE),
    first=st.integers(1, 28),
    days=st.integers(0, 5),
    from_minute=st.integers(0, 1439),
    length=st.integers(1, 1440),
)
def test_nothing_suits_after_the_end(
    starts_at: dt.datetime, first: int, days: int, from_minute: int, length: int
) -> None:
    on = dt.date(2026, 9, first)
    window = Window(on, on + dt.timedelta(days=days), from_minute, min(1440, from_minute + length))
    if suits(window, SHANGHAI, starts_at):
        assert starts_at < window_end(window, SHANGHAI)


def test_every_place_can_be_left_and_none_returns_from_its_end() -> None:
    assert FROM.keys() == TO.keys() == set(Move)
    assert FROM[Move.leave] == ACTIVE
    assert all(FROM[move] <= ACTIVE for move in Move)
    assert {TO[move] for move in Move} | {EntryStatus.waiting} == set(EntryStatus)
