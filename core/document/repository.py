"""Statements on files made for people."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.document.models import Document
from core.kit.sealing import seal, unseal

_d: Any = Document.__table__.c


def add(session: Session, *, ref: str, name: str, content: bytes, **values: Any) -> None:
    """Stores a file; its name and what is in it are sealed."""
    packed = base64.b64encode(content).decode()
    sealed = {"name": seal(session, _d.name, name, ref), "content": seal(session, _d.content, packed, ref)}
    session.execute(sa.insert(Document).values(ref=ref, **sealed, **values))


def find(session: Session, ref: str, now: dt.datetime, conversation_id: int | None) -> dict[str, Any] | None:
    """A file that has not expired; with a conversation, only if it is that one's."""
    wanted = sa.select(_d.ref, _d.name, _d.mime, _d.content, _d.expires_at).where(_d.ref == ref, _d.expires_at > now)
    if conversation_id is not None:
        wanted = wanted.where(_d.conversation_id == conversation_id)
    row = session.execute(wanted).first()
    if row is None:
        return None
    packed = unseal(session, _d.content, row.content, ref) or ""
    name = unseal(session, _d.name, row.name, ref)
    return {**row._mapping, "name": name, "content": base64.b64decode(packed)}


def drop_expired(session: Session, now: dt.datetime, limit: int) -> int:
    expired = sa.select(Document.id).where(Document.expires_at <= now).order_by(Document.id).limit(limit)
    dropped = session.execute(sa.delete(Document).where(Document.id.in_(expired)).returning(Document.id))
    return len(dropped.all())
