"""From weekly shifts in the store's clock to spans of real time. Pure: no database, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.kit.clock import epoch_minute

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeeklyShift:
    """Somebody works on this weekday (0 = Monday) from a local minute of the day to another, in a stretch of dates."""

    staff_id: int
    weekday: int
    start_minute: int
    end_minute: int
    from_on: dt.date | None = None
    until_on: dt.date | None = None

    def is_on(self, day: dt.date) -> bool:
        """Whether it is worked on a date; both ends of the stretch count."""
        return (
            day.weekday() == self.weekday
            and (self.from_on is None or self.from_on <= day)
            and (self.until_on is None or day <= self.until_on)
        )


@lru_cache(maxsize=4096)
def _edges(zone: str, day: dt.date) -> tuple[int, bool]:
    """The epoch minute of a local midnight, and whether the day has its 24 hours."""
    first, last = (
        epoch_minute(dt.datetime.combine(date, dt.time(), tzinfo=ZoneInfo(zone)).astimezone(dt.UTC))
        for date in (day, day + _DAY)
    )
    return first, last - first == 24 * 60


def real_minute(zone: str, day: dt.date, minute: int) -> int:
    """The epoch minute of a local minute of the day (0–1440).

    On the day clocks go forward a time that does not exist moves forward with them; on the day they go back the first
    of two equal times is meant.
    """
    midnight, is_even = _edges(zone, day)
    if is_even:
        return midnight + minute
    local = dt.datetime.combine(day + minute // 1440 * _DAY, dt.time(), tzinfo=ZoneInfo(zone))
    return epoch_minute((local + dt.timedelta(minutes=minute % 1440)).astimezone(dt.UTC))


def spans(
    shifts: Iterable[WeeklyShift], zone: str, first_on: dt.date, last_on: dt.date
) -> dict[int, list[tuple[int, int]]]:
    """When each person works between two local dates (both included), in epoch minutes, in order, end exclusive."""
    by_weekday: dict[int, list[WeeklyShift]] = {}
    worked: dict[int, list[tuple[int, int]]] = {}
    for shift in shifts:
        by_weekday.setdefault(shift.weekday, []).append(shift)
        worked.setdefault(shift.staff_id, [])
    for offset in range((last_on - first_on).days + 1):
        day = first_on + dt.timedelta(days=offset)
        for shift in by_weekday.get(day.weekday(), ()):
            if shift.is_on(day):
                start = real_minute(zone, day, shift.start_minute)
                end = real_minute(zone, day, shift.end_minute)
                if start < end:
                    worked[shift.staff_id].append((start, end))
    return {staff_id: sorted(times) for staff_id, times in worked.items()}
