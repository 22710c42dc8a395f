"""Statements on colleagues, their shifts and their invitations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.staff.models import Shift, Staff, StaffInvitation
from core.staff.rules import WeeklyShift
from core.staff.schemas import ShiftOut, StaffOut

_staff: sa.Table = Staff.__table__  # type: ignore[assignment]
_shifts: sa.Table = Shift.__table__  # type: ignore[assignment]
_invitations: sa.Table = StaffInvitation.__table__  # type: ignore[assignment]
_s, _h, _i = _staff.c, _shifts.c, _invitations.c
_COLUMNS = sa.select(*(_s[name] for name in StaffOut.model_fields))
_ACTIVE = _COLUMNS.where(_s.is_active).order_by(_s.id)
_BY_ID = _ACTIVE.where(_s.id == sa.bindparam("id"))
_BY_STORE = _ACTIVE.where(_s.store_id == sa.bindparam("store"))
_WORKED = (
    sa.select(_h.staff_id, _h.weekday, _h.start_minute, _h.end_minute, _h.from_on, _h.until_on)
    .join(_staff, _s.id == _h.staff_id)
    .where(
        _s.store_id == sa.bindparam("store"),
        _s.is_active,
        sa.or_(_h.from_on.is_(None), _h.from_on <= sa.bindparam("last")),
        sa.or_(_h.until_on.is_(None), _h.until_on >= sa.bindparam("first")),
    )
)


def _out(row: sa.RowMapping) -> StaffOut:
    return StaffOut(**row)


def find(session: Session, staff_id: int) -> StaffOut | None:
    """A colleague who has not left."""
    row = session.execute(_BY_ID, {"id": staff_id}).mappings().first()
    return _out(row) if row else None


def list_all(session: Session, store_id: int | None) -> tuple[StaffOut, ...]:
    """Colleagues of a store, or of all, in the order they came."""
    if store_id is None:
        rows = session.execute(_ACTIVE).mappings()
    else:
        rows = session.execute(_BY_STORE, {"store": store_id}).mappings()
    return tuple(_out(row) for row in rows)


def find_id(session: Session, store_id: int, code: str) -> tuple[int, int] | None:
    """Id and resource id of a colleague under this code, also of one who has left."""
    row = session.execute(sa.select(_s.id, _s.resource_id).where(_s.store_id == store_id, _s.code == code)).first()
    return (row[0], row[1]) if row else None


def add(session: Session, **values: Any) -> int:
    """Stores a colleague; the id."""
    return int(session.execute(sa.insert(_staff).values(is_active=True, **values).returning(_s.id)).scalar_one())


def change(session: Session, staff_id: int, **values: Any) -> None:
    """Changes a colleague, who works here (again)."""
    session.execute(sa.update(_staff).where(_s.id == staff_id).values(is_active=True, **values))


def leave_others(session: Session, store_id: int, kept: Iterable[int]) -> list[int]:
    """Marks everybody else of the store as gone; the resource ids of those who had not been."""
    statement = (
        sa.update(_staff)
        .where(_s.store_id == store_id, _s.id.not_in(list(kept)), _s.is_active)
        .values(is_active=False)
        .returning(_s.resource_id)
    )
    return list(session.scalars(statement))


def replace_shifts(session: Session, staff_id: int, shifts: Sequence[ShiftOut]) -> None:
    """Puts these shifts in the place of all a colleague had."""
    session.execute(sa.delete(_shifts).where(_h.staff_id == staff_id))
    if shifts:
        session.execute(sa.insert(_shifts), [{"staff_id": staff_id, **shift.model_dump()} for shift in shifts])


def list_shifts(session: Session, store_id: int) -> dict[int, list[ShiftOut]]:
    """All shifts of each colleague of a store, by weekday and time."""
    rows = session.execute(
        sa.select(_shifts)
        .join(_staff, _s.id == _h.staff_id)
        .where(_s.store_id == store_id, _s.is_active)
        .order_by(_h.weekday, _h.start_minute, _h.id)
    ).mappings()
    shifts: dict[int, list[ShiftOut]] = {}
    for row in rows:
        shifts.setdefault(row["staff_id"], []).append(ShiftOut(**{name: row[name] for name in ShiftOut.model_fields}))
    return shifts


def list_worked(session: Session, store_id: int, first_on: dt.date, last_on: dt.date) -> list[WeeklyShift]:
    """Shifts of a store that hold on some date of a stretch."""
    rows = session.execute(_WORKED, {"store": store_id, "first": first_on, "last": last_on})
    return [WeeklyShift(*row) for row in rows]


def add_invitation(session: Session, staff_id: int, code_hash: str, now: dt.datetime, expires_at: dt.datetime) -> None:
    """Stores an invitation; earlier ones of the same colleague that nobody used serve no more."""
    still_open = sa.and_(_i.staff_id == staff_id, _i.used_at.is_(None), _i.expires_at > now)
    session.execute(sa.update(_invitations).where(still_open).values(expires_at=now))
    session.execute(
        sa.insert(_invitations).values(staff_id=staff_id, code_hash=code_hash, expires_at=expires_at, used_at=None)
    )


def use_invitation(session: Session, code_hash: str, now: dt.datetime) -> int | None:
    """Uses an invitation up if it is good now; whose it is. One statement: of two who try at once, one gets it."""
    statement = (
        sa.update(_invitations)
        .where(_i.code_hash == code_hash, _i.used_at.is_(None), _i.expires_at > now)
        .values(used_at=now)
        .returning(_i.staff_id)
    )
    return session.execute(statement).scalar_one_or_none()


def find_invitation(session: Session, code_hash: str) -> bool | None:
    """Whether an invitation was used; None when there is none."""
    row = session.execute(sa.select(_i.used_at).where(_i.code_hash == code_hash)).first()
    return None if row is None else row[0] is not None
