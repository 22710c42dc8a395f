"""Statements on daily check-ins and on what is abnormal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.points.enums import EntryKind, FlagRule, FlagStatus
from core.points.models import DailyCheckIn, PointsEntry, PointsFlag
from core.points.schemas import FlagOut

_days: sa.Table = DailyCheckIn.__table__  # type: ignore[assignment]
_flags: sa.Table = PointsFlag.__table__  # type: ignore[assignment]
_entries: sa.Table = PointsEntry.__table__  # type: ignore[assignment]
_d, _f, _e = _days.c, _flags.c, _entries.c
_FLAG = sa.select(*(_f[name] for name in FlagOut.__dataclass_fields__))


def _insert(session: Session, table: sa.Table) -> Any:
    return (sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert)(table)


def streak_until(session: Session, member_id: int, on: dt.date) -> int:
    """The how manieth in a row the check-in of a day was; 0 when there was none."""
    return int(session.scalar(sa.select(_d.streak).where(_d.member_id == member_id, _d.on_day == on)) or 0)


def add_check_in(session: Session, member_id: int, on: dt.date, streak: int, at: dt.datetime) -> bool:
    """Stores a check-in; False when there is one of that day."""
    values = {"member_id": member_id, "on_day": on, "streak": streak, "at": at}
    statement = _insert(session, _days).values(values).on_conflict_do_nothing().returning(_d.id)
    return session.execute(statement).first() is not None


def last_check_in(session: Session, member_id: int) -> tuple[dt.date, int] | None:
    """The last day a member checked in, and its place in the row."""
    mine = sa.select(_d.on_day, _d.streak).where(_d.member_id == member_id).order_by(_d.on_day.desc()).limit(1)
    row = session.execute(mine).first()
    return (row.on_day, row.streak) if row else None


def entries_since(
    session: Session, member_id: int, kinds: Sequence[EntryKind], since: dt.datetime
) -> list[sa.Row[*tuple[Any, ...]]]:
    """A member's entries of some kinds since a moment, oldest first."""
    columns = (_e.id, _e.key, _e.kind, _e.points, _e.amount, _e.counts, _e.staff_id, _e.because, _e.at)
    mine = sa.select(*columns).where(_e.member_id == member_id, _e.kind.in_(kinds), _e.at >= since)
    return list(session.execute(mine.order_by(_e.id)))


def raise_flag(session: Session, **values: Any) -> int | None:
    """Stores an open flag; its id, None when one of this kind is open already."""
    insert = _insert(session, _flags).values(status=FlagStatus.open, **values)
    found: int | None = session.execute(insert.on_conflict_do_nothing().returning(_f.id)).scalar()
    return found


def last_flag(session: Session, member_id: int, rule: FlagRule) -> FlagOut | None:
    """The newest flag of a kind."""
    mine = _FLAG.where(_f.member_id == member_id, _f.rule == rule).order_by(_f.id.desc()).limit(1)
    row = session.execute(mine).first()
    return FlagOut(*row) if row else None


def find_flag(session: Session, flag_id: int) -> FlagOut | None:
    """One flag."""
    row = session.execute(_FLAG.where(_f.id == flag_id)).first()
    return FlagOut(*row) if row else None


def open_flags(session: Session, store_id: int | None) -> tuple[FlagOut, ...]:
    """Flags that wait for a decision, the most urgent first; of a store, or of all."""
    waiting = _FLAG.where(_f.status == FlagStatus.open).order_by(_f.decide_by, _f.id)
    if store_id is not None:
        waiting = waiting.where(_f.store_id == store_id)
    return tuple(FlagOut(*row) for row in session.execute(waiting))


def settle_flag(session: Session, flag_id: int, status: FlagStatus, staff_id: int | None, now: dt.datetime) -> bool:
    """Compare-and-set: decides a flag that is open; whether it was."""
    statement = (
        sa.update(_flags)
        .where(_f.id == flag_id, _f.status == FlagStatus.open)
        .values(status=status, staff_id=staff_id, decided_at=now)
        .returning(_f.id)
    )
    return session.execute(statement).first() is not None
