"""What happened to a booking; `core.handlers` tells those who care."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class TimeFreed(Event):
    """Time of a store came back without any booking of it changing: a block is gone, a bed works again."""

    store_id: int


@dataclass(frozen=True, slots=True)
class BookingEvent(Event):
    """Anything that happened to one booking.

    What happens to a visit happens to each of its bookings; one of the events `speaks`, so that people are told once.
    """

    booking_id: int
    speaks: bool = field(default=True, kw_only=True)


@dataclass(frozen=True, slots=True)
class BookingRequested(BookingEvent):
    """The member asked; staff have to answer."""


@dataclass(frozen=True, slots=True)
class BookingConfirmed(BookingEvent):
    """The salon (or the member, to a proposal) said yes."""


@dataclass(frozen=True, slots=True)
class BookingDeclined(BookingEvent):
    """Staff said no, with a reason."""


@dataclass(frozen=True, slots=True)
class BookingProposed(BookingEvent):
    """Staff offer another time; it is kept until the member answers."""

    earlier_starts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class BookingMoved(BookingEvent):
    """The member chose another time; staff have to answer again."""

    earlier_starts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class BookingCancelled(BookingEvent):
    """Called off. `is_late`: within the store's late-cancel time."""

    is_late: bool


@dataclass(frozen=True, slots=True)
class AttendancePromised(BookingEvent):
    """The member said that they will come."""


@dataclass(frozen=True, slots=True)
class BookingCheckedIn(BookingEvent):
    """The member is here."""


@dataclass(frozen=True, slots=True)
class BookingStarted(BookingEvent):
    """The treatment has begun."""


@dataclass(frozen=True, slots=True)
class BookingCompleted(BookingEvent):
    """The visit is over."""


@dataclass(frozen=True, slots=True)
class BookingMissed(BookingEvent):
    """The member did not come (no-show)."""


@dataclass(frozen=True, slots=True)
class BookingExpired(BookingEvent):
    """A request or proposal nobody answered in time."""
