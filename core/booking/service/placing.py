"""Giving a booking its person, bed and device. Everything that takes time goes through here, under ordered locks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.booking import cards, repository
from core.booking.enums import WhyNot
from core.booking.errors import MemberBusy, SlotTaken, TooManyBookings
from core.booking.rules import calendar, choice
from core.booking.rules.moves import FROM, TO, Move
from core.booking.rules.slots import Parts
from core.booking.service import availability
from core.booking.service import search as searching
from core.booking.service.search import Search
from core.kit.clock import epoch_minute
from core.kit.ids import new_code
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.resource import service as resource
from core.resource.errors import Overlap
from core.resource.rules import Grid
from core.resource.schemas import Span

_CODE_LENGTH = 6
_CODES_TRIED = 5
_MEMORY = 28 * 24 * 60  # minutes before the week in which it still counts who got the last booking


@dataclass(frozen=True, slots=True)
class Place:
    """A start with all that was chosen for it."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    staff_id: int
    bed_id: int | None
    device_id: int | None
    spans: tuple[Span, ...]

    @property
    def columns(self) -> dict[str, Any]:
        """What of it a booking stores."""
        return {
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "staff_id": self.staff_id,
            "bed_id": self.bed_id,
            "device_id": self.device_id,
        }


def lock_all(work: Work, search: Search, member_id: int | None = None) -> None:
    """Lets those who want the same people, beds and devices, or book for the same member, pass one after the other."""
    wanted = resource.locks(search.resource_ids)
    if member_id is not None:
        wanted.append((Lockable.member, member_id))
    lock(work.session, wanted)


def refuse_clash(
    work: Work, member_id: int, store_id: int, own: Iterable[Place], limit: int, but: Sequence[int] = ()
) -> None:
    """Raises MemberBusy when the member is somewhere else then, TooManyBookings beyond the store's limit.

    `own` are the places where the member comes themselves: a friend may be there while they are elsewhere.
    A visit counts once. Staff are not bound to the limit.
    """
    open_ones = repository.open_of_member(work.session, member_id, work.now, but)
    for place in own:
        for row in open_ones:
            if row.guest_number == 0 and row.starts_at < place.ends_at and row.ends_at > place.starts_at:
                raise MemberBusy(booking=cards.find(work.session, row.id))
    if work.actor.kind != "staff" and len({row.visit for row in open_ones if row.store_id == store_id}) >= limit:
        raise TooManyBookings(limit=limit)


def find_place(
    work: Work,
    search: Search,
    starts_at: dt.datetime,
    *,
    ignoring: int | None = None,
    prefer: Sequence[int | None] = (),
) -> Place:
    """Chooses who and what serves a start: the first of `prefer` who can, else whose turn it is; the tightest rooms.

    The caller holds the locks. Raises SlotTaken with the reason and the nearest slots.
    """
    board = searching.look(work, search, starts_at, ignoring)
    if isinstance(board, WhyNot):
        raise SlotTaken(answer=searching.refusal(work, search, starts_at, board, ignoring))
    cell, needs = board.grid.cell(epoch_minute(starts_at)), board.needs
    able = board.staff_at(cell)
    staff_id = next((id_ for id_ in prefer if id_ in able), None) or _whose_turn(work, search, able, starts_at)
    everything = (1 << board.grid.cells) - 1
    bed_id = choice.tightest(board.beds_busy, everything, cell, needs.bed)
    device_id = choice.tightest(board.devices_busy, everything, cell, needs.device)
    resource_id = search.skilled[staff_id].resource_id
    spans = [*spans_of(board.grid, cell, resource_id, needs.staff)]
    spans += spans_of(board.grid, cell, bed_id, needs.bed)
    spans += spans_of(board.grid, cell, device_id, needs.device)
    slot = searching.slot(search, board, cell)
    return Place(slot.starts_at, slot.ends_at, staff_id, bed_id, device_id, tuple(spans))


def spans_of(grid: Grid, cell: int, resource_id: int | None, parts: Parts) -> Iterable[Span]:
    """What a part of a booking that begins at a cell takes of a resource."""
    if resource_id is None:
        return []
    return [Span(resource_id, grid.minute(cell + after), grid.minute(cell + after + cells)) for after, cells in parts]


def _whose_turn(work: Work, search: Search, able: tuple[int, ...], starts_at: dt.datetime) -> int:
    return able[0] if len(able) == 1 else in_turn(work, search, able, calendar.local_date(search.zone, starts_at))[0]


def in_turn(work: Work, search: Search, staff_ids: Sequence[int], on: dt.date) -> list[int]:
    """Some of the staff in the order in which a booking of a local date is theirs when a member said "anyone"."""
    week = calendar.week_span(search.zone, on)
    by_resource = {search.skilled[staff_id].resource_id: staff_id for staff_id in staff_ids}
    loads = resource.load(
        work, list(by_resource), since=week[0] - _MEMORY, day=calendar.day_span(search.zone, on), week=week
    )
    return [by_resource[resource_id] for resource_id in choice.in_turn(loads.values())]


def add(work: Work, search: Search, place: Place, held_until: dt.datetime, **values: Any) -> int:
    """Stores a booking that holds its place for a while; the id. Raises SlotTaken."""
    clear_lapsed(work, place.spans)
    for tries_left in reversed(range(_CODES_TRIED)):
        try:
            with work.session.begin_nested():
                booking_id = repository.add(
                    work.session, code=new_code(_CODE_LENGTH), respond_by=held_until, **place.columns, **values
                )
                resource.take(work, place.spans, booking_id, held_until)
            return booking_id
        except Overlap:
            raise _taken(work, search, place) from None
        except sa.exc.IntegrityError:
            if not tries_left:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def put(
    work: Work,
    search: Search,
    place: Place,
    booking_id: int,
    move: Move,
    *,
    held_until: dt.datetime | None = None,
    **values: Any,
) -> bool:
    """Moves a booking to a place; its old time is given back only if the new is got.

    False when the booking is no longer in a status this move starts from: then nothing changed. Raises SlotTaken.
    """
    clear_lapsed(work, place.spans, but=(booking_id,))
    changes = {**place.columns, "status": TO[move], "changed_at": work.now, **values}
    try:
        with work.session.begin_nested():
            if not repository.move(work.session, booking_id, FROM[move], **changes):
                return False
            resource.free(work, [booking_id])
            resource.take(work, place.spans, booking_id, held_until)
    except Overlap:
        raise _taken(work, search, place, booking_id) from None
    return True


def clear_lapsed(work: Work, spans: Sequence[Span], but: Sequence[int] = ()) -> None:
    """Removes holds that have lapsed and are in the way: the database itself would still refuse."""
    holders = [booking_id for booking_id in resource.lapsed_holders(work, spans) if booking_id not in but]
    if holders:
        resource.free(work, repository.expire_holds(work.session, holders, work.now))


def _taken(work: Work, search: Search, place: Place, ignoring: int | None = None) -> SlotTaken:
    return SlotTaken(answer=availability.check(work, search.wish, place.starts_at, ignoring=ignoring))
