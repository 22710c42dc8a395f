"""What every move of a booking has in common: one compare-and-set, one audit entry, one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from core.audit import service as audit
from core.booking import cards, repository
from core.booking.errors import BookingNotFound, WrongStatus
from core.booking.events import BookingEvent
from core.booking.rules.moves import FROM, TO, Move
from core.booking.schemas import BookingOut
from core.kit.work import Work


def move(
    work: Work,
    booking_id: int,
    step: Move,
    event: Callable[[int], BookingEvent],
    *,
    and_then: Callable[[Sequence[int]], None] | None = None,
    alone: bool = False,
    **values: Any,
) -> BookingOut:
    """Moves the booking if its status still allows it, and tells who cares; `and_then` comes before the telling.

    All that stands with it in one visit goes with it, or with `alone` none of it. Of two people who act at once exactly
    one gets here; the other's WrongStatus shows the booking as it stands now.
    """
    rows = [row for row in repository.lock_visit(work.session, booking_id) if row.status in FROM[step]]
    moved = [row for row in rows if not alone or row.id == booking_id]
    if booking_id not in {row.id for row in moved}:
        raise lost(work, booking_id, step)
    for row in moved:
        if not repository.move(work.session, row.id, FROM[step], status=TO[step], changed_at=work.now, **values):
            raise RuntimeError(f"booking {row.id} changed under its lock")
    if and_then is not None:
        and_then([row.id for row in moved])
    first = min(moved, key=lambda row: (row.starts_at, row.id))
    for row in moved:
        audit.record(work, f"booking.{step.value}", "booking", row.id)
        work.emit(replace(event(row.id), speaks=row.id == first.id))
    return present(work, booking_id)


def settled(work: Work, booking_id: int, step: Move, event: BookingEvent, **details: Any) -> BookingOut:
    """Puts a move that was made on record and tells who cares; the booking as it stands now."""
    audit.record(work, f"booking.{step.value}", "booking", booking_id, **details)
    work.emit(event)
    return present(work, booking_id)


def lost(work: Work, booking_id: int, step: Move) -> WrongStatus:
    """The refusal for who came too late."""
    return WrongStatus(booking=present(work, booking_id), action=step.value)


def present(work: Work, booking_id: int) -> BookingOut:
    """The booking as it stands, even where the move itself took it out of the actor's own agenda."""
    booking = cards.find(work.session, booking_id)
    if booking is None:
        raise BookingNotFound(code=None)
    return booking
