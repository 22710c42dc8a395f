"""Asking for a time: kept while the member reads the summary, then requested (C6, C7)."""

from __future__ import annotations

import datetime as dt

from core.booking import repository
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.booking.events import BookingRequested
from core.booking.repository import Stored
from core.booking.rules.moves import FROM, TO, Move, respond_by
from core.booking.schemas import AnyWish, BookingOut, PartWish, VisitWish, Wish
from core.booking.service import access, liking, moving, placing, pricing, reliability, visit_requests
from core.booking.service import search as searching
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.resource import service as resource
from core.store.schemas import BookingPolicy


def hold(
    work: Work, key: str, member_id: int, wish: AnyWish, starts_at: dt.datetime, *, until: dt.datetime | None = None
) -> BookingOut:
    """Keeps a time for a member for the store's `hold_minutes`, or until a moment (UTC); of a visit, all of it.

    The same key again is harmless: with the same wish and time it gives the same booking, with another the hold moves
    there, and if that is taken the old one stays. Price and policy are those of this moment.
    Raises SlotTaken, MemberBusy, TooManyBookings; WrongStatus when the key's booking has gone further;
    VariationNotFound for what is offered no more.
    """
    # Comparing a local time the clock shows twice with UTC is always false, so all below is UTC.
    starts_at = starts_at.astimezone(dt.UTC)
    if isinstance(wish, VisitWish):
        return visit_requests.hold(work, key, member_id, wish, starts_at, until)
    access.require_asking(work, member_id, wish.store_id)
    search = searching.prepare(work, wish)
    searching.require_offered(search)
    placing.lock_all(work, search, member_id)
    known = repository.find_by_key(work.session, key)
    if known is not None:
        if known.member_id != member_id:
            raise BookingNotFound(code=None)
        if known.visit_id is not None or known.guest_number:  # it was more than this one treatment before
            only = VisitWish(wish.store_id, (PartWish(wish.variation_id, wish.staff_id),))
            return visit_requests.hold(work, key, member_id, only, starts_at, until)
        if _is_same(known, wish, starts_at) and (known.requested_at is not None or known.is_kept(work.now)):
            return access.find_seen(work, known.id)
        if known.requested_at is not None or known.status not in FROM[Move.hold]:
            raise moving.lost(work, known.id, Move.hold)
    policy = search.store.settings.booking
    until = until or work.now + dt.timedelta(minutes=policy.hold_minutes)
    prefer = (*liking.wanted(work, wish), known.staff_id if known else None)
    place = placing.find_place(work, search, starts_at, ignoring=known.id if known else None, prefer=prefer)
    but = [known.id] if known else []
    placing.refuse_clash(work, member_id, wish.store_id, [place], policy.open_bookings_per_member, but)
    terms = {
        "store_id": wish.store_id,
        "variation_id": wish.variation_id,
        "is_any_staff": wish.staff_id is None,
        **pricing.columns(search.price(place.starts_at)),
        "policy": policy.model_dump(mode="json"),
        "confirm_by": reliability.confirm_by(work, member_id, search.store, place.starts_at),
    }
    if known is None:
        booking_id = placing.add(
            work,
            search,
            place,
            until,
            key=key,
            member_id=member_id,
            status=TO[Move.hold],
            created_at=work.now,
            changed_at=work.now,
            **terms,
        )
        return access.find_seen(work, booking_id)
    if not placing.put(work, search, place, known.id, Move.hold, held_until=until, respond_by=until, **terms):
        raise moving.lost(work, known.id, Move.hold)
    return access.find_seen(work, known.id)


def _is_same(known: Stored, wish: Wish, starts_at: dt.datetime) -> bool:
    # Who is there for anyone is not yet who was asked for by name: the booking says which of both it is.
    is_same_person = known.is_any_staff == (wish.staff_id is None) and wish.staff_id in {None, known.staff_id}
    is_same_item = (known.store_id, known.variation_id) == (wish.store_id, wish.variation_id)
    return is_same_item and is_same_person and known.starts_at == starts_at


def request(work: Work, key: str) -> BookingOut:
    """Asks the store for the held time: 已申请,待门店确认. Asking twice is harmless.

    A hold that lapsed is taken again if it still can be had. Raises SlotTaken, MemberBusy, TooManyBookings.
    """
    known = _mine(work, key)
    if known.requested_at is not None:
        return access.find_seen(work, known.id)
    if known.visit_id is not None:
        return visit_requests.request(work, key)
    policy = BookingPolicy.model_validate(known.policy)
    terms = {
        "requested_at": work.now,
        "respond_by": respond_by(work.now, known.starts_at, policy.request_minutes),
    }
    # The statement looks once more: between two statements a hold may be swept up, and its time be given away.
    asked = {"status": TO[Move.request], "changed_at": work.now, **terms}
    if known.is_kept(work.now) and repository.move(work.session, known.id, {BookingStatus.held}, **asked):
        resource.keep(work, known.id)
        return moving.settled(work, known.id, Move.request, BookingRequested(known.id))
    # Whoever asks under this key at the same moment waits here, and then finds what the first one made.
    lock(work.session, [(Lockable.member, known.member_id)])
    known = _mine(work, key)
    if known.requested_at is not None:
        return access.find_seen(work, known.id)
    wish = Wish(known.store_id, known.variation_id, None if known.is_any_staff else known.staff_id)
    search = searching.prepare(work, wish)
    placing.lock_all(work, search)
    place = placing.find_place(work, search, known.starts_at, ignoring=known.id, prefer=[known.staff_id])
    own = [] if known.guest_number else [place]
    placing.refuse_clash(work, known.member_id, known.store_id, own, policy.open_bookings_per_member, [known.id])
    if not placing.put(work, search, place, known.id, Move.request, **terms):
        raise moving.lost(work, known.id, Move.request)
    return moving.settled(work, known.id, Move.request, BookingRequested(known.id))


def release(work: Work, key: str) -> None:
    """Gives a hold back, when the conversation took another turn. Harmless when there is none, or no longer one."""
    known = repository.find_by_key(work.session, key)
    if known is None or known.status is not BookingStatus.held:
        return
    access.require_asking(work, known.member_id, known.store_id)
    parts = [known] if known.visit_id is None else repository.parts_of(work.session, known.visit_id)
    visit_requests.release(work, parts)


def _mine(work: Work, key: str) -> Stored:
    known = repository.find_by_key(work.session, key)
    if known is None or (work.actor.kind == "member" and known.member_id != work.actor.id):
        raise BookingNotFound(code=None)
    access.require_asking(work, known.member_id, known.store_id)
    return known
