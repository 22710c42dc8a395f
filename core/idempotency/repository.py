"""Statements on kept answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.idempotency.models import KeptAnswer

_answers: sa.Table = KeptAnswer.__table__  # type: ignore[assignment]
_a = _answers.c


def claim(session: Session, **values: Any) -> int | None:
    """Takes a key for this transaction; the row's id, None when it is taken. Waits for who is just taking it."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(_answers).values(**values).on_conflict_do_nothing().returning(_a.id)
    return session.execute(statement).scalar()


def find(session: Session, token_id: int, key_hash: str) -> tuple[str, int | None, str | None] | None:
    """(request hash, status, sealed answer) of a key."""
    row = session.execute(
        sa.select(_a.request_hash, _a.status, _a.answer).where(_a.token_id == token_id, _a.key_hash == key_hash)
    ).first()
    return (row[0], row[1], row[2]) if row else None


def keep(session: Session, answer_id: int, status: int, answer: str) -> None:
    """Puts the answer to the claimed key."""
    session.execute(sa.update(_answers).where(_a.id == answer_id).values(status=status, answer=answer))


def forget(session: Session, before: dt.datetime, limit: int) -> int:
    """Removes answers asked for before a moment, oldest first; how many."""
    old = sa.select(_a.id).where(_a.asked_at < before).order_by(_a.asked_at).limit(limit)
    ids = list(session.scalars(old))
    if ids:
        session.execute(sa.delete(_answers).where(_a.id.in_(ids)))
    return len(ids)
