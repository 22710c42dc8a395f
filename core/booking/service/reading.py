"""Looking bookings up, each actor as far as they may see."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards, repository
from core.booking.errors import BookingNotFound
from core.booking.rules import calendar
from core.booking.rules.moves import OVER
from core.booking.rules.reliability import is_late
from core.booking.schemas import AnyWish, BookingOut, Wish
from core.booking.service import access, visit_search
from core.kit.clock import from_epoch_minute
from core.kit.ids import tidy_code
from core.kit.work import Work
from core.store import service as stores
from core.store.schemas import BookingPolicy

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
    access.require_member_seen(work, member_id)
    if upcoming:
        found = cards.upcoming(work.session, member_id, work.now)
    else:
        found = cards.earlier(work.session, member_id, work.now, _PAST_SHOWN)
    return tuple(booking for booking in found if access.may_see(work, booking))


def last_completed(work: Work, member_id: int) -> BookingOut | None:
    """A member's latest finished visit, such as for a staff brief (A7) or "the same again"."""
    access.require_member_seen(work, member_id)
    return cards.last_completed(work.session, member_id)


def last_store(work: Work, member_id: int) -> int | None:
    """The store a member asked last, to suggest it again; None when they never did."""
    access.require_member_seen(work, member_id)
    return repository.last_store(work.session, member_id)


def find_held(work: Work, key: str) -> BookingOut | None:
    """The booking that holds a time under a key now; None when there is none, or when it lapsed or went further."""
    known = repository.find_by_key(work.session, key)
    if known is None or not known.is_kept(work.now):
        return None
    return access.find_seen(work, known.id)


def visit_of(work: Work, booking: BookingOut) -> tuple[BookingOut, ...]:
    """The whole visit of a booking in order of time, for an actor who sees a part of it; see `cards.visit_of`."""
    return cards.visit_of(work.session, access.find_seen(work, booking.id))


def wish_of(work: Work, booking: BookingOut) -> AnyWish:
    """What a booking, with all that stands of its visit, is asked for as: to look for another time for it."""
    seen = access.find_seen(work, booking.id)
    if seen.visit_id is None:
        return Wish(seen.store_id, seen.variation_id, None if seen.is_any_staff else seen.staff_id)
    parts = repository.parts_of(work.session, seen.visit_id)
    return visit_search.wish_of([part for part in parts if part.status not in OVER] or parts)


def is_late_to_cancel(work: Work, booking_id: int) -> bool:
    """Whether calling off or moving now is late by the policy the booking was made under. Raises BookingNotFound."""
    booking = access.find_seen(work, booking_id)
    policy = BookingPolicy.model_validate(repository.get_policy(work.session, booking_id))
    return is_late(work.now, booking.starts_at, booking.status, policy)


def list_for_day(work: Work, store_id: int, on: dt.date, staff_id: int | None = None) -> tuple[BookingOut, ...]:
    """What stands in the book on a local date, in order of time; a beautician sees her own."""
    return agenda(work, store_id, on, 1, staff_id)


def agenda(
    work: Work, store_id: int, first_on: dt.date, days: int, staff_id: int | None = None
) -> tuple[BookingOut, ...]:
    """What stands in the book on some local dates, in order of time; a beautician sees her own."""
    whose = access.agenda_of(work, store_id, staff_id)
    zone = ZoneInfo(stores.get(work, store_id).zone)
    span = calendar.day_span(zone, first_on, first_on + dt.timedelta(days=days - 1))
    first, last = (from_epoch_minute(minute) for minute in span)
    return cards.between(work.session, store_id, first, last, whose)


def list_pending(work: Work, store_id: int) -> tuple[BookingOut, ...]:
    """Requests that wait for an answer, the most urgent first; a beautician sees those for herself."""
    if auth.allowed(work.actor, Permission.answer_requests, store_id):
        return cards.pending(work.session, store_id, None)
    auth.require(work.actor, Permission.answer_own_requests, store_id)
    return cards.pending(work.session, store_id, work.actor.id)
