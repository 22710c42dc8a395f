"""Statements on what falls due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.booking.models import Booking
from core.reminder.enums import DueStatus
from core.reminder.models import DueRow

Row = sa.Row[*tuple[Any, ...]]
_DUE = DueRow.metadata.tables[DueRow.__tablename__]
_d = _DUE.c
# Read when it is due: members who turn out to be one person keep their bookings, not their numbers.
_MEMBER = sa.select(Booking.member_id).where(Booking.id == _d.booking_id).correlate(_DUE).scalar_subquery()


def add(session: Session, rows: Sequence[dict[str, Any]], now: dt.datetime) -> int:
    """Plans rows; how many. What is there already stays, but for what was dropped: a visit may move away and back."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(_DUE)
    renewed = {name: statement.excluded[name] for name in ("due_at", "expires_at", "status", "changed_at")}
    statement = statement.on_conflict_do_update(
        index_elements=[_d.booking_id, _d.kind, _d.starts_at], set_=renewed, where=_d.status == DueStatus.dropped
    )
    values = [row | {"status": DueStatus.scheduled, "changed_at": now} for row in rows]
    return len(session.execute(statement.values(values).returning(_d.id)).all()) if values else 0


def drop(session: Session, booking_id: int, now: dt.datetime) -> int:
    """Drops what is open of a booking; how many."""
    statement = (
        sa.update(_DUE)
        .where(_d.booking_id == booking_id, _d.status == DueStatus.scheduled)
        .values(status=DueStatus.dropped, changed_at=now)
        .returning(_d.id)
    )
    return len(session.execute(statement).all())


def claim(session: Session, now: dt.datetime, limit: int) -> list[Row]:
    """Settles rows that are due, the oldest first: done, or missed where that came too late; each is had only once.

    Compare-and-set: of two that claim at once, the second passes over the rows of the first.
    """
    due = (
        sa.select(_d.id)
        .where(_d.status == DueStatus.scheduled, _d.due_at <= now)
        .order_by(_d.due_at, _d.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    is_late = _d.expires_at <= sa.literal(now, _d.expires_at.type)
    outcome = sa.case(
        (is_late, sa.literal(DueStatus.missed, _d.status.type)), else_=sa.literal(DueStatus.done, _d.status.type)
    )
    statement = (
        sa.update(_DUE)
        .where(_d.id.in_(sa.select(due.c.id)), _d.status == DueStatus.scheduled)
        .values(status=outcome, changed_at=now)
        .returning(_d.id, _d.booking_id, _MEMBER.label("member_id"), _d.starts_at, _d.due_at, _d.status)
    )
    return sorted(session.execute(statement).all(), key=lambda row: (row.due_at, row.id))


def mark_missed(session: Session, row_ids: Sequence[int]) -> None:
    """Notes that claimed rows reached nobody."""
    if row_ids:
        session.execute(sa.update(_DUE).where(_d.id.in_(row_ids)).values(status=DueStatus.missed))
