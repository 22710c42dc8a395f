"""Statements on sentences that were not understood. Consents are read by a join, never written (decision 0003)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.consent.enums import ConsentKind
from core.kit.sealing import seal, unseal
from core.unclear.models import UnclearSentence
from core.unclear.schemas import UnclearOut

_u: Any = UnclearSentence.__table__.c
_consents = sa.table("consents", sa.column("member_id"), sa.column("kind"), sa.column("withdrawn_at"))


def add(session: Session, *, member_id: int, text: str, said_at: dt.datetime, **values: Any) -> None:
    """Stores a sentence, sealed."""
    sealed = seal(session, _u.text, text, member_id, said_at)
    session.execute(sa.insert(UnclearSentence).values(member_id=member_id, text=sealed, said_at=said_at, **values))


def listed(session: Session, now: dt.datetime, limit: int) -> tuple[UnclearOut, ...]:
    """The oldest that have not expired."""
    wanted = sa.select(_u.id, _u.member_id, _u.text, _u.intent, _u.said_at).where(_u.expires_at > now)
    return tuple(
        UnclearOut(
            row.id, unseal(session, _u.text, row.text, row.member_id, row.said_at) or "", row.intent, row.said_at
        )
        for row in session.execute(wanted.order_by(_u.id).limit(limit))
    )


def drop(session: Session, sentence_id: int) -> bool:
    """Deletes one; whether it was there."""
    return bool(session.execute(sa.delete(UnclearSentence).where(_u.id == sentence_id).returning(_u.id)).all())


def drop_due(session: Session, now: dt.datetime, limit: int) -> int:
    """Deletes what expired, and what its member no longer agrees to; how many."""
    agrees = sa.exists().where(
        _consents.c.member_id == _u.member_id,
        _consents.c.kind == ConsentKind.learning.value,
        _consents.c.withdrawn_at.is_(None),
    )
    due = sa.select(_u.id).where(sa.or_(_u.expires_at <= now, ~agrees)).order_by(_u.id).limit(limit)
    return len(session.execute(sa.delete(UnclearSentence).where(_u.id.in_(due)).returning(_u.id)).all())
