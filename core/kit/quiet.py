"""When nobody wants to hear of anything that can wait (N, quiet hours)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

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
