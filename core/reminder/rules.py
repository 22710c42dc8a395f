"""When a visit is reminded of (C8), and when nobody wants to hear of it (N, quiet hours)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

MORNING_LEAD = dt.timedelta(hours=1)
"""A reminder put off to the end of the quiet hours comes at least this long before the visit."""

EVENING_LEAD = dt.timedelta(minutes=15)
"""One that cannot wait for the morning is sent this long before the quiet hours, so that it is read before them."""

_LONGEST_GRACE = 360
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of a store's local day, across midnight or not; the same time twice means there are none."""

    zone: ZoneInfo
    from_at: dt.time
    until_at: dt.time

    def span_of(self, moment: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
        """Begin and end, in UTC, of the quiet hours a moment falls into; the end is no longer quiet."""
        today = moment.astimezone(self.zone).date()
        spans = (self._beginning(today - _DAY), self._beginning(today))
        return next(((begin, end) for begin, end in spans if begin <= moment < end), None)

    def next_begin(self, moment: dt.datetime) -> dt.datetime | None:
        """The first beginning after a moment, in UTC; None when there are no quiet hours."""
        today = moment.astimezone(self.zone).date()
        spans = (self._beginning(today + days * _DAY) for days in (-1, 0, 1, 2))
        return next((begin for begin, end in spans if begin > moment and begin < end), None)

    def _beginning(self, on: dt.date) -> tuple[dt.datetime, dt.datetime]:
        last_on = on + _DAY if self.until_at < self.from_at else on
        return self._utc(on, self.from_at), self._utc(last_on, self.until_at)

    def _utc(self, on: dt.date, at: dt.time) -> dt.datetime:
        return dt.datetime.combine(on, at, self.zone).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder: due at a moment, and pointless from another on; both UTC."""

    kind: str
    due_at: dt.datetime
    expires_at: dt.datetime


def plan(starts_at: dt.datetime, now: dt.datetime, minutes: Iterable[int], quiet: Quiet) -> tuple[Planned, ...]:
    """The reminders of a visit that are still to come, soonest first; `minutes` are counted back from its start.

    Two that quiet hours push onto the same moment are one: the one meant to be nearer to the visit.
    """
    starts_at = starts_at.astimezone(dt.UTC)
    found: dict[dt.datetime, Planned] = {}
    for before in sorted(minutes, reverse=True):
        wished = starts_at - dt.timedelta(minutes=before)
        due_at = audible(wished, starts_at, quiet)
        if min(wished, due_at) > now:
            found[due_at] = Planned(f"reminder.{before}", due_at, _expiry(due_at, before, starts_at, quiet))
    return tuple(found[due_at] for due_at in sorted(found))


def audible(wished: dt.datetime, starts_at: dt.datetime, quiet: Quiet) -> dt.datetime:
    """The wished moment, or out of the quiet hours: their end if the visit is an hour away then, else before them."""
    span = quiet.span_of(wished)
    if span is None:
        return wished
    begin, end = span
    return end if end + MORNING_LEAD <= starts_at else begin - EVENING_LEAD


def grace(before: int) -> dt.timedelta:
    """How late a reminder is still worth sending: half its lead, at most 6 h (24 h before: 6 h, 2 h before: 60 min)."""
    return dt.timedelta(minutes=min(_LONGEST_GRACE, before // 2))


def _expiry(due_at: dt.datetime, before: int, starts_at: dt.datetime, quiet: Quiet) -> dt.datetime:
    """Never after the visit has begun, and never in the quiet hours either: a late one does not wake anybody."""
    ends = (due_at + grace(before), starts_at, quiet.next_begin(due_at))
    return min(end for end in ends if end is not None)
