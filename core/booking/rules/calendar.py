"""Between a store's local days and epoch minutes. All daylight-saving care of the booking engine is in this file.

A local time the clock skips is moved on by the gap; of one it shows twice the first is meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from core.booking.enums import WhyNot
from core.kit.clock import EPOCH, MINUTE, epoch_minute, from_epoch_minute
from core.resource.rules import CELL_MINUTES, Grid
from core.store.schemas import BookingPolicy, StoreSettings

_DAY = 24 * 60
TIERS: tuple[Literal["silver", "gold", "diamond"], ...] = ("silver", "gold", "diamond")
"""The tiers that may have a priority, from the lowest."""


def local_minute(zone: ZoneInfo, day: dt.date, minute_of_day: int = 0) -> int:
    """The epoch minute of a local time; 1440 is the next midnight."""
    midnight, is_even = _midnight(zone, day)
    if is_even:
        return midnight + minute_of_day
    return epoch_minute(dt.datetime.combine(day, dt.time(), tzinfo=zone) + dt.timedelta(minutes=minute_of_day))


@lru_cache(maxsize=4096)
def _midnight(zone: ZoneInfo, day: dt.date) -> tuple[int, bool]:
    """The epoch minute of a local midnight, and whether the day has its 24 hours."""
    first, last = (
        epoch_minute(dt.datetime.combine(date, dt.time(), tzinfo=zone)) for date in (day, day + dt.timedelta(days=1))
    )
    return first, last - first == _DAY


def local_date(zone: ZoneInfo, moment: dt.datetime) -> dt.date:
    """The date the store's calendar shows at a moment."""
    return moment.astimezone(zone).date()


def day_span(zone: ZoneInfo, first_on: dt.date, last_on: dt.date | None = None) -> tuple[int, int]:
    """Epoch minutes from the beginning of a local date to the end of it, or of a later one: 23 to 25 hours a day."""
    after = (last_on or first_on) + dt.timedelta(days=1)
    return local_minute(zone, first_on), local_minute(zone, after)


def week_span(zone: ZoneInfo, day: dt.date) -> tuple[int, int]:
    """Epoch minutes of the local week, Monday to Sunday, a date is in."""
    monday = day - dt.timedelta(days=day.weekday())
    return day_span(zone, monday, monday + dt.timedelta(days=6))


def dates(first_on: dt.date, last_on: dt.date) -> list[dt.date]:
    """All dates from the first to the last, both included."""
    return [first_on + dt.timedelta(days=days) for days in range((last_on - first_on).days + 1)]


def opening(zone: ZoneInfo, settings: StoreSettings, days: Iterable[dt.date]) -> list[tuple[int, int]]:
    """The store's opening hours on some local dates, in epoch minutes."""
    return [
        (local_minute(zone, day, start), local_minute(zone, day, end))
        for day in days
        for start, end in settings.hours_on(day)
    ]


def bounds(now: dt.datetime, zone: ZoneInfo, policy: BookingPolicy, early_days: int = 0) -> tuple[int, int]:
    """Epoch minutes in which a member may begin a visit: from the lead time to the end of the last local date.

    That date is `horizon_days` after today: with 30, the 1st of April is open from the 2nd of March on.
    """
    first = -((EPOCH - now - dt.timedelta(minutes=policy.lead_minutes)) // MINUTE)
    return first, day_span(zone, last_date(now, zone, policy, early_days))[1]


def last_date(now: dt.datetime, zone: ZoneInfo, policy: BookingPolicy, early_days: int = 0) -> dt.date:
    """The last local date that can be booked now, by whom the calendar opens `early_days` earlier for (C9)."""
    return local_date(zone, now) + dt.timedelta(days=policy.horizon_days + early_days)


def early_days(policy: BookingPolicy, tier: str) -> int:
    """How many days earlier the calendar opens for a tier (C9): its own, or those of a lower one if they are more."""
    best = 0
    for each in TIERS:
        best = max(best, policy.priority_days.get(each, 0))
        if each == tier:
            return best
    return 0


def steps(grid: Grid, zone: ZoneInfo, days: Iterable[dt.date], step_minutes: int) -> int:
    """The cells at which the local clock shows a whole number of steps since midnight."""
    bits = 0
    for day in days:
        first, end = day_span(zone, day)
        cell = grid.cell(first)
        if end - first == _DAY:
            bits |= _ladder(step_minutes // CELL_MINUTES) << cell
        else:
            bits |= _odd_day(zone, first, end, step_minutes) << cell
    return bits


@lru_cache
def _ladder(step: int) -> int:
    return sum(1 << cell for cell in range(0, _DAY // CELL_MINUTES, step))


@lru_cache
def _odd_day(zone: ZoneInfo, first: int, end: int, step_minutes: int) -> int:
    """A day on which the clock is changed: an hour is missing or shown twice, so each cell is looked at by itself."""
    bits = 0
    for cell, minute in enumerate(range(first, end, CELL_MINUTES)):
        shown = from_epoch_minute(minute).astimezone(zone)
        if (shown.hour * 60 + shown.minute) % step_minutes == 0:
            bits |= 1 << cell
    return bits


_STAFF_HORIZON = dt.timedelta(days=366)


def against_time(
    now: dt.datetime,
    starts_at: dt.datetime,
    zone: ZoneInfo,
    settings: StoreSettings,
    *,
    by_staff: bool,
    early_days: int = 0,
) -> WhyNot | None:
    """Why nobody can begin a visit at a moment whatever is free; None when the moment as such is fine.

    Staff are not bound to lead time and horizon: they may squeeze in a visit now, or write one down for next season.
    """
    if starts_at < now:
        return WhyNot.past
    if by_staff:
        if starts_at > now + _STAFF_HORIZON:
            return WhyNot.beyond_horizon
    else:
        first, last = bounds(now, zone, settings.booking, early_days)
        minute = epoch_minute(starts_at)
        if minute < first:
            return WhyNot.too_soon
        if minute >= last:
            return WhyNot.beyond_horizon
    return None if settings.hours_on(local_date(zone, starts_at)) else WhyNot.closed
