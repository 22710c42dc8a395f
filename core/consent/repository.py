"""Statements on consents; rows are never deleted or overwritten, so the record stays readable."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.consent.enums import ConsentKind, Topic
from core.consent.models import Consent, OptOut
from core.consent.schemas import ConsentOut, OptOutOut

_consents: sa.Table = Consent.__table__  # type: ignore[assignment]
_c = _consents.c
_IN_FORCE = sa.select(_consents).where(
    _c.member_id == sa.bindparam("member"), _c.kind == sa.bindparam("kind"), _c.withdrawn_at.is_(None)
)


def find(session: Session, member_id: int, kind: ConsentKind) -> ConsentOut | None:
    """The consent in force, the newest when there are several."""
    rows = session.execute(_IN_FORCE.order_by(_c.id.desc()).limit(1), {"member": member_id, "kind": kind})
    row = rows.first()
    return ConsentOut(**row._mapping) if row else None


def add(session: Session, **values: Any) -> ConsentOut:
    """Stores a consent."""
    row = session.execute(sa.insert(_consents).values(**values).returning(_consents)).one()
    return ConsentOut(**row._mapping)


def withdraw(session: Session, member_id: int, kind: ConsentKind, now: dt.datetime) -> int:
    """Ends what is in force; how many consents that were."""
    statement = (
        sa.update(_consents)
        .where(_c.member_id == member_id, _c.kind == kind, _c.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(_c.id)
    )
    return len(session.execute(statement).all())


def list_by_member(session: Session, member_id: int) -> tuple[ConsentOut, ...]:
    """All consents of a member, oldest first."""
    rows = session.execute(sa.select(_consents).where(_c.member_id == member_id).order_by(_c.granted_at, _c.id))
    return tuple(ConsentOut(**row._mapping) for row in rows)


def add_opt_out(session: Session, member_id: int, topic: Topic, channel: str, now: dt.datetime) -> None:
    """Stores that a topic is not wanted."""
    values = {"member_id": member_id, "topic": topic, "channel": channel, "opted_out_at": now}
    session.execute(sa.insert(OptOut).values(**values))


def resume(session: Session, member_id: int, topic: Topic, now: dt.datetime) -> int:
    """Ends opt-outs of a topic; how many."""
    statement = (
        sa.update(OptOut)
        .where(OptOut.member_id == member_id, OptOut.topic == topic, OptOut.resumed_at.is_(None))
        .values(resumed_at=now)
        .returning(OptOut.id)
    )
    return len(session.execute(statement).all())


def list_opt_outs(session: Session, member_id: int) -> tuple[OptOutOut, ...]:
    """All opt-outs of a member, over or not, oldest first."""
    columns = [OptOut.__table__.c[name] for name in OptOutOut.__dataclass_fields__]
    rows = session.execute(sa.select(*columns).where(OptOut.member_id == member_id).order_by(OptOut.id))
    return tuple(OptOutOut(*row) for row in rows)
