"""Time is injected: a whole salon year must be playable in minutes, and a test never waits."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

MINUTE = dt.timedelta(minutes=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    def now(self) -> dt.datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


class ManualClock:
    """A clock that only moves when it is told to: for simulations, demonstrations and tests."""

    def __init__(self, start: dt.datetime) -> None:
        self._now = start.astimezone(dt.UTC)

    def now(self) -> dt.datetime:
        return self._now

    def advance(self, by: dt.timedelta) -> None:
        """Moves the clock; a negative step is a clock set back, which real machines do too."""
        self._now += by

    def set(self, to: dt.datetime) -> None:
        """Puts the clock to an aware moment."""
        self._now = to.astimezone(dt.UTC)


def epoch_minute(moment: dt.datetime) -> int:
    """Whole minutes since 1970-01-01T00:00Z, rounded down: how occupied time is stored and compared."""
    return (moment - EPOCH) // MINUTE


def from_epoch_minute(minute: int) -> dt.datetime:
    """The aware UTC moment of a minute counted by `epoch_minute`."""
    return EPOCH + minute * MINUTE
