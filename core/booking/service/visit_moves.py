"""Another time for a whole visit: offered by staff, or asked for by the member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from core.audit import service as audit
from core.booking import cards, repository
from core.booking.events import BookingEvent, BookingMoved, BookingProposed
from core.booking.repository import Stored
from core.booking.rules.moves import FROM, Move, respond_by
from core.booking.schemas import BookingOut
from core.booking.service import (
    access,
    moving,
    placing,
    pricing,
    reading,
    reliability,
    visit_placing,
    visit_requests,
    visit_search,
)
from core.booking.service.visit_search import VisitSearch
from core.kit.work import Work


def propose(work: Work, booking: BookingOut, starts_at: dt.datetime) -> BookingOut:
    """Staff offer another time for the visit, which is kept. See `answers.propose`. Raises WrongStatus, SlotTaken."""
    parts, search = _prepared(work, booking, Move.propose)
    policy = search.store.settings.booking
    answer_by = respond_by(work.now, starts_at, policy.request_minutes)
    again = _to_confirm(work, search, booking, starts_at)
    _put(work, search, parts, Move.propose, starts_at, answer_by, **again)
    return _settled(work, booking, parts, Move.propose, starts_at, BookingProposed)


def reschedule(work: Work, booking: BookingOut, starts_at: dt.datetime, key: str | None) -> BookingOut:
    """The member asks for another time for the visit. See `changes.reschedule`."""
    parts, search = _prepared(work, booking, Move.reschedule)
    if min(part.starts_at for part in parts) == starts_at:
        return cards.visit_of(work.session, booking)[0]
    if key is not None and (other := repository.find_by_key(work.session, key)) is not None:
        visit_requests.release(work, [other])
    policy = search.store.settings.booking
    late = work.actor.kind == "member" and reading.is_late_to_cancel(work, booking.id)
    fresh = {
        "policy": policy.model_dump(mode="json"),
        "is_late": late or booking.is_late,
        **_to_confirm(work, search, booking, starts_at),
    }
    answer_by = respond_by(work.now, starts_at, policy.request_minutes)
    _put(work, search, parts, Move.reschedule, starts_at, answer_by, **fresh)
    return _settled(work, booking, parts, Move.reschedule, starts_at, BookingMoved)


def _to_confirm(work: Work, search: VisitSearch, booking: BookingOut, starts_at: dt.datetime) -> dict[str, Any]:
    """A word given for the old time is none for the new one; who missed visits has to give it again."""
    again = reliability.confirm_by(work, booking.member_id, search.store, starts_at)
    return {"attendance_confirmed_at": None, "confirm_by": again}


def quote(work: Work, booking_id: int, starts_at: dt.datetime) -> int:
    """What a visit would cost in all, in fen, if it were moved to a time (C3), by the list prices it was made under.

    Raises BookingNotFound, WrongStatus, and SlotTaken when it cannot be had then.
    """
    booking = access.find_seen(work, booking_id)
    parts = _standing(work, booking, Move.reschedule)
    search = visit_search.prepare(work, visit_search.wish_of(parts))
    places = visit_placing.find_places(work, search, starts_at, ignoring=[part.id for part in parts])
    return sum(
        found.price(place.starts_at, part.price.list_fen).fen
        for part, found, place in zip(parts, search.parts, places, strict=True)
    )


def _prepared(work: Work, booking: BookingOut, move: Move) -> tuple[list[Stored], VisitSearch]:
    """What of the visit stands, with the locks taken to give it another place."""
    search = visit_search.prepare(work, visit_search.wish_of(_standing(work, booking, move)))
    visit_placing.lock_all(work, search, booking.member_id)
    parts = _standing(work, booking, move)
    if visit_search.wish_of(parts) != search.wish:  # one of them called off just now
        raise moving.lost(work, booking.id, move)
    return parts, search


def _standing(work: Work, booking: BookingOut, move: Move) -> list[Stored]:
    parts = [part for part in repository.parts_of(work.session, booking.visit_id or 0) if part.status in FROM[move]]
    if not parts:
        raise moving.lost(work, booking.id, move)
    return parts


def _put(
    work: Work,
    search: VisitSearch,
    parts: Sequence[Stored],
    move: Move,
    starts_at: dt.datetime,
    answer_by: dt.datetime,
    **values: Any,
) -> None:
    ids = [part.id for part in parts]
    prefer = [part.staff_id for part in parts]
    places = visit_placing.find_places(work, search, starts_at, ignoring=ids, prefer=prefer)
    if move is Move.reschedule:
        limit = search.store.settings.booking.open_bookings_per_member
        own = [place for place, part in zip(places, parts, strict=True) if not part.guest_number]
        placing.refuse_clash(work, parts[0].member_id, parts[0].store_id, own, limit, ids)
    before: list[dict[str, Any]] = []
    for part, found, place in zip(parts, search.parts, places, strict=True):
        price = found.price(place.starts_at, part.price.list_fen)
        if move is Move.propose:  # the salon's wish, not the member's: it may make the visit cheaper, never dearer
            price = min(part.price, price, key=lambda each: each.fen)
        before.append({"earlier_starts_at": part.starts_at, **pricing.columns(price)})
    if not visit_placing.put_all(work, search, places, parts, move, own=before, respond_by=answer_by, **values):
        raise moving.lost(work, ids[0], move)


def _settled(
    work: Work,
    booking: BookingOut,
    parts: Sequence[Stored],
    move: Move,
    starts_at: dt.datetime,
    event: Callable[[int, dt.datetime], BookingEvent],
) -> BookingOut:
    first = cards.visit_of(work.session, moving.present(work, booking.id))[0]
    for part in parts:
        details = {"earlier": str(part.starts_at), "now": str(starts_at)}
        audit.record(work, f"booking.{move.value}", "booking", part.id, **details)
        work.emit(replace(event(part.id, part.starts_at), speaks=part.id == first.id))
    return moving.present(work, first.id)
