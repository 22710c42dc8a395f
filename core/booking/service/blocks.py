"""Time that staff keep for themselves."""

from __future__ import annotations

import datetime as dt

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards
from core.booking.errors import TimeHasBookings
from core.booking.events import TimeFreed
from core.booking.schemas import Block
from core.booking.service.placing import clear_lapsed
from core.kit.clock import epoch_minute, from_epoch_minute
from core.kit.errors import BadInput, NotFound
from core.kit.locks import lock
from core.kit.work import Work
from core.resource import service as resource
from core.resource.enums import OccupancyReason
from core.resource.errors import Overlap
from core.resource.rules import uncovered
from core.resource.schemas import Span
from core.staff import service as staff
from core.staff.schemas import StaffOut

_LONGEST = dt.timedelta(days=62)


def block_time(
    work: Work, staff_id: int, starts_at: dt.datetime, ends_at: dt.datetime, note: str | None = None
) -> tuple[Block, ...]:
    """Keeps a person's time free of bookings. What is blocked already stays, so asking twice is harmless.

    Returns all blocks that reach into the span. Raises BadInput for a span that ends before it begins or is longer than
    two months, TimeHasBookings while somebody is booked in it: nothing is blocked then.
    """
    person = _person(work, staff_id)
    if not starts_at < ends_at <= starts_at + _LONGEST:
        raise BadInput(what="span")
    first, last = epoch_minute(starts_at), epoch_minute(ends_at)
    lock(work.session, resource.locks([person.resource_id]))
    taken = resource.taken(work, person.resource_id, first, last)
    booked = {span.booking_id for span in taken if span.booking_id is not None}
    if booked:
        raise _booked(work, booked)
    pieces = uncovered(first, last, [(span.start_minute, span.end_minute) for span in taken])
    spans = [Span(person.resource_id, start, end) for start, end in pieces]
    if spans:
        try:
            with work.session.begin_nested():
                clear_lapsed(work, spans)
                resource.block(work, spans, OccupancyReason.block, note)
        except Overlap:
            again = resource.taken(work, person.resource_id, first, last)
            raise _booked(work, {span.booking_id for span in again if span.booking_id is not None}) from None
        audit.record(work, "staff.block_time", "staff", staff_id, starts_at=str(starts_at), ends_at=str(ends_at))
    return list_blocks(work, staff_id, starts_at, ends_at)


def list_blocks(work: Work, staff_id: int, starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[Block, ...]:
    """A person's blocks that reach into a span, in order of time."""
    person = _person(work, staff_id)
    taken = resource.taken(work, person.resource_id, epoch_minute(starts_at), epoch_minute(ends_at))
    return tuple(
        Block(span.id, staff_id, from_epoch_minute(span.start_minute), from_epoch_minute(span.end_minute), span.note)
        for span in taken
        if span.reason is OccupancyReason.block
    )


def unblock(work: Work, staff_id: int, block_id: int) -> None:
    """Gives a block's time back to bookings. Raises NotFound when the person has no such block."""
    person = _person(work, staff_id)
    if not resource.unblock(work, person.resource_id, block_id):
        raise NotFound(id=block_id)
    audit.record(work, "staff.unblock", "staff", staff_id)
    work.emit(TimeFreed(person.store_id))


def _person(work: Work, staff_id: int) -> StaffOut:
    """The person, if the actor may dispose of their time."""
    person = staff.get(work, staff_id)
    is_own = work.actor.kind == "staff" and work.actor.id == staff_id
    needed = Permission.block_own_time if is_own else Permission.block_any_time
    auth.require(work.actor, needed, person.store_id)
    return person


def _booked(work: Work, booking_ids: set[int]) -> TimeHasBookings:
    return TimeHasBookings(bookings=cards.list_by_ids(work.session, sorted(booking_ids)))
