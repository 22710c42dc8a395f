"""A store's diary while the demo fills it: who and what is free on a day, and the place a visit finds there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from zoneinfo import ZoneInfo

from core.booking.rules.slots import Needs, Parts, needs_of
from core.catalog.schemas import VariationOut
from core.kit.clock import from_epoch_minute
from core.kit.work import Work
from core.resource import service as resources
from core.resource.enums import ResourceKind
from core.resource.rules import CELL_MINUTES, Grid, fits, is_set, nearest
from core.resource.schemas import ResourceOut, Span
from core.staff import service as staff
from core.staff.rules import real_minute
from core.staff.schemas import StaffOut
from core.store.schemas import StoreOut

_DAY = dt.timedelta(days=1)
_STEP_CELLS = 3  # a quarter of an hour


@dataclass(frozen=True, slots=True)
class Place:
    """What a visit takes, and when."""

    store: StoreOut
    variation: VariationOut
    staff: StaffOut
    bed_id: int | None
    device_id: int | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Day:
    """Free cells of each resource on one local date; `open` are the store's hours."""

    grid: Grid
    open: int
    free: dict[int, int] = field(default_factory=dict)


class Diary:
    """One store over the whole time of the demo."""

    def __init__(self, work: Work, store: StoreOut, first_on: dt.date, last_on: dt.date) -> None:
        self.store = store
        self.zone = ZoneInfo(store.zone)
        self.people = staff.list_staff(work, store.id)
        self._rooms = resources.list_rooms(work, store.id)
        self._days: dict[dt.date, _Day] = {}
        self._shifts: dict[tuple[int, dt.date], list[tuple[int, int]]] = {}
        for staff_id, spans in staff.shift_spans(work, store.id, first_on, last_on, store.zone).items():
            for start, end in spans:
                on = from_epoch_minute(start).astimezone(self.zone).date()
                self._shifts.setdefault((staff_id, on), []).append((start, end))

    def skilled(self, variation: VariationOut) -> list[StaffOut]:
        """Who can do it here; nobody when the store lacks its device."""
        if variation.device and not self._of(ResourceKind.device, variation.device):
            return []
        return [person for person in self.people if variation.skill in person.skills]

    def find(
        self,
        random: Random,
        variation: VariationOut,
        on: dt.date,
        minute: int,
        favourite: StaffOut | None,
        within: tuple[int, int],
    ) -> Place | None:
        """The place nearest to a local minute of a date, with the favourite if they work and else with anyone.

        The whole visit lies `within` two epoch minutes.
        """
        day, needs = self._day(on), needs_of(variation)
        beds = self._of(ResourceKind.bed, None) if needs.bed else []
        devices = self._of(ResourceKind.device, variation.device) if needs.device else []
        starts = fits(day.open & day.grid.inside([within]), ((0, needs.visit),)) & _steps(day.grid)
        starts &= _any(day, beds, needs.bed) & _any(day, devices, needs.device)
        for person in self._asked(random, variation, favourite):
            found = nearest(starts & fits(day.free.get(person.resource_id, 0), needs.staff), minute // CELL_MINUTES, 1)
            if found:
                return self._place(day, found[0], variation, needs, person, (beds, devices))
        return None

    def take(self, place: Place, on: dt.date) -> None:
        """Nobody else gets what the place takes."""
        day = self._day(on)
        for span in place.spans:
            day.free[span.resource_id] &= ~day.grid.touched([(span.start_minute, span.end_minute)])

    def _of(self, kind: ResourceKind, model: str | None) -> list[ResourceOut]:
        return [room for room in self._rooms if room.kind is kind and room.model == model]

    def _asked(self, random: Random, variation: VariationOut, favourite: StaffOut | None) -> list[StaffOut]:
        others = [person for person in self.skilled(variation) if person is not favourite]
        random.shuffle(others)
        return others if favourite is None else [favourite, *others]

    def _day(self, on: dt.date) -> _Day:
        if on not in self._days:
            midnight, next_midnight = (real_minute(self.store.zone, date, 0) for date in (on, on + _DAY))
            grid = Grid.over(midnight, next_midnight)
            hours = [
                (real_minute(self.store.zone, on, start), real_minute(self.store.zone, on, end))
                for start, end in self.store.settings.hours_on(on)
            ]
            day = _Day(grid, grid.inside(hours))
            day.free = {room.id: (1 << grid.cells) - 1 for room in self._rooms}
            for person in self.people:
                day.free[person.resource_id] = grid.inside(self._shifts.get((person.id, on), ()))
            self._days[on] = day
        return self._days[on]

    def _place(
        self,
        day: _Day,
        cell: int,
        variation: VariationOut,
        needs: Needs,
        person: StaffOut,
        rooms: tuple[Sequence[ResourceOut], Sequence[ResourceOut]],
    ) -> Place:
        bed_id, device_id = (
            _first_free(day, cell, kind, parts) for kind, parts in zip(rooms, (needs.bed, needs.device), strict=True)
        )
        taken = ((person.resource_id, needs.staff), (bed_id, needs.bed), (device_id, needs.device))
        spans = tuple(
            Span(resource_id, day.grid.minute(cell + after), day.grid.minute(cell + after + cells))
            for resource_id, parts in taken
            if resource_id is not None
            for after, cells in parts
        )
        starts_at, ends_at = (from_epoch_minute(day.grid.minute(at)) for at in (cell, cell + needs.visit))
        return Place(self.store, variation, person, bed_id, device_id, starts_at, ends_at, spans)


def _steps(grid: Grid) -> int:
    return sum(1 << cell for cell in range(0, grid.cells, _STEP_CELLS))


def _any(day: _Day, rooms: Iterable[ResourceOut], parts: Parts) -> int:
    """Starts at which one of the rooms is free for it; all (-1) when none is needed."""
    starts = 0 if parts else -1
    for room in rooms:
        starts |= fits(day.free[room.id], parts)
    return starts


def _first_free(day: _Day, cell: int, rooms: Iterable[ResourceOut], parts: Parts) -> int | None:
    return next((room.id for room in rooms if is_set(fits(day.free[room.id], parts), cell)), None)
