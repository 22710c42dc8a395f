"""Giving all parts of a visit their people, beds and devices at once: all of them, or nothing at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from core.booking import repository
from core.booking.enums import WhyNot
from core.booking.errors import SlotTaken
from core.booking.repository import Stored
from core.booking.rules import calendar
from core.booking.rules.choice import in_turn
from core.booking.rules.moves import FROM, TO, Move
from core.booking.rules.visit import Placed
from core.booking.service import placing, visit_search
from core.booking.service.placing import Place
from core.booking.service.search import Search
from core.booking.service.visit_search import Look, VisitSearch
from core.kit.clock import epoch_minute, from_epoch_minute
from core.kit.ids import new_code
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.resource import service as resource
from core.resource.errors import Overlap
from core.resource.rules import CELL_MINUTES

_CODE_LENGTH = 6
_CODES_TRIED = 5
_MEMORY = 28 * 24 * 60  # minutes before the week in which it still counts who got the last booking


def lock_all(work: Work, search: VisitSearch, member_id: int | None = None) -> None:
    """All that the visit could take, and the member, in one statement and in order of their ids."""
    wanted = resource.locks(search.resource_ids)
    if member_id is not None:
        wanted.append((Lockable.member, member_id))
    lock(work.session, wanted)


def find_places(
    work: Work,
    search: VisitSearch,
    starts_at: dt.datetime,
    *,
    ignoring: Sequence[int] = (),
    prefer: Sequence[int] = (),
) -> list[Place]:
    """Chooses who and what serves each part: `prefer` if they can, else whose turn it is, with the fewest changes.

    The caller holds the locks. Raises SlotTaken with the reason and the nearest starts.
    """
    found = visit_search.look_at(work, search, starts_at, ignoring)
    if isinstance(found, WhyNot):
        raise SlotTaken(answer=visit_search.refusal(work, search, starts_at, found, ignoring))
    turn = {**_turns(work, search, starts_at), **dict.fromkeys(prefer, -1)}
    cell, suiting = found.grid.cell(epoch_minute(starts_at)), visit_search.spared(work, search, found, ignoring)
    placed = suiting.visit.arrange(cell, turn) or found.visit.arrange(cell, turn)
    if placed is None:
        raise SlotTaken(answer=visit_search.refusal(work, search, starts_at, WhyNot.does_not_fit, ignoring))
    return [_place(found, part, each) for part, each in zip(search.parts, placed, strict=True)]


def put_all(
    work: Work,
    search: VisitSearch,
    places: Sequence[Place],
    bookings: Sequence[Stored],
    move: Move,
    *,
    held_until: dt.datetime | None = None,
    own: Sequence[dict[str, Any]] = (),
    **values: Any,
) -> bool:
    """Moves the parts of a visit to their places; the old time is given back only if all of the new is got.

    `own` are further values of each. False when one is no longer in a status this move starts from: then nothing
    changed. Raises SlotTaken.
    """
    ids = [booking.id for booking in bookings]
    _clear_lapsed(work, places, ids)
    changes = {"status": TO[move], "changed_at": work.now, **values}
    further = own or [{}] * len(ids)
    try:
        with work.session.begin_nested() as savepoint:
            for booking_id, place, mine in zip(ids, places, further, strict=True):
                if not repository.move(work.session, booking_id, FROM[move], **{**changes, **place.columns, **mine}):
                    savepoint.rollback()
                    return False
            resource.free(work, ids)
            for booking_id, place in zip(ids, places, strict=True):
                resource.take(work, place.spans, booking_id, held_until)
    except Overlap:
        raise taken(work, search, places, ids) from None
    return True


def add(work: Work, **values: Any) -> int:
    """Stores a booking that takes no time yet, under a fresh code; the id."""
    for tries_left in reversed(range(_CODES_TRIED)):
        try:
            with work.session.begin_nested():
                return repository.add(work.session, code=new_code(_CODE_LENGTH), **values)
        except sa.exc.IntegrityError:
            if not tries_left:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def taken(work: Work, search: VisitSearch, places: Sequence[Place], ids: Sequence[int]) -> SlotTaken:
    """The refusal when the database itself says no."""
    starts_at = min(place.starts_at for place in places)
    return SlotTaken(answer=visit_search.refusal(work, search, starts_at, WhyNot.staff_busy, ids))


def _clear_lapsed(work: Work, places: Sequence[Place], ids: Sequence[int]) -> None:
    for place in places:
        placing.clear_lapsed(work, place.spans, but=ids)


def _turns(work: Work, search: VisitSearch, starts_at: dt.datetime) -> dict[int, int]:
    """Everybody who comes into question, ranked by whose turn it is; lower is first."""
    team = {person.resource_id: id_ for part in search.parts for id_, person in part.team.items()}
    on = calendar.local_date(search.zone, starts_at)
    week = calendar.week_span(search.zone, on)
    day = calendar.day_span(search.zone, on)
    loads = resource.load(work, list(team), since=week[0] - _MEMORY, day=day, week=week)
    return {team[resource_id]: rank for rank, resource_id in enumerate(in_turn(loads.values()))}


def _place(found: Look, part: Search, placed: Placed) -> Place:
    grid = found.grid
    starts_at = from_epoch_minute(grid.minute(placed.cell))
    spans = [
        *placing.spans_of(grid, placed.cell, part.skilled[placed.staff_id].resource_id, part.needs.staff),
        *placing.spans_of(grid, placed.cell, placed.bed_id, part.needs.bed),
        *placing.spans_of(grid, placed.cell, placed.device_id, part.needs.device),
    ]
    ends_at = starts_at + dt.timedelta(minutes=part.needs.visit * CELL_MINUTES)
    return Place(starts_at, ends_at, placed.staff_id, placed.bed_id, placed.device_id, tuple(spans))
