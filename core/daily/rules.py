"""Who of a store is told what on a local day, when, and until when it is worth it after a downtime."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from core.auth.enums import StaffRole
from core.due.schemas import Plan
from core.kit.clock import from_epoch_minute
from core.staff.schemas import StaffOut
from core.store.schemas import StoreOut

AGENDA, SUMMARY = "daily.agenda", "daily.summary"
NOON = dt.time(12)
"""An agenda is worth reading until noon; the summary of a day until noon of the next."""

LEAST = dt.timedelta(minutes=30)
"""How late anything may be at the least, wherever a salon puts its hours."""

_DAY = dt.timedelta(days=1)
_ALWAYS = frozenset({StaffRole.owner, StaffRole.manager})
_DESK = frozenset({StaffRole.manager, StaffRole.receptionist})
_BY_SHIFT = frozenset({StaffRole.receptionist})


def days(store: StoreOut, now: dt.datetime) -> tuple[dt.date, dt.date]:
    """The local dates something may be due for: yesterday's summary is still worth reading this morning."""
    today = now.astimezone(ZoneInfo(store.zone)).date()
    return today - _DAY, today


def plans(
    store: StoreOut,
    on: dt.date,
    people: Iterable[StaffOut],
    shifts: Mapping[int, Sequence[tuple[int, int]]],
    now: dt.datetime,
) -> list[Plan]:
    """What a store's people are told on a local date, as far as it is not too late; `shifts` of that date in epoch
    minutes. A day on which nobody works is told to nobody; who runs the desk and has no shift at all in the file counts
    as there whenever somebody is."""
    working = {staff_id: from_epoch_minute(spans[0][0]) for staff_id, spans in shifts.items() if spans}
    if not working:
        return []
    found = []
    for person in people:
        begins_at = working.get(person.id) if person.store_id == store.id else None
        if person.store_id == store.id and person.role in _DESK and person.id not in shifts:
            begins_at = min(working.values())
        if begins_at is not None:
            found.append(_agenda(store, on, person.id, begins_at))
        if person.role in _ALWAYS or (person.role in _BY_SHIFT and begins_at is not None):
            found.append(_summary(store, on, person.id))
    return [each for each in found if each is not None and each.expires_at > now]


def _agenda(store: StoreOut, on: dt.date, staff_id: int, begins_at: dt.datetime) -> Plan | None:
    """At the store's time, or when the shift begins if that is earlier."""
    if store.settings.morning_agenda is None:
        return None
    due_at = min(_moment(store, on, dt.time.fromisoformat(store.settings.morning_agenda)), begins_at)
    return _plan(AGENDA, store, on, staff_id, due_at, _moment(store, on, NOON))


def _summary(store: StoreOut, on: dt.date, staff_id: int) -> Plan | None:
    if store.settings.evening_summary is None:
        return None
    due_at = _moment(store, on, dt.time.fromisoformat(store.settings.evening_summary))
    return _plan(SUMMARY, store, on, staff_id, due_at, _moment(store, on + _DAY, NOON))


def _plan(kind: str, store: StoreOut, on: dt.date, staff_id: int, due_at: dt.datetime, until: dt.datetime) -> Plan:
    # Noon is there on every day in every zone, so it tells days apart where a midnight may not exist.
    return Plan(kind, store.id, staff_id, _moment(store, on, NOON), due_at, max(until, due_at + LEAST))


def _moment(store: StoreOut, on: dt.date, at: dt.time) -> dt.datetime:
    return dt.datetime.combine(on, at, ZoneInfo(store.zone)).astimezone(dt.UTC)
