"""Moving and calling off what was asked for, and ending what nobody answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.audit import service as audit
from core.booking import repository
from core.booking.events import BookingCancelled, BookingExpired, BookingMoved
from core.booking.rules.moves import FROM, Move, respond_by
from core.booking.schemas import AnyWish, BookingOut, VisitWish, Wish
from core.booking.service import access, liking, moving, placing, pricing, reading, reliability, requests, visit_moves
from core.booking.service import search as searching
from core.kit.work import Work
from core.resource import service as resource

_SWEEP = 500  # rows ended in one go, so that one sweep stays a short transaction


def reschedule(
    work: Work, booking_id: int, wish: AnyWish, starts_at: dt.datetime, *, key: str | None = None
) -> BookingOut:
    """Moves a booking to another time, perhaps with other people or another variation; staff have to answer again.

    The old time is given back only if the new is got. `key` names a hold of the new time that makes way.
    Asking for what already is, is harmless. The price is of the new time (C3); a new variation has today's list price.
    A visit moves as a whole: its treatments and people stay, whatever is wished. To move late counts as a late cancel.
    Raises SlotTaken, MemberBusy, WrongStatus, VariationNotFound.
    """
    starts_at = starts_at.astimezone(dt.UTC)
    before = access.find_seen(work, booking_id)
    access.require_change(work, before)
    if before.status not in FROM[Move.reschedule]:
        raise moving.lost(work, booking_id, Move.reschedule)
    if before.visit_id is not None or isinstance(wish, VisitWish):
        return visit_moves.reschedule(work, before, starts_at, key)
    kept = Wish(before.store_id, before.variation_id, None if before.is_any_staff else before.staff_id)
    if wish.store_id != before.store_id:
        access.require_asking(work, before.member_id, wish.store_id)
    if (wish, starts_at) == (kept, before.starts_at):
        return before
    search = searching.prepare(work, wish)
    if wish.variation_id != before.variation_id:
        searching.require_offered(search)
    placing.lock_all(work, search, before.member_id)
    if key is not None:
        requests.release(work, key)
    policy = search.store.settings.booking
    prefer = (*liking.wanted(work, wish), before.staff_id)
    place = placing.find_place(work, search, starts_at, ignoring=booking_id, prefer=prefer)
    own = [] if before.guest_number else [place]
    placing.refuse_clash(work, before.member_id, wish.store_id, own, policy.open_bookings_per_member, [booking_id])
    terms: dict[str, Any] = {
        "store_id": wish.store_id,
        "variation_id": wish.variation_id,
        "is_any_staff": wish.staff_id is None,
        "earlier_starts_at": before.starts_at,
        "respond_by": respond_by(work.now, starts_at, policy.request_minutes),
        "policy": policy.model_dump(mode="json"),
        "attendance_confirmed_at": None,
        "confirm_by": reliability.confirm_by(work, before.member_id, search.store, starts_at),
        "is_late": before.is_late or (work.actor.kind == "member" and reading.is_late_to_cancel(work, booking_id)),
        **pricing.columns(pricing.moved(search, before, starts_at)),
    }
    if not placing.put(work, search, place, booking_id, Move.reschedule, **terms):
        raise moving.lost(work, booking_id, Move.reschedule)
    event = BookingMoved(booking_id, before.starts_at)
    return moving.settled(work, booking_id, Move.reschedule, event, earlier=str(before.starts_at), now=str(starts_at))


def cancel(work: Work, booking_id: int, reason: str | None = None, *, alone: bool = False) -> BookingOut:
    """Calls a booking off, with all of its visit or `alone`: one treatment, or one person of a group.

    Late is what members do, by the policy of when it was made. Raises WrongStatus.
    """
    booking = access.find_seen(work, booking_id)
    access.require_change(work, booking)
    late = work.actor.kind == "member" and reading.is_late_to_cancel(work, booking_id)
    return moving.move(
        work,
        booking_id,
        Move.cancel,
        lambda id_: BookingCancelled(id_, is_late=late),
        and_then=lambda ids: resource.free(work, ids),
        alone=alone,
        reason=reason,
        respond_by=None,
        is_late=late or booking.is_late,
    )


def expire_due(work: Work) -> int:
    """Ends holds, requests and proposals past their time, a few hundred at once; how many. The scheduler calls it."""
    ended = repository.expire_due(work.session, work.now, _SWEEP)
    resource.free(work, [booking_id for booking_id, _, _ in ended])
    told: set[int] = set()
    for booking_id, was_requested, visit in ended:
        if was_requested:
            audit.record(work, "booking.expire", "booking", booking_id)
            work.emit(BookingExpired(booking_id, speaks=visit not in told))
            told.add(visit)
    return len(ended)
