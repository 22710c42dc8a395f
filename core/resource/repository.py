"""Statements on resources and on the time that is taken of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.kit.sealing import seal, unseal
from core.resource.enums import OccupancyReason, ResourceKind, ResourceState
from core.resource.models import Occupancy, Resource
from core.resource.overlap import is_overlap
from core.resource.schemas import Ignored, Load, ResourceOut, Span, TakenSpan

_resources: sa.Table = Resource.__table__  # type: ignore[assignment]
_occupancies: sa.Table = Occupancy.__table__  # type: ignore[assignment]
_o = _occupancies.c


# Hot statements are put together once: building one costs as much as running it.
_ADD = sa.insert(_resources).returning(_resources.c.id)
_BY_ID = sa.select(_resources).where(_resources.c.id == sa.bindparam("id"))
_BY_STORE = (
    sa.select(_resources)
    .where(
        _resources.c.store_id == sa.bindparam("store"),
        _resources.c.kind.in_(sa.bindparam("kinds", expanding=True)),
        _resources.c.state != ResourceState.retired,
    )
    .order_by(_resources.c.id)
)


def add(session: Session, **values: Any) -> int:
    """Stores a resource; the id."""
    return int(session.execute(_ADD, values).scalar_one())


def find(session: Session, resource_id: int) -> ResourceOut | None:
    """One resource, whatever its state."""
    row = session.execute(_BY_ID, {"id": resource_id}).first()
    return ResourceOut(*row) if row else None


def list_by_store(session: Session, store_id: int, kinds: Sequence[ResourceKind]) -> tuple[ResourceOut, ...]:
    """A store's resources in the order they were set up, without those that were retired."""
    rows = session.execute(_BY_STORE, {"store": store_id, "kinds": kinds})
    return tuple(ResourceOut(*row) for row in rows)


def set_state(session: Session, resource_id: int, state: ResourceState) -> None:
    """Changes the standing state."""
    session.execute(sa.update(_resources).where(_resources.c.id == resource_id).values(state=state))


@dataclass(frozen=True, slots=True)
class Window:
    """Which taken time is asked for. A hold that has lapsed by `now`, and what `ignoring` has itself, are free."""

    first_minute: int
    last_minute: int
    now: dt.datetime
    ignoring: Ignored = None


_BUSY = sa.select(_o.resource_id, _o.start_minute, _o.end_minute).where(
    _o.resource_id.in_(sa.bindparam("ids", expanding=True)),
    _o.end_minute > sa.bindparam("first"),
    _o.start_minute < sa.bindparam("last"),
    sa.or_(_o.held_until.is_(None), _o.held_until > sa.bindparam("now", type_=_o.held_until.type)),
)
_BUSY_BUT = _BUSY.where(sa.or_(_o.booking_id.is_(None), _o.booking_id.not_in(sa.bindparam("ignoring", expanding=True))))
_TIME_OFF = _BUSY.where(_o.reason == OccupancyReason.time_off)


def busy(session: Session, ids: Sequence[int], window: Window, *, only_time_off: bool = False) -> list[Any]:
    """Rows (resource id, first minute, end minute), in no order, straight from the driver: this is the hot path."""
    values = {"ids": ids, "first": window.first_minute, "last": window.last_minute, "now": window.now}
    if only_time_off:
        statement = _TIME_OFF
    elif window.ignoring is not None:
        ids_of = window.ignoring if isinstance(window.ignoring, Sequence) else [window.ignoring]
        statement, values["ignoring"] = _BUSY_BUT, ids_of
    else:
        statement = _BUSY
    cursor = session.connection().execute(statement, values).cursor
    return list(cursor.fetchall()) if cursor is not None else []


_TAKEN = (
    sa.select(_o.id, _o.start_minute, _o.end_minute, _o.reason, _o.booking_id, _o.note)
    .where(
        _o.resource_id == sa.bindparam("id"),
        _o.end_minute > sa.bindparam("first"),
        _o.start_minute < sa.bindparam("last"),
        sa.or_(_o.held_until.is_(None), _o.held_until > sa.bindparam("now", type_=_o.held_until.type)),
    )
    .order_by(_o.start_minute)
)


def taken(session: Session, resource_id: int, window: Window) -> list[TakenSpan]:
    """What takes a resource in a window, in order of time."""
    values = {"id": resource_id, "first": window.first_minute, "last": window.last_minute, "now": window.now}
    return [
        TakenSpan(*row[:-1], unseal(session, _o.note, row.note, resource_id, row.start_minute))
        for row in session.execute(_TAKEN, values)
    ]


def _minutes_between(first: str, last: str) -> sa.ColumnElement[int]:
    is_in = _o.start_minute.between(sa.bindparam(first), sa.bindparam(last) - 1)
    return sa.func.sum(sa.case((is_in, _o.end_minute - _o.start_minute), else_=0))


_LOAD = (
    sa.select(
        _o.resource_id,
        _minutes_between("day_first", "day_last"),
        _minutes_between("week_first", "week_last"),
        sa.func.max(_o.id),
    )
    .where(
        _o.resource_id.in_(sa.bindparam("ids", expanding=True)),
        _o.end_minute > sa.bindparam("since"),
        _o.start_minute < sa.bindparam("week_last"),
        _o.reason == OccupancyReason.booking,
    )
    .group_by(_o.resource_id)
)


def load(session: Session, ids: Sequence[int], since: int, day: tuple[int, int], week: tuple[int, int]) -> list[Load]:
    """How much each resource is booked on a day and in a week, and the latest booking taken since a minute."""
    values = {"ids": ids, "since": since, "day_first": day[0], "day_last": day[1]}
    rows = session.connection().execute(_LOAD, values | {"week_first": week[0], "week_last": week[1]})
    return [Load(row[0], int(row[1]), int(row[2]), row[3]) for row in rows]


_TAKE = sa.insert(_occupancies)


def take(session: Session, spans: Iterable[Span], *, note: str | None = None, **values: Any) -> bool:
    """Stores the spans; False when one is taken. The caller holds a savepoint, for PostgreSQL ends the work
    otherwise."""
    rows = [
        {
            "resource_id": span.resource_id,
            "start_minute": span.start_minute,
            "end_minute": span.end_minute,
            "note": seal(session, _o.note, note, span.resource_id, span.start_minute),
            **values,
        }
        for span in spans
    ]
    try:
        session.execute(_TAKE, rows)
    except sa.exc.IntegrityError as wrong:
        if not is_overlap(wrong):
            raise
        return False
    return True


_LAPSED = (
    sa.select(_o.booking_id)
    .distinct()
    .where(
        _o.resource_id.in_(sa.bindparam("ids", expanding=True)),
        _o.end_minute > sa.bindparam("first"),
        _o.start_minute < sa.bindparam("last"),
        _o.held_until <= sa.bindparam("now", type_=_o.held_until.type),
    )
)
_KEEP = sa.update(_occupancies).where(_o.booking_id == sa.bindparam("kept")).values(held_until=None)
_FREE = sa.delete(_occupancies).where(_o.booking_id.in_(sa.bindparam("ids", expanding=True)))


def lapsed(session: Session, spans: Sequence[Span], now: dt.datetime) -> list[int]:
    """Bookings whose lapsed holds stand in the way of the spans."""
    values = {
        "ids": [span.resource_id for span in spans],
        "first": min(span.start_minute for span in spans),
        "last": max(span.end_minute for span in spans),
        "now": now,
    }
    return [row[0] for row in session.execute(_LAPSED, values)]


def keep(session: Session, booking_id: int) -> None:
    """Makes a booking's hold lasting."""
    session.execute(_KEEP, {"kept": booking_id})


def free(session: Session, booking_ids: Sequence[int]) -> None:
    """Gives back all time of some bookings."""
    session.execute(_FREE, {"ids": booking_ids})


def free_from(session: Session, booking_id: int, minute: int) -> None:
    """Gives back the time of a booking from a minute on."""
    mine = _o.booking_id == booking_id
    session.execute(sa.delete(_occupancies).where(mine, _o.start_minute >= minute))
    session.execute(sa.update(_occupancies).where(mine, _o.end_minute > minute).values(end_minute=minute))


def drop_block(session: Session, resource_id: int, block_id: int) -> bool:
    """Gives back one block of a resource; whether there was one."""
    statement = (
        sa.delete(_occupancies)
        .where(_o.id == block_id, _o.resource_id == resource_id, _o.reason == OccupancyReason.block)
        .returning(_o.id)
    )
    return session.execute(statement).first() is not None


def swap(session: Session, booking_id: int, from_id: int, to_id: int) -> bool:
    """Puts what a booking takes of one resource onto another; False when that one is taken. The caller holds a
    savepoint."""
    mine = (_o.booking_id == booking_id, _o.resource_id == from_id)
    try:
        session.execute(sa.update(_occupancies).where(*mine).values(resource_id=to_id))
    except sa.exc.IntegrityError as wrong:
        if not is_overlap(wrong):
            raise
        return False
    return True


def free_of(session: Session, booking_id: int, resource_id: int) -> None:
    """Gives back what a booking takes of one resource."""
    session.execute(sa.delete(_occupancies).where(_o.booking_id == booking_id, _o.resource_id == resource_id))


def end_outage(session: Session, resource_id: int, reason: OccupancyReason, minute: int) -> int:
    """Gives back what is taken for a reason from a minute on; how many spans that were."""
    mine = (_o.resource_id == resource_id, _o.reason == reason, _o.end_minute > minute)
    gone = sa.delete(_occupancies).where(*mine, _o.start_minute >= minute).returning(_o.id)
    cut = sa.update(_occupancies).where(*mine, _o.start_minute < minute).values(end_minute=minute).returning(_o.id)
    return len(session.execute(gone).all()) + len(session.execute(cut).all())


def put(session: Session, store_id: int, kind: ResourceKind, code: str, **values: Any) -> int:
    """Stores a resource under its code, new or known; one that was retired is available again; the id."""
    mine = (_resources.c.store_id == store_id, _resources.c.kind == kind, _resources.c.code == code)
    # A bed under repair stays so: a file says what there is, not how it is today.
    back = sa.case(
        (_resources.c.state == ResourceState.retired, sa.literal(ResourceState.available, _resources.c.state.type)),
        else_=_resources.c.state,
    )
    statement = sa.update(_resources).where(*mine).values(state=back, **values).returning(_resources.c.id)
    known = session.scalar(statement)
    if known is not None:
        return int(known)
    keys = {"store_id": store_id, "kind": kind, "code": code, "state": ResourceState.available}
    return add(session, **keys, **values)


def retire_others(session: Session, store_id: int, kept: Sequence[int]) -> None:
    """Retires every resource of a store but these; rows stay, for bookings of the past name them."""
    session.execute(
        sa.update(_resources)
        .where(_resources.c.store_id == store_id, _resources.c.id.not_in(kept))
        .values(state=ResourceState.retired)
    )


def list_models(session: Session) -> set[str]:
    """Models of all devices of the brand that are not retired."""
    wanted = (_resources.c.kind == ResourceKind.device, _resources.c.state != ResourceState.retired)
    return {model for model in session.scalars(sa.select(_resources.c.model).where(*wanted)) if model is not None}
