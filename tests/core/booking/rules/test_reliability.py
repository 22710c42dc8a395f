"""What follows from visits that were missed or called off late."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from core.booking.enums import BookingStatus
from core.booking.rules.reliability import confirm_by, is_late, remembered_since
from core.kit.quiet import Quiet
from core.store.schemas import BookingPolicy

NOW = dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC)


NEVER = Quiet(ZoneInfo("Asia/Shanghai"), dt.time(9), dt.time(9))
NIGHT = Quiet(ZoneInfo("Asia/Shanghai"), dt.time(21, 30), dt.time(9))


def hours(count: float) -> dt.datetime:
    return NOW + dt.timedelta(hours=count)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "late"),
    [(hours(3.99), 240, True), (hours(4), 240, False), (hours(-1), 0, True), (hours(0.1), 0, False)],
)
def test_calling_off_is_late_within_the_policys_time(starts_at: dt.datetime, minutes: int, late: bool) -> None:
    assert is_late(NOW, starts_at, BookingStatus.confirmed, BookingPolicy(late_cancel_minutes=minutes)) is late


@pytest.mark.parametrize("status", [BookingStatus.pending, BookingStatus.proposed])
def test_nothing_is_late_before_the_salon_has_said_yes(status: BookingStatus) -> None:
    assert not is_late(NOW, hours(1), status, BookingPolicy())


@pytest.mark.parametrize(
    ("no_shows", "needed", "ahead", "expected"),
    [
        (1, 2, 48, None),
        (2, 2, 48, hours(30)),
        (3, 2, 19, hours(1)),
        (3, 2, 18.9, None),  # they have just said it
        (9, 0, 48, None),
    ],
)
def test_who_missed_visits_confirms_again_while_there_is_time(
    no_shows: int, needed: int, ahead: float, expected: dt.datetime | None
) -> None:
    policy = BookingPolicy(no_shows_to_confirm=needed)
    assert confirm_by(NOW, hours(ahead), no_shows, policy, NEVER) == expected


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(18, 12, (17, 18, 0)), (18, 17, (18, 9, 0)), (18, 21, (18, 9, 0)), (18, 10, (17, 16, 0))],
)
def test_nobody_has_to_decide_in_the_night(day: int, hour: int, expected: tuple[int, int, int]) -> None:
    zone = NIGHT.zone
    starts_at = dt.datetime(2026, 9, day, hour, tzinfo=zone).astimezone(dt.UTC)
    found = confirm_by(NOW, starts_at, 2, BookingPolicy(), NIGHT)
    assert found == dt.datetime(2026, 9, expected[0], *expected[1:], tzinfo=zone)


def test_a_deadline_moves_before_the_night_when_its_end_is_too_late() -> None:
    zone = NIGHT.zone
    starts_at = dt.datetime(2026, 9, 18, 10, tzinfo=zone).astimezone(dt.UTC)
    found = confirm_by(NOW, starts_at, 2, BookingPolicy(confirm_again_minutes=180), NIGHT)
    assert found == dt.datetime(2026, 9, 17, 21, 30, tzinfo=zone)


def test_twelve_months_are_a_year() -> None:
    assert abs((NOW - remembered_since(NOW, 12)).days - 365) <= 1
