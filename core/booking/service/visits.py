"""The visit itself: the member is here (核销), is being treated, has left, or did not come (C11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards
from core.booking.errors import NotDueYet
from core.booking.events import BookingCheckedIn, BookingCompleted, BookingMissed, BookingStarted
from core.booking.rules import calendar
from core.booking.rules.moves import CHECK_IN_BEFORE, FROM, NO_SHOW_AFTER, Move
from core.booking.schemas import BookingOut
from core.booking.service import access, moving
from core.kit.clock import epoch_minute
from core.kit.work import Work
from core.resource import service as resource


def check_in(work: Work, booking_id: int) -> BookingOut:
    """The member is here: from three hours before the start to the end of that local day, however late they come.

    Raises WrongStatus, NotDueYet.
    """
    booking = _runnable(work, booking_id, Move.check_in)
    booking = cards.visit_of(work.session, booking)[0]  # who comes for two treatments comes for the first
    from_at = booking.starts_at - CHECK_IN_BEFORE
    zone = ZoneInfo(booking.zone)
    day_end = calendar.day_span(zone, calendar.local_date(zone, booking.starts_at))[1]
    if work.now < from_at or epoch_minute(work.now) >= day_end:
        raise NotDueYet(booking=booking, from_at=from_at)
    return moving.move(work, booking_id, Move.check_in, BookingCheckedIn)


def start(work: Work, booking_id: int) -> BookingOut:
    """One treatment begins, whatever else the visit has. Raises WrongStatus."""
    _runnable(work, booking_id, Move.start)
    return moving.move(work, booking_id, Move.start, BookingStarted, alone=True)


def complete(work: Work, booking_id: int) -> BookingOut:
    """One treatment is over; what is left of its time is free from now on. Raises WrongStatus."""
    _runnable(work, booking_id, Move.complete)
    return moving.move(
        work,
        booking_id,
        Move.complete,
        BookingCompleted,
        and_then=lambda ids: _free_the_rest(work, ids),
        alone=True,
    )


def mark_no_show(work: Work, booking_id: int) -> BookingOut:
    """The member did not come: from a quarter of an hour after the start. What is left of the time is free.

    Raises WrongStatus, NotDueYet.
    """
    booking = access.find_seen(work, booking_id)
    auth.require(work.actor, Permission.mark_no_show, booking.store_id)
    if booking.status not in FROM[Move.mark_no_show]:
        raise moving.lost(work, booking_id, Move.mark_no_show)
    from_at: dt.datetime = cards.visit_of(work.session, booking)[0].starts_at + NO_SHOW_AFTER
    if work.now < from_at:
        raise NotDueYet(booking=booking, from_at=from_at)
    return moving.move(
        work, booking_id, Move.mark_no_show, BookingMissed, and_then=lambda ids: _free_the_rest(work, ids)
    )


def _runnable(work: Work, booking_id: int, step: Move) -> BookingOut:
    booking = access.find_seen(work, booking_id)
    access.require_visit(work, booking)
    if booking.status not in FROM[step]:
        raise moving.lost(work, booking_id, step)
    return booking


def _free_the_rest(work: Work, booking_ids: Iterable[int]) -> None:
    for booking_id in booking_ids:
        resource.free_from(work, booking_id, epoch_minute(work.now))
