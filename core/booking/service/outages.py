"""A bed or device that is broken, a colleague who is away: nobody who is booked then is forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards, repository
from core.booking.enums import BookingStatus
from core.booking.errors import SlotTaken
from core.booking.events import TimeFreed
from core.booking.rules.moves import FROM, OPEN, TAKING_TIME, TO, Move
from core.booking.schemas import BookingOut, Outage, Slot, Wish
from core.booking.service import answers, availability, placing, visit_requests
from core.booking.service.locking import lock_for
from core.kit.clock import epoch_minute
from core.kit.errors import BadInput
from core.kit.locks import lock
from core.kit.work import Work
from core.resource import service as resource
from core.resource.enums import OccupancyReason, ResourceKind, ResourceState
from core.resource.errors import Overlap
from core.resource.rules import uncovered
from core.resource.schemas import ResourceOut, Span, TakenSpan

OPEN_END = dt.timedelta(days=366)
"""As far as anybody can be booked: what is out of use until further notice is so for all of them."""


class _NoTime(Exception):
    """There is no other time for a visit. Never shown: the booking is left as it is and named to staff."""


def outage_hits(
    work: Work, resource_id: int, starts_at: dt.datetime, ends_at: dt.datetime | None
) -> tuple[BookingOut, ...]:
    """The bookings that taking a resource out of use would hit, in order of time. Raises NotAllowed, BadInput."""
    room = _disposable(work, resource_id)
    hit = _hit(work, _taken(work, room, *_minutes(starts_at, ends_at)))
    return tuple(booking for booking in hit if booking.status is not BookingStatus.held)


def take_out(
    work: Work, resource_id: int, starts_at: dt.datetime, ends_at: dt.datetime | None, note: str | None = None
) -> Outage:
    """Takes a bed, a device or a person's time out of use from a moment on; without an end until `put_back`.

    Who is booked gets another bed or device of the kind at the same time; else, where a time can be found, a proposal
    that really holds it; else nothing of their booking changes and staff are told to call them. Who is being treated
    now is for staff to see to as well. Raises NotAllowed, BadInput for a span that is over or upside down.
    """
    room = _disposable(work, resource_id)
    first, last = _minutes(starts_at, ends_at)
    spares = _spares(work, room)
    hit = _hit(work, _taken(work, room, first, last))
    # The members' locks come before those of resources, so all are taken at once and before anything is looked at.
    lock_for(work, [(booking.member_id, _wish(booking)) for booking in hit])
    lock(work.session, resource.locks([room.id, *(spare.id for spare in spares)]))
    taken = _taken(work, room, first, last)
    if ends_at is None and room.kind is not ResourceKind.staff:
        resource.mark(work, room.id, ResourceState.under_repair)
    _close(work, room, uncovered(first, last, [(span.start_minute, span.end_minute) for span in taken]), note)
    moved: list[int] = []
    proposed: list[int] = []
    to_call: list[int] = []
    for booking in _hit(work, taken):
        spans = [(span.start_minute, span.end_minute) for span in taken if span.booking_id == booking.id]
        if _move(work, booking, room, spares, spans):
            _close(work, room, _inside(spans, first, last), note)
            if booking.status is not BookingStatus.held:
                moved.append(booking.id)
        elif _propose(work, booking, room, _inside(spans, first, last), note):
            proposed.append(booking.id)
        elif booking.status is BookingStatus.held:
            _release(work, booking)
            _close(work, room, _inside(spans, first, last), note)
        else:
            to_call.append(booking.id)
    audit.record(work, "resource.take_out", "resource", room.id, moved=moved, proposed=proposed, to_call=to_call)
    return Outage(*(cards.list_by_ids(work.session, ids) for ids in (moved, proposed, to_call)))


def put_back(work: Work, resource_id: int) -> ResourceOut:
    """A bed or device works again, or a person is back, from now on. Harmless when they were not out of use."""
    room = _disposable(work, resource_id)
    ended = resource.end_outage(work, room.id, _reason(room), epoch_minute(work.now))
    if room.state is ResourceState.under_repair:
        resource.mark(work, room.id, ResourceState.available)
    elif not ended:
        return room
    audit.record(work, "resource.put_back", "resource", room.id)
    work.emit(TimeFreed(room.store_id))
    return resource.get(work, room.id)


def list_out_of_use(work: Work, store_id: int) -> tuple[ResourceOut, ...]:
    """Beds and devices that are out of use now or will be. Raises NotAllowed."""
    auth.require(work.actor, Permission.take_out_of_use, store_id)
    first, last = _minutes(work.now, None)
    return tuple(
        room
        for room in resource.list_rooms(work, store_id)
        if room.state is ResourceState.under_repair
        or any(span.reason is OccupancyReason.repair for span in resource.taken(work, room.id, first, last))
    )


def _disposable(work: Work, resource_id: int) -> ResourceOut:
    """The resource, if the actor may take it out of use: rooms the front desk, people only who may block for others."""
    room = resource.get(work, resource_id)
    is_person = room.kind is ResourceKind.staff
    auth.require(work.actor, Permission.block_any_time if is_person else Permission.take_out_of_use, room.store_id)
    return room


def _minutes(starts_at: dt.datetime, ends_at: dt.datetime | None) -> tuple[int, int]:
    until = starts_at + OPEN_END if ends_at is None else ends_at
    if not starts_at < until <= starts_at + OPEN_END:
        raise BadInput(what="span")
    return epoch_minute(starts_at), epoch_minute(until)


def _reason(room: ResourceOut) -> OccupancyReason:
    return OccupancyReason.time_off if room.kind is ResourceKind.staff else OccupancyReason.repair


def _taken(work: Work, room: ResourceOut, first: int, last: int) -> list[TakenSpan]:
    return resource.taken(work, room.id, first, last)


def _hit(work: Work, taken: Iterable[TakenSpan]) -> tuple[BookingOut, ...]:
    listed = cards.list_by_ids(work.session, sorted({span.booking_id for span in taken if span.booking_id is not None}))
    return tuple(booking for booking in listed if booking.status in TAKING_TIME)


def _wish(booking: BookingOut) -> Wish:
    return Wish(booking.store_id, booking.variation_id, None if booking.is_any_staff else booking.staff_id)


def _spares(work: Work, room: ResourceOut) -> list[ResourceOut]:
    """What can stand in: available beds, devices of the same model; nobody for a person."""
    return [
        other
        for other in resource.list_rooms(work, room.store_id)
        if (other.kind, other.model, other.state) == (room.kind, room.model, ResourceState.available)
        and other.id != room.id
    ]


def _inside(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    return [(max(start, first), min(end, last)) for start, end in spans]


def _close(work: Work, room: ResourceOut, pieces: list[tuple[int, int]], note: str | None) -> None:
    """Takes the pieces, which nobody has: they were looked at under the resource's lock."""
    spans = [Span(room.id, start, end) for start, end in pieces]
    if spans:
        placing.clear_lapsed(work, spans)
        resource.block(work, spans, _reason(room), note)


def _move(
    work: Work, booking: BookingOut, room: ResourceOut, spares: list[ResourceOut], spans: list[tuple[int, int]]
) -> bool:
    """Another bed or device at the same time, which the member need not even know of; not while they lie in it."""
    if booking.status not in OPEN:
        return False
    for spare in spares:
        try:
            with work.session.begin_nested():
                placing.clear_lapsed(work, [Span(spare.id, start, end) for start, end in spans])
                resource.swap(work, booking.id, room.id, spare.id)
        except Overlap:
            continue
        repository.set_room(work.session, booking.id, spare.id, is_bed=room.kind is ResourceKind.bed)
        return True
    return False


def _propose(
    work: Work, booking: BookingOut, room: ResourceOut, pieces: list[tuple[int, int]], note: str | None
) -> bool:
    """The nearest time there is, held for the member until they answer; whether there is one."""
    # The treatments of one visit move together, which somebody has to talk over with the member.
    if booking.status not in FROM[Move.displace] or booking.visit_id is not None:
        return False
    try:
        with work.session.begin_nested():
            # First the broken bed is taken from the booking: else it would be found free for the booking itself.
            resource.free_of(work, booking.id, room.id)
            _close(work, room, pieces, note)
            slot, staff_id = _nearest(work, booking)
            answers.propose(work, booking.id, slot.starts_at, staff_id, step=Move.displace)
    except (_NoTime, SlotTaken):
        return False
    return True


def _release(work: Work, booking: BookingOut) -> None:
    """Gives back what a member who is still choosing holds: their yes looks for another bed, or says what is free."""
    if booking.visit_id is not None:
        visit_requests.release(work, repository.parts_of(work.session, booking.visit_id))
    elif repository.move(work.session, booking.id, FROM[Move.release], status=TO[Move.release], changed_at=work.now):
        resource.free(work, [booking.id])


def _nearest(work: Work, booking: BookingOut) -> tuple[Slot, int | None]:
    """The nearest start at which the member is free, with who is to do it where that is somebody else than wished.

    The person they wished for at another time comes before another person at the same time. Raises _NoTime.
    """
    answer = availability.check(work, _wish(booking), booking.starts_at, ignoring=booking.id)
    found = answer.nearest if answer.slot is None else (answer.slot,)
    ahead = repository.open_of_member(work.session, booking.member_id, work.now, [booking.id])
    free = [
        slot for slot in found if all(row.ends_at <= slot.starts_at or slot.ends_at <= row.starts_at for row in ahead)
    ]
    for slot in free:
        if booking.is_any_staff or booking.staff_id in slot.staff_ids:
            return slot, None
    for slot in free:
        return slot, slot.staff_ids[0]
    raise _NoTime
