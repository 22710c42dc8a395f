"""Looking for time for a whole visit: several treatments one after the other, or several people at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from core.booking import repository
from core.booking.enums import WhyNot
from core.booking.errors import VisitTooLarge
from core.booking.rules import calendar
from core.booking.rules.slots import Board, short_of
from core.booking.rules.visit import Part, Visit
from core.booking.schemas import Answer, OpenDay, PartWish, Slot, VisitWish, Wish
from core.booking.service import elsewhere
from core.booking.service import search as searching
from core.booking.service.search import Search
from core.kit.clock import epoch_minute, from_epoch_minute
from core.kit.errors import BadInput
from core.kit.work import Work
from core.resource.rules import CELL_MINUTES, Grid, cells_of, nearest
from core.resource.schemas import Ignored
from core.store.schemas import StoreOut

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class VisitSearch:
    """Everything standing that a visit is looked up in; parts that wish the same share one search."""

    wish: VisitWish
    parts: tuple[Search, ...]

    @property
    def store(self) -> StoreOut:
        """Where it is to be."""
        return self.parts[0].store

    @property
    def zone(self) -> ZoneInfo:
        """The store's."""
        return self.parts[0].zone

    @property
    def resource_ids(self) -> list[int]:
        """All that could be taken."""
        return sorted({resource_id for part in self.parts for resource_id in part.resource_ids})


@dataclass(frozen=True, slots=True)
class Look:
    """A visit and the grid it is laid out on."""

    grid: Grid
    visit: Visit


def prepare(work: Work, wish: VisitWish) -> VisitSearch:
    """Reads what stands for every part. Raises VisitTooLarge, NotFound, and BadInput for what is no visit."""
    known: dict[tuple[int, int | None], Search] = {}
    for part in wish.parts:
        key = (part.variation_id, part.staff_id)
        if key not in known:
            known[key] = searching.prepare(work, Wish(wish.store_id, *key))
    search = VisitSearch(wish, tuple(known[part.variation_id, part.staff_id] for part in wish.parts))
    policy = search.store.settings.booking
    people = {part.guest for part in wish.parts}
    if len(people) not in {1, len(wish.parts)} or not people <= set(range(len(wish.guests) + 1)):
        raise BadInput(what="visit")
    limit = policy.visit_treatments if len(people) == 1 else policy.group_people
    if len(wish.parts) > limit:
        raise VisitTooLarge(limit=limit)
    return search


def look(work: Work, search: VisitSearch, first_on: dt.date, last_on: dt.date, ignoring: Ignored = None) -> Look:
    """The bit sets of some local dates, put together; of a booking to be ignored the whole visit is."""
    if isinstance(ignoring, int):
        ignoring = [row.id for row in repository.visit_rows(work.session, ignoring)]
    distinct = {id(part): part for part in search.parts}
    boards = {key: searching.board(work, part, first_on, last_on, ignoring) for key, part in distinct.items()}
    parts = [Part(boards[id(part)], wished.guest) for part, wished in zip(search.parts, search.wish.parts, strict=True)]
    pause = search.store.settings.booking.visit_gap_minutes // CELL_MINUTES
    return Look(parts[0].board.grid, Visit(parts, pause))


def spared(work: Work, search: VisitSearch, found: Look, ignoring: Ignored = None) -> Look:
    """The same, but for starts at which the acting member has another visit; who comes with them may begin then."""
    cells = elsewhere.cells(work, found.grid, ignoring)
    if not cells:
        return found
    boards = {id(part.board): replace(part.board, elsewhere=cells) for part in found.visit.parts}
    parts = [
        part if wished.guest else Part(boards[id(part.board)], part.person)
        for part, wished in zip(found.visit.parts, search.wish.parts, strict=True)
    ]
    return Look(found.grid, Visit(parts, found.visit.pause))


def look_at(work: Work, search: VisitSearch, starts_at: dt.datetime, ignoring: Ignored = None) -> Look | WhyNot:
    """The day a visit can begin on at that very time, or else why not; staff keep to the 5-minute grid only."""
    by_staff, early = work.actor.kind == "staff", search.parts[0].early_days
    settings = search.store.settings
    why = calendar.against_time(work.now, starts_at, search.zone, settings, by_staff=by_staff, early_days=early)
    if why is not None:
        return why
    on = calendar.local_date(search.zone, starts_at)
    found = look(work, search, on, on, ignoring)
    cell = found.grid.cell(epoch_minute(starts_at))
    boards = [part.board for part in found.visit.parts]
    if not any(board.visits() >> cell & 1 for board in boards):
        return WhyNot.outside_hours
    if from_epoch_minute(found.grid.minute(cell)) != starts_at or not (by_staff or boards[0].steps >> cell & 1):
        return WhyNot.off_grid
    if found.visit.starts(1 << cell):
        return found
    reasons = [short_of(board, cell) for board in boards]
    return next((why for why in reasons if why), WhyNot.does_not_fit) if all(reasons) else WhyNot.does_not_fit


def open_days(work: Work, wish: VisitWish, ignoring: int | None) -> tuple[OpenDay, ...]:
    """The local dates up to the store's horizon on which the visit can begin, with the number of starts."""
    search = prepare(work, wish)
    first_on, last_on = searching.horizon(work, search.parts[0])
    found = spared(work, search, look(work, search, first_on, last_on, ignoring), ignoring)
    offered, days = found.visit.offered(), []
    for on in calendar.dates(first_on, last_on):
        first, end = (found.grid.cell(minute) for minute in calendar.day_span(search.zone, on))
        slots = (offered >> first & ((1 << (end - first)) - 1)).bit_count()
        if slots:
            days.append(OpenDay(on, slots))
    return tuple(days)


def open_slots(work: Work, wish: VisitWish, on: dt.date, ignoring: int | None) -> tuple[Slot, ...]:
    """The starts of a local date from which the whole visit can be had, earliest first; nobody is named."""
    search = prepare(work, wish)
    found = spared(work, search, look(work, search, on, on, ignoring), ignoring)
    first, end = (found.grid.cell(minute) for minute in calendar.day_span(search.zone, on))
    today = found.visit.offered() & ((1 << end) - (1 << first))
    return tuple(_slot(found, cell) for cell in cells_of(today))


def check(work: Work, wish: VisitWish, starts_at: dt.datetime, ignoring: int | None) -> Answer:
    """Whether the whole visit can begin then; if not, why, and up to three starts that can be had (the nearest)."""
    starts_at = starts_at.astimezone(dt.UTC)
    search = prepare(work, wish)
    found = look_at(work, search, starts_at, ignoring)
    if isinstance(found, WhyNot):
        return refusal(work, search, starts_at, found, ignoring)
    return Answer(_slot(found, found.grid.cell(epoch_minute(starts_at))))


def refusal(work: Work, search: VisitSearch, starts_at: dt.datetime, why: WhyNot, ignoring: Ignored = None) -> Answer:
    """The reason with up to three starts that can be had: the closest in time."""
    days = searching.horizon(work, search.parts[0])
    whole = spared(work, search, look(work, search, *days, ignoring), ignoring)
    cells = nearest(whole.visit.offered(), whole.grid.cell(epoch_minute(starts_at)), _NEAREST)
    return Answer(None, why, tuple(_slot(whole, cell) for cell in cells))


def most_at_once(work: Work, wish: VisitWish) -> int:
    """How many people of a group the store could serve together if nothing were booked yet; the whole group mostly.

    Counted by people, beds and devices first; only where those are fewer than the group the calendar is laid out,
    because people who begin a little apart may share one.
    """
    search = prepare(work, wish)
    if len({part.guest for part in wish.parts}) == 1 or all(_suffice(part, search) for part in search.parts):
        return len(wish.parts)
    found = look(work, search, *searching.horizon(work, search.parts[0]))
    empty = {id(part.board): _empty(part.board) for part in found.visit.parts}
    parts = [Part(empty[id(part.board)], part.person) for part in found.visit.parts]
    sizes = range(len(parts), 0, -1)
    return next((size for size in sizes if Visit(parts[:size], found.visit.pause).offered()), 0)


def _suffice(part: Search, search: VisitSearch) -> bool:
    """Whether there are enough of all a part needs for everybody, were they all to get this treatment."""
    needs, count = part.needs, len(search.parts)
    rooms = (not needs.bed or len(part.beds) >= count) and (not needs.device or len(part.devices) >= count)
    return rooms and len(part.skilled) >= count


def _empty(board: Board) -> Board:
    """The board of a day on which nothing is booked."""
    return replace(
        board,
        staff_busy=dict.fromkeys(board.staff_busy, 0),
        beds_busy=dict.fromkeys(board.beds_busy, 0),
        devices_busy=dict.fromkeys(board.devices_busy, 0),
    )


def wish_of(parts: Sequence[repository.Stored]) -> VisitWish:
    """What a visit that is stored was asked for as."""
    guests = {part.guest_number: part.guest for part in parts if part.guest is not None}
    numbers = {number: at for at, number in enumerate(sorted(guests), 1)}  # one of them may have called off
    return VisitWish(
        parts[0].store_id,
        tuple(
            PartWish(part.variation_id, None if part.is_any_staff else part.staff_id, numbers.get(part.guest_number, 0))
            for part in parts
        ),
        tuple(guests[number] for number in sorted(guests)),
    )


def _slot(found: Look, cell: int) -> Slot:
    """A start as people read it; its end is that of a visit without a pause."""
    starts_at = from_epoch_minute(found.grid.minute(cell))
    return Slot(starts_at, starts_at + dt.timedelta(minutes=found.visit.length * CELL_MINUTES), ())
