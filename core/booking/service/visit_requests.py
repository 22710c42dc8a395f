"""Asking for a visit of several treatments or people, or for somebody else: kept as one, then requested as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.audit import service as audit
from core.booking import cards, repository
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.booking.events import BookingRequested
from core.booking.repository import Stored
from core.booking.rules.moves import FROM, TO, Move, respond_by
from core.booking.schemas import BookingOut, VisitWish
from core.booking.service import access, moving, placing, pricing, reliability, visit_placing, visit_search
from core.booking.service import search as searching
from core.booking.service.placing import Place
from core.booking.service.visit_search import VisitSearch
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.resource import service as resource
from core.store.schemas import BookingPolicy

_MOST_PARTS = 6


def hold(
    work: Work, key: str, member_id: int, wish: VisitWish, starts_at: dt.datetime, until: dt.datetime | None = None
) -> BookingOut:
    """Keeps the time of a whole visit; its first booking in order of time. See `requests.hold`."""
    starts_at = starts_at.astimezone(dt.UTC)
    access.require_asking(work, member_id, wish.store_id)
    search = visit_search.prepare(work, wish)
    for part in search.parts:
        searching.require_offered(part)
    visit_placing.lock_all(work, search, member_id)
    known = repository.list_by_keys(work.session, _keys(key))
    if any(part.member_id != member_id for part in known):
        raise BookingNotFound(code=None)
    present = _present(known)
    is_kept = all(part.is_kept(work.now) for part in present)
    if present and _is_same(present, wish, starts_at) and (is_kept or present[0].requested_at is not None):
        return _first(work, present[0].id)
    for row in known:
        if row.requested_at is not None or row.status not in FROM[Move.hold]:
            raise moving.lost(work, row.id, Move.hold)
    ids = [row.id for row in known]
    prefer = [row.staff_id for row in present]
    places = visit_placing.find_places(work, search, starts_at, ignoring=ids, prefer=prefer)
    policy = search.store.settings.booking
    own = [place for place, part in zip(places, wish.parts, strict=True) if not part.guest]
    placing.refuse_clash(work, member_id, wish.store_id, own, policy.open_bookings_per_member, ids)
    return _first(work, _keep(work, _Held(key, member_id, search, places, known, until)))


@dataclass(frozen=True, slots=True)
class _Held:
    """A visit about to be kept under a key, and all that ever was under that key."""

    key: str
    member_id: int
    search: VisitSearch
    places: Sequence[Place]
    known: Sequence[Stored]
    until: dt.datetime | None


def _keep(work: Work, held: _Held) -> int:
    """Stores it, in rows that are there or new ones, and drops those there are too many of; the id of the first."""
    policy = held.search.store.settings.booking
    until = held.until or work.now + dt.timedelta(minutes=policy.hold_minutes)
    with work.session.begin_nested():
        rows = {part.key: part.id for part in held.known}
        begins_at = min(place.starts_at for place in held.places)
        again = reliability.confirm_by(work, held.member_id, held.search.store, begins_at)
        values = [_row(held, at) | {"confirm_by": again} for at in range(len(held.places))]
        ids = []
        for key, mine in zip(_keys(held.key), values, strict=False):
            if key not in rows:
                times = {"created_at": work.now, "changed_at": work.now, "respond_by": until}
                given = {"member_id": held.member_id, "status": TO[Move.hold], "key": key}
                rows[key] = visit_placing.add(work, **given, **times, **mine)
            ids.append(rows[key])
        spare = [part.id for part in held.known if part.id not in ids]
        for booking_id in spare:
            gone = {"status": TO[Move.release], "changed_at": work.now, "visit_id": None}
            repository.move(work.session, booking_id, FROM[Move.hold], **gone)
        resource.free(work, spare)
        parts = [part for part in repository.list_by_keys(work.session, _keys(held.key)) if part.id in ids]
        shared = {"respond_by": until, "visit_id": ids[0] if len(ids) > 1 else None}
        own = [{**mine, **shared} for mine in values]
        if not visit_placing.put_all(work, held.search, held.places, parts, Move.hold, held_until=until, own=own):
            raise moving.lost(work, ids[0], Move.hold)
    return ids[0]


def _row(held: _Held, at: int) -> dict[str, Any]:
    part, search = held.search.wish.parts[at], held.search.parts[at]
    guest = held.search.wish.guest_of(part)
    return {
        "store_id": held.search.wish.store_id,
        "variation_id": part.variation_id,
        "is_any_staff": part.staff_id is None,
        **pricing.columns(search.price(held.places[at].starts_at)),
        "policy": search.store.settings.booking.model_dump(mode="json"),
        "guest_number": part.guest,
        "guest_name": guest.name if guest else None,
        "guest_phone": guest.phone if guest else None,
        **held.places[at].columns,
    }


def request(work: Work, key: str) -> BookingOut:
    """Asks the store for a whole visit that is kept under a key. See `requests.request`."""
    parts = _present(repository.list_by_keys(work.session, _keys(key)))
    first, policy = parts[0], BookingPolicy.model_validate(parts[0].policy)
    starts_at = min(part.starts_at for part in parts)
    terms: dict[str, Any] = {
        "requested_at": work.now,
        "respond_by": respond_by(work.now, starts_at, policy.request_minutes),
    }
    if all(part.is_kept(work.now) for part in parts) and _ask_for_kept(work, parts, terms):
        return _settled(work, parts)
    # Whoever asks under this key at the same moment waits here, and then finds what the first one made.
    lock(work.session, [(Lockable.member, first.member_id)])
    parts = _present(repository.list_by_keys(work.session, _keys(key)))
    if parts[0].requested_at is not None:
        return _first(work, first.id)
    search = visit_search.prepare(work, visit_search.wish_of(parts))
    visit_placing.lock_all(work, search)
    ids = [part.id for part in parts]
    prefer = [part.staff_id for part in parts]
    places = visit_placing.find_places(work, search, starts_at, ignoring=ids, prefer=prefer)
    own = [place for place, part in zip(places, parts, strict=True) if not part.guest_number]
    placing.refuse_clash(work, first.member_id, first.store_id, own, policy.open_bookings_per_member, ids)
    if not visit_placing.put_all(work, search, places, parts, Move.request, **terms):
        raise moving.lost(work, first.id, Move.request)
    return _settled(work, parts)


def _ask_for_kept(work: Work, parts: Sequence[Stored], terms: dict[str, Any]) -> bool:
    """Asks for what is still kept; False, and nothing done, when one part was swept up in the meantime."""
    asked = {"status": TO[Move.request], "changed_at": work.now, **terms}
    with work.session.begin_nested() as savepoint:
        for part in parts:
            if not repository.move(work.session, part.id, {BookingStatus.held}, **asked):
                savepoint.rollback()
                return False
            resource.keep(work, part.id)
    return True


def release(work: Work, parts: Sequence[Stored]) -> None:
    """Gives the time of a visit back that is no more than held."""
    gone = {"status": TO[Move.release], "changed_at": work.now}
    ids = [part.id for part in parts if repository.move(work.session, part.id, FROM[Move.release], **gone)]
    resource.free(work, ids)


def _settled(work: Work, parts: Sequence[Stored]) -> BookingOut:
    first = _first(work, parts[0].id)
    for part in parts:
        audit.record(work, f"booking.{Move.request.value}", "booking", part.id)
        work.emit(BookingRequested(part.id, speaks=part.id == first.id))
    return _first(work, first.id)


def _first(work: Work, booking_id: int) -> BookingOut:
    """The booking of the visit that begins first."""
    return cards.visit_of(work.session, access.find_seen(work, booking_id))[0]


def _keys(key: str) -> list[str]:
    """The keys of a visit's bookings; the first is the visit's own."""
    return [key, *(f"{key}:{number}" for number in range(1, _MOST_PARTS))]


def _present(known: Sequence[Stored]) -> list[Stored]:
    """What of all that ever was under a key belongs to the visit now."""
    return [part for part in known if part.id == known[0].id or part.visit_id == known[0].id]


def _is_same(parts: Sequence[Stored], wish: VisitWish, starts_at: dt.datetime) -> bool:
    is_same_time = min(part.starts_at for part in parts) == starts_at
    return is_same_time and visit_search.wish_of(parts) == wish
