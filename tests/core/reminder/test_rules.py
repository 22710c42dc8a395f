"""When a visit is reminded of, by the store's clock."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.quiet import Quiet
from core.reminder.rules import (
    EVENING_LEAD,
    MORNING_LEAD,
    Planned,
    audible,
    closing,
    plan,
    question,
    useful_until,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET = Quiet(SHANGHAI, dt.time(21, 30), dt.time(9, 0))
DEFAULT = (1440, 120)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)

zones = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
moments = st.integers(0, 3 * 365 * 1440).map(lambda minute: dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + minute * MINUTE)
# Not in the hours that a clock shows twice or never: there the wall and the rule may rightly differ.
clocks = st.integers(4 * 12, 287).map(lambda step: dt.time(step // 12, step % 12 * 5))


@st.composite
def quiets(draw: st.DrawFn) -> Quiet:
    quiet = Quiet(ZoneInfo(draw(zones)), draw(clocks), draw(clocks))
    length = (quiet.until_at.hour - quiet.from_at.hour) * 60 + quiet.until_at.minute - quiet.from_at.minute
    return quiet if length % 1440 <= 16 * 60 else Quiet(quiet.zone, quiet.until_at, quiet.from_at)


def at(day: int, clock: str) -> dt.datetime:
    """A moment of September 2026 in Shanghai."""
    return dt.datetime.combine(dt.date(2026, 9, day), dt.time.fromisoformat(clock), SHANGHAI)


def due(starts_at: dt.datetime, now: dt.datetime, quiet: Quiet = QUIET) -> list[tuple[str, dt.datetime]]:
    return [(each.kind, each.due_at) for each in plan(starts_at, now, DEFAULT, quiet)]


@pytest.mark.parametrize(
    ("starts_at", "now", "expected"),
    [
        # in the middle of the day: a day and two hours before
        (at(18, "15:00"), at(16, "10:00"), [at(17, "15:00"), at(18, "13:00")]),
        # what is past is not planned: 3 hours before, the one of 2 hours; one hour before, none
        (at(18, "15:00"), at(18, "12:00"), [at(18, "13:00")]),
        (at(18, "15:00"), at(18, "13:00"), []),
        (at(18, "15:00"), at(18, "14:00"), []),
        # two hours before is too early in the morning: at nine, when that is an hour before
        (at(18, "10:00"), at(16, "10:00"), [at(17, "10:00"), at(18, "09:00")]),
        # nine would be too late: the evening before
        (at(18, "09:30"), at(16, "10:00"), [at(17, "09:30"), at(17, "21:15")]),
        (at(18, "09:30"), at(17, "22:00"), []),
        # a day before is in the night: the next morning
        (at(18, "08:00"), at(16, "10:00"), [at(17, "09:00"), at(17, "21:15")]),
        (at(18, "23:00"), at(16, "10:00"), [at(18, "09:00"), at(18, "21:00")]),
        # asked for within the night before a day ahead: the wished moment is past, so it is not told in the morning
        (at(18, "08:00"), at(17, "08:30"), [at(17, "21:15")]),
        # the quiet hours begin at half past nine sharp and end at nine sharp
        (at(18, "21:30"), at(16, "10:00"), [at(18, "09:00"), at(18, "19:30")]),
        (at(18, "21:25"), at(16, "10:00"), [at(17, "21:25"), at(18, "19:25")]),
        (at(18, "11:00"), at(18, "08:00"), [at(18, "09:00")]),
    ],
)
def test_a_visit_is_reminded_of_at(starts_at: dt.datetime, now: dt.datetime, expected: list[dt.datetime]) -> None:
    assert [moment for _, moment in due(starts_at, now)] == expected


def test_a_reminder_says_which_it_is_and_until_when_it_is_worth_sending() -> None:
    assert plan(at(18, "15:00"), at(16, "10:00"), DEFAULT, QUIET) == (
        Planned("reminder.1440", at(17, "15:00"), at(18, "12:00")),
        Planned("reminder.120", at(18, "13:00"), at(18, "15:00")),
    )


def test_a_late_one_gives_way_to_the_next() -> None:
    assert [each.expires_at for each in plan(at(18, "15:00"), at(16, "10:00"), (1440, 240, 180, 60), QUIET)] == [
        at(18, "11:00"),
        at(18, "12:00"),
        at(18, "14:00"),
        at(18, "15:00"),
    ]


def test_two_at_the_same_moment_are_the_nearer_one() -> None:
    assert [each.kind for each in plan(at(18, "10:30"), at(17, "10:00"), (180, 120), QUIET)] == ["reminder.120"]


def test_without_quiet_hours_the_night_is_as_good_as_the_day() -> None:
    never = Quiet(SHANGHAI, dt.time(0), dt.time(0))
    assert due(at(18, "03:00"), at(16, "10:00"), never) == [
        ("reminder.1440", at(17, "03:00")),
        ("reminder.120", at(18, "01:00")),
    ]


def test_quiet_hours_within_a_day() -> None:
    siesta = Quiet(SHANGHAI, dt.time(12), dt.time(14))
    assert audible(at(18, "12:00"), at(18, "16:00"), siesta) == at(18, "14:00")
    assert audible(at(18, "13:00"), at(18, "14:30"), siesta) == at(18, "11:45")
    assert audible(at(18, "14:00"), at(18, "16:00"), siesta) == at(18, "14:00")


def test_how_late_is_too_late() -> None:
    start = at(18, "15:00")
    assert [useful_until(before, start) for before in (1440, 360, 359, 120, 15)] == [
        at(18, "12:00"),
        at(18, "12:00"),
        start,
        start,
        start,
    ]


def test_the_desk_is_asked_until_midnight_and_what_it_did_not_answer_is_settled_then() -> None:
    start = at(18, "15:00")
    assert question(start, SHANGHAI, 30) == Planned("arrival.ask", at(18, "15:30"), at(19, "00:00"))
    assert closing(start, SHANGHAI) == Planned("arrival.close", at(19, "00:00"), at(26, "00:00"))
    late = at(18, "23:45")
    assert question(late, SHANGHAI, 30) == Planned("arrival.ask", at(19, "00:15"), at(19, "00:20"))
    assert closing(late, SHANGHAI).due_at == at(19, "01:45")


@given(moments, moments, st.lists(st.integers(15, 14 * 1440), max_size=5, unique=True), quiets())
def test_a_reminder_is_ahead_of_now_and_of_the_visit_and_never_in_quiet_hours(
    starts_at: dt.datetime, now: dt.datetime, minutes: list[int], quiet: Quiet
) -> None:
    planned = plan(starts_at, now, minutes, quiet)
    assert len({each.due_at for each in planned}) == len({each.kind for each in planned}) == len(planned)
    for each in planned:
        assert now < each.due_at < each.expires_at <= starts_at
        assert not _is_quiet(each.due_at.astimezone(quiet.zone), quiet)
    assert all(each.expires_at <= following.due_at for each, following in pairwise(planned))


@given(moments, st.integers(15, 14 * 1440), quiets())
def test_only_quiet_hours_move_a_reminder(starts_at: dt.datetime, before: int, quiet: Quiet) -> None:
    wished = starts_at - before * MINUTE
    moved = audible(wished, starts_at, quiet)
    if not _is_quiet(wished.astimezone(quiet.zone), quiet):
        assert moved == wished
    elif moved > wished:
        assert moved + MORNING_LEAD <= starts_at
    else:
        assert (moved + EVENING_LEAD).astimezone(quiet.zone).time() == quiet.from_at


@given(st.integers(0, 3 * 365), zones, st.integers(9 * 12, 21 * 12))
def test_a_visit_far_ahead_has_both_reminders_all_through_the_year(day: int, zone: str, step: int) -> None:
    quiet = Quiet(ZoneInfo(zone), dt.time(21, 30), dt.time(9, 0))
    local = dt.datetime.combine(dt.date(2026, 1, 1) + day * DAY, dt.time(step // 12, step % 12 * 5), quiet.zone)
    starts_at = local.astimezone(dt.UTC)
    assert [each.kind for each in plan(starts_at, starts_at - 5 * DAY, DEFAULT, quiet)] == [
        "reminder.1440",
        "reminder.120",
    ]


def _is_quiet(local: dt.datetime, quiet: Quiet) -> bool:
    """By what a clock on the wall shows, unlike the rule."""
    clock = local.time()
    if quiet.from_at <= quiet.until_at:
        return quiet.from_at <= clock < quiet.until_at
    return clock >= quiet.from_at or clock < quiet.until_at
