"""Looking bookings up, each actor as far as they may see."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards
from core.booking.errors import BookingNotFound
from core.booking.rules import calendar
from core.booking.schemas import AgendaDay, BookingOut
from core.booking.service import access
from core.kit.clock import from_epoch_minute
from core.kit.errors import NotAllowed
from core.kit.ids import tidy_code
from core.kit.work import Work
from core.store import service as stores

_PAST_SHOWN = 20


def get(work: Work, booking_id: int) -> BookingOut:
    """One booking. Raises BookingNotFound."""
    return access.find_seen(work, booking_id)


def find_by_code(work: Work, code: str) -> BookingOut:
    """The booking of a code as a person typed it (C11). Raises BookingNotFound."""
    booking = cards.find_by_code(work.session, tidy_code(code))
    if booking is None or not access.may_see(work, booking):
        raise BookingNotFound(code=code)
    return booking


def list_for_member(work: Work, member_id: int, upcoming: bool) -> tuple[BookingOut, ...]:
    """A member's bookings: what is ahead or under way, soonest first; or else the last twenty, latest first."""
    _require_member_seen(work, member_id)
    if upcoming:
        found = cards.upcoming(work.session, member_id, work.now)
    else:
        found = cards.earlier(work.session, member_id, work.now, _PAST_SHOWN)
    return tuple(booking for booking in found if access.may_see(work, booking))


def last_completed(work: Work, member_id: int) -> BookingOut | None:
    """A member's latest finished visit, such as for a staff brief (A7) or "the same again"."""
    _require_member_seen(work, member_id)
    return cards.last_completed(work.session, member_id)


def list_for_day(work: Work, store_id: int, on: dt.date, staff_id: int | None = None) -> tuple[BookingOut, ...]:
    """What stands in the book on a local date, in order of time; a beautician sees her own."""
    return agenda(work, store_id, on, 1, staff_id)[0].bookings


def agenda(
    work: Work, store_id: int, first_on: dt.date, days: int, staff_id: int | None = None
) -> tuple[AgendaDay, ...]:
    """The book of some local dates, every one of them, free days too; a beautician sees her own."""
    whose = access.agenda_of(work, store_id, staff_id)
    zone = ZoneInfo(stores.get(work, store_id).zone)
    all_days = calendar.dates(first_on, first_on + dt.timedelta(days=days - 1))
    first, last = (from_epoch_minute(minute) for minute in calendar.day_span(zone, all_days[0], all_days[-1]))
    by_day: dict[dt.date, list[BookingOut]] = {day: [] for day in all_days}
    for booking in cards.between(work.session, store_id, first, last, whose):
        by_day[calendar.local_date(zone, booking.starts_at)].append(booking)
    return tuple(AgendaDay(day, tuple(bookings)) for day, bookings in by_day.items())


def list_pending(work: Work, store_id: int) -> tuple[BookingOut, ...]:
    """Requests that wait for an answer, the most urgent first; a beautician sees those for herself."""
    if auth.allowed(work.actor, Permission.answer_requests, store_id):
        return cards.pending(work.session, store_id, None)
    auth.require(work.actor, Permission.answer_own_requests, store_id)
    return cards.pending(work.session, store_id, work.actor.id)


def _require_member_seen(work: Work, member_id: int) -> None:
    if work.actor.kind == "member":
        if work.actor.id != member_id:
            raise NotAllowed(permission=Permission.see_members.value)
        return
    auth.require(work.actor, Permission.see_members)
