"""Statements on files made for people."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.document.models import Document


def add(session: Session, document: Document) -> None:
    session.add(document)
    session.flush()


def find(session: Session, ref: str, now: dt.datetime, conversation_id: int | None) -> Document | None:
    """A file that has not expired; with a conversation, only if it is that one's."""
    wanted = sa.select(Document).where(Document.ref == ref, Document.expires_at > now)
    if conversation_id is not None:
        wanted = wanted.where(Document.conversation_id == conversation_id)
    return session.scalar(wanted)


def drop_expired(session: Session, now: dt.datetime, limit: int) -> int:
    expired = sa.select(Document.id).where(Document.expires_at <= now).order_by(Document.id).limit(limit)
    dropped = session.execute(sa.delete(Document).where(Document.id.in_(expired)).returning(Document.id))
    return len(dropped.all())
