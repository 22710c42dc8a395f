"""Statements on what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.due.enums import DueStatus, MissedWhy
from core.due.models import DueRow
from core.due.schemas import Due

_DUE = DueRow.metadata.tables[DueRow.__tablename__]
_d = _DUE.c
_CLAIMED = tuple(_d[name] for name in Due.__dataclass_fields__)


def _adding(insert: Any) -> Any:
    """What is there already stays, but for what was dropped: a visit may move away and back."""
    statement = insert(_DUE)
    renewed = {name: statement.excluded[name] for name in ("due_at", "expires_at", "status", "changed_at")}
    return statement.on_conflict_do_update(
        index_elements=[_d.subject_id, _d.kind, _d.occasion_at, _d.store_id],
        set_=renewed,
        where=_d.status == DueStatus.dropped,
    ).returning(_d.id)


_ADD = {"sqlite": _adding(sqlite.insert), "postgresql": _adding(postgresql.insert)}


def add(session: Session, rows: Sequence[dict[str, Any]], now: dt.datetime) -> int:
    """Plans rows in one statement; how many of them are new."""
    if not rows:
        return 0
    values = [row | {"status": DueStatus.scheduled, "changed_at": now} for row in rows]
    return len(session.execute(_ADD[session.get_bind().dialect.name], values).all())


def drop(session: Session, subject_id: int, families: Iterable[str], now: dt.datetime) -> int:
    """Drops what is open of a subject; how many."""
    statement = (
        sa.update(_DUE)
        .where(_d.subject_id == subject_id, sa.or_(*map(_of_family, families)), _d.status == DueStatus.scheduled)
        .values(status=DueStatus.dropped, changed_at=now)
        .returning(_d.id)
    )
    return len(session.execute(statement).all())


def claim(
    session: Session,
    family: str,
    but_stores: Collection[int],
    now: dt.datetime,
    limit: int,
    after: dt.datetime | None = None,
) -> list[Due]:
    """Marks rows done that are due and not too late, the oldest first; each is had only once."""
    in_time = _d.expires_at > sa.literal(now, _d.expires_at.type)
    if after is not None:
        in_time = sa.and_(in_time, _d.due_at > sa.literal(after, _d.due_at.type))
    return _settle(session, family, but_stores, now, in_time, limit, status=DueStatus.done)


def miss(session: Session, family: str, but_stores: Collection[int], now: dt.datetime, limit: int) -> list[Due]:
    """Marks rows missed that are too late; each is had only once."""
    too_late = _d.expires_at <= sa.literal(now, _d.expires_at.type)
    return _settle(session, family, but_stores, now, too_late, limit, status=DueStatus.missed, why=MissedWhy.late)


def _settle(
    session: Session,
    family: str,
    but_stores: Collection[int],
    now: dt.datetime,
    condition: sa.ColumnElement[bool],
    limit: int,
    **values: Any,
) -> list[Due]:
    """Compare-and-set: of two that claim at once, the second passes over the rows of the first."""
    due = (
        sa.select(_d.id)
        .where(_d.status == DueStatus.scheduled, _d.due_at <= now, _of_family(family), condition)
        .where(_d.store_id.not_in(sorted(but_stores)))
        .order_by(_d.due_at, _d.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    statement = (
        sa.update(_DUE)
        .where(_d.id.in_(sa.select(due.c.id)), _d.status == DueStatus.scheduled)
        .values(changed_at=now, **values)
        .returning(*_CLAIMED)
    )
    return sorted((Due(*row) for row in session.execute(statement)), key=lambda row: (row.due_at, row.id))


def mark_unheard(session: Session, row_ids: Sequence[int]) -> None:
    """Notes that claimed rows reached nobody."""
    if row_ids:
        values = {"status": DueStatus.missed, "why": MissedWhy.no_chat}
        session.execute(sa.update(_DUE).where(_d.id.in_(row_ids)).values(**values))


def count_late(session: Session, before: dt.datetime) -> int:
    """How many rows were due before a moment and are still open."""
    late = sa.select(sa.func.count()).where(_d.status == DueStatus.scheduled, _d.due_at < before)
    return int(session.scalar(late) or 0)


def _of_family(family: str) -> sa.ColumnElement[bool]:
    return _d.kind.startswith(f"{family}.", autoescape=True)
