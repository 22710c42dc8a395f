"""Statements on the keys a database was used with."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.keys.models import SealingKey


def is_there(session: Session) -> bool:
    """Whether the database has the table: one that was never migrated has not."""
    return sa.inspect(session.connection()).has_table(SealingKey.__tablename__)


def fingerprints(session: Session) -> dict[str, str]:
    """Fingerprint by name of key."""
    return {row.name: row.fingerprint for row in session.execute(sa.select(SealingKey.name, SealingKey.fingerprint))}


def add(session: Session, name: str, fingerprint: str, now: dt.datetime) -> None:
    """Notes a key; two processes that start at once note it once."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(SealingKey).values(name=name, fingerprint=fingerprint, since=now).on_conflict_do_nothing())
