"""What every move of a booking has in common: one compare-and-set, one audit entry, one event."""

from __future__ import annotations

from collections.abc import Callable
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
    and_then: Callable[[], None] | None = None,
    **values: Any,
) -> BookingOut:
    """Moves the booking if its status still allows it, and tells who cares; `and_then` comes before the telling.

    Of two people who act at once exactly one gets here; the other's WrongStatus shows the booking as it stands now.
    """
    if not repository.move(work.session, booking_id, FROM[step], status=TO[step], changed_at=work.now, **values):
        raise lost(work, booking_id, step)
    if and_then is not None:
        and_then()
    return settled(work, booking_id, step, event(booking_id))


def settled(work: Work, booking_id: int, step: Move, event: BookingEvent, **details: Any) -> BookingOut:
    """Puts a move that was made on record and tells who cares; the booking as it stands now."""
    audit.record(work, f"booking.{step.value}", "booking", booking_id, **details)
    work.emit(event)
    return _present(work, booking_id)


def lost(work: Work, booking_id: int, step: Move) -> WrongStatus:
    """The refusal for who came too late."""
    return WrongStatus(booking=_present(work, booking_id), action=step.value)


def _present(work: Work, booking_id: int) -> BookingOut:
    """The booking as it stands, even where the move itself took it out of the actor's own agenda."""
    booking = cards.find(work.session, booking_id)
    if booking is None:
        raise BookingNotFound(code=None)
    return booking
