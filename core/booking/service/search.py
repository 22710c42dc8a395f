"""Gathering what a wish can be served with, as bit sets. The reading half of everything that looks for time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from core.booking.enums import WhyNot
from core.booking.rules import calendar
from core.booking.rules.prices import price_at
from core.booking.rules.slots import Board, Needs, needs_of, short_of
from core.booking.schemas import Answer, Price, Slot, Wish
from core.booking.service import elsewhere
from core.catalog import service as catalog
from core.catalog.errors import VariationNotFound
from core.catalog.schemas import VariationOut
from core.kit.clock import epoch_minute, from_epoch_minute
from core.kit.work import Work
from core.member import service as members
from core.member.enums import Tier
from core.points import service as points
from core.points.enums import Perk
from core.profile import service as profiles
from core.resource import service as resource
from core.resource.enums import ResourceKind, ResourceState
from core.resource.rules import CELL_MINUTES, Grid, cells_of, is_set, nearest
from core.resource.schemas import Ignored, ResourceOut
from core.staff import service as staff
from core.staff.schemas import StaffOut
from core.store import service as stores
from core.store.schemas import StoreOut

_NEAREST = 3
_STAFF_REASONS = {WhyNot.nobody_skilled, WhyNot.staff_off, WhyNot.staff_busy}


@dataclass(frozen=True, slots=True)
class Search:
    """Everything standing that a wish is looked up in."""

    wish: Wish
    store: StoreOut
    zone: ZoneInfo
    variation: VariationOut
    needs: Needs
    skilled: Mapping[int, StaffOut]
    beds: tuple[int, ...]
    devices: tuple[int, ...]
    early_days: int = 0
    stated: Mapping[int, bool] | None = None
    """Whom the acting member wants or does not; None where it was not looked up."""

    @property
    def team(self) -> dict[int, StaffOut]:
        """Who comes into question, by staff id."""
        wished = self.wish.staff_id
        return {id_: person for id_, person in self.skilled.items() if wished in {None, id_}}

    def price(self, starts_at: dt.datetime, list_fen: int | None = None) -> Price:
        """What the visit costs when it begins at a moment (C3)."""
        return price_at(self.store.settings, self.variation, starts_at.astimezone(self.zone), list_fen)

    @property
    def resource_ids(self) -> list[int]:
        """All that could be taken."""
        return [*(person.resource_id for person in self.team.values()), *self.beds, *self.devices]


def prepare(work: Work, wish: Wish) -> Search:
    """Reads what stands: the store, the variation, who has the skill, which beds and devices are in order.

    Raises NotFound when store or variation do not exist.
    """
    store = stores.get(work, wish.store_id)
    variation = catalog.get_variation(work, wish.variation_id)
    rooms = resource.list_rooms(work, wish.store_id) if variation.needs_bed or variation.device else ()
    stated = _stated(work) if wish.staff_id is None else None
    return Search(
        wish=wish,
        store=store,
        zone=ZoneInfo(store.zone),
        variation=variation,
        needs=needs_of(variation),
        skilled=_skilled(work, wish, variation.skill, stated or {}),
        beds=_usable(rooms, ResourceKind.bed) if variation.needs_bed else (),
        devices=_usable(rooms, ResourceKind.device, variation.device) if variation.device else (),
        early_days=early_days(work, store),
        stated=stated,
    )


def early_days(work: Work, store: StoreOut) -> int:
    """How many days earlier than for everybody the calendar is open for the acting member (C9)."""
    policy = store.settings.booking
    if work.actor.kind != "member" or work.actor.id is None or not any(policy.priority_days.values()):
        return 0
    member_id = work.actor.id
    days = calendar.early_days(policy, members.tier_of(work, member_id).value)
    as_gold = calendar.early_days(policy, Tier.gold.value)
    # A perk that was had for points opens it as early as for gold (F16).
    return as_gold if days < as_gold and points.has_perk(work, member_id, Perk.priority) else days


def _stated(work: Work) -> dict[int, bool] | None:
    """Whom the acting member wants or does not (A3); staff and the system ask for others."""
    if work.actor.kind != "member" or work.actor.id is None:
        return None
    return profiles.stated_staff(work, work.actor.id)


def _skilled(work: Work, wish: Wish, skill: str, stated: Mapping[int, bool]) -> dict[int, StaffOut]:
    """Who can do it. Of "anyone", those the member does not want (A3) are left out while somebody else can."""
    able = {person.id: person for person in staff.list_staff(work, wish.store_id) if skill in person.skills}
    return {id_: person for id_, person in able.items() if stated.get(id_, True)} or able


def require_offered(search: Search) -> None:
    """Raises VariationNotFound for what has been taken off the menu: bookings that stand keep it, new ones do not."""
    if not search.variation.is_active:
        raise VariationNotFound(id=search.variation.id)


def _usable(rooms: Iterable[ResourceOut], kind: ResourceKind, model: str | None = None) -> tuple[int, ...]:
    return tuple(
        room.id
        for room in rooms
        if room.kind is kind and room.state is ResourceState.available and model in {None, room.model}
    )


def board(work: Work, search: Search, first_on: dt.date, last_on: dt.date, ignoring: Ignored = None) -> Board:
    """The bit sets of some local dates, and of the day after, for what runs past midnight."""
    beyond = last_on + dt.timedelta(days=1)
    grid = Grid.over(*calendar.day_span(search.zone, first_on, beyond))
    days = calendar.dates(first_on, beyond)
    policy = search.store.settings.booking
    shifts = staff.shift_spans(work, search.store.id, first_on, beyond, search.store.zone)
    taken = resource.busy(work, search.resource_ids, grid.base, grid.end, ignoring=ignoring)
    busy = {resource_id: grid.touched(spans) for resource_id, spans in taken.items()}
    return Board(
        grid=grid,
        needs=search.needs,
        opening=grid.inside(calendar.opening(search.zone, search.store.settings, days)),
        steps=calendar.steps(grid, search.zone, days, policy.step_minutes),
        bounds=grid.inside([calendar.bounds(work.now, search.zone, policy, search.early_days)]),
        shifts={id_: grid.inside(shifts.get(id_, ())) for id_ in search.team},
        staff_busy={id_: busy[person.resource_id] for id_, person in search.team.items()},
        beds_busy={id_: busy[id_] for id_ in search.beds},
        devices_busy={id_: busy[id_] for id_ in search.devices},
    )


def open_board(work: Work, search: Search, first_on: dt.date, last_on: dt.date, ignoring: Ignored = None) -> Board:
    """The same to offer starts from: but for those the acting member could not take anyway."""
    found = board(work, search, first_on, last_on, ignoring)
    return replace(found, elsewhere=elsewhere.cells(work, found.grid, ignoring))


def horizon(work: Work, search: Search) -> tuple[dt.date, dt.date]:
    """The first and the last local date a member can book."""
    policy = search.store.settings.booking
    return calendar.local_date(search.zone, work.now), calendar.last_date(
        work.now, search.zone, policy, search.early_days
    )


def look(work: Work, search: Search, starts_at: dt.datetime, ignoring: int | None = None) -> Board | WhyNot:
    """The board of the day a visit can begin on at that very time, or else why it cannot.

    Staff are bound to the 5-minute grid only, not to the store's steps.
    """
    by_staff = work.actor.kind == "staff"
    why = calendar.against_time(
        work.now, starts_at, search.zone, search.store.settings, by_staff=by_staff, early_days=search.early_days
    )
    if why is not None:
        return why
    on = calendar.local_date(search.zone, starts_at)
    found = board(work, search, on, on, ignoring)
    cell = found.grid.cell(epoch_minute(starts_at))
    if not is_set(found.visits(), cell):
        return WhyNot.outside_hours
    if from_epoch_minute(found.grid.minute(cell)) != starts_at or not (by_staff or is_set(found.steps, cell)):
        return WhyNot.off_grid
    why = short_of(found, cell)
    if why is WhyNot.staff_busy and short_of(_without_time_off(work, search, found), cell) is WhyNot.staff_off:
        return WhyNot.staff_off
    return why or found


def _without_time_off(work: Work, search: Search, found: Board) -> Board:
    ids = [person.resource_id for person in search.team.values()]
    off = resource.busy(work, ids, found.grid.base, found.grid.end, only_time_off=True)
    return replace(
        found,
        shifts={
            id_: found.shifts[id_] & ~found.grid.touched(off[person.resource_id]) for id_, person in search.team.items()
        },
    )


def refusal(work: Work, search: Search, starts_at: dt.datetime, why: WhyNot, ignoring: int | None = None) -> Answer:
    """The reason with up to three slots that can be had: the closest in time.

    When the person wished for is what is missing, what others could do at that very time comes first; when that person
    cannot do it at all, the closest are with anyone.
    """
    anyone = replace(search, wish=replace(search.wish, staff_id=None))
    found: list[Slot] = []
    if why in _STAFF_REASONS and search.wish.staff_id is not None:
        others = look(work, anyone, starts_at, ignoring)
        if isinstance(others, Board):
            at_that_time = slot(search, others, others.grid.cell(epoch_minute(starts_at)))
            found += [] if elsewhere.visit_at(work, at_that_time, ignoring) else [at_that_time]
    wider = anyone if why is WhyNot.nobody_skilled else search
    whole = open_board(work, wider, *horizon(work, wider), ignoring)
    cells = nearest(whole.offered(), whole.grid.cell(epoch_minute(starts_at)), _NEAREST)
    found += [near for near in (slot(search, whole, cell) for cell in cells) if near not in found]
    return Answer(None, why, tuple(found[:_NEAREST]))


def starts_on(search: Search, found: Board, on: dt.date) -> list[tuple[int, Slot]]:
    """The free starts of a local date with their cells, earliest first."""
    first, end = (found.grid.cell(minute) for minute in calendar.day_span(search.zone, on))
    today = found.steps & found.bounds & ((1 << end) - (1 << first))
    able = {staff_id: cells & today for staff_id, cells in sorted(found.by_staff().items())}
    everyone = 0
    for cells in able.values():
        everyone |= cells
    length = dt.timedelta(minutes=found.needs.visit * CELL_MINUTES)
    starts = []
    for cell in cells_of(everyone):
        starts_at = from_epoch_minute(found.grid.minute(cell))
        ids = tuple(staff_id for staff_id, mine in able.items() if mine >> cell & 1)
        starts.append((cell, Slot(starts_at, starts_at + length, ids, search.price(starts_at))))
    return starts


def slot(search: Search, found: Board, cell: int) -> Slot:
    """A start as people read it."""
    starts_at = from_epoch_minute(found.grid.minute(cell))
    length = dt.timedelta(minutes=found.needs.visit * CELL_MINUTES)
    return Slot(starts_at, starts_at + length, found.staff_at(cell), search.price(starts_at))
