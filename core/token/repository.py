"""Statements on tokens."""

from __future__ import annotations

import datetime as dt
import hmac
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.token.models import Token
from core.token.schemas import TokenOut

_tokens: sa.Table = Token.__table__  # type: ignore[assignment]
_t = _tokens.c
_COLUMNS = tuple(_t[name] for name in TokenOut.__dataclass_fields__)
_BY_HASH = sa.select(_t.token_hash, *_COLUMNS).where(_t.token_hash == sa.bindparam("hash"))


def add(session: Session, **values: Any) -> TokenOut:
    """Stores a token's hash and what it is for."""
    return TokenOut(*session.execute(sa.insert(_tokens).values(**values).returning(*_COLUMNS)).one())


def find_by_hash(session: Session, token_hash: str) -> TokenOut | None:
    """The token of a hash. The index finds it; the last word is a comparison that takes equally long for all."""
    row = session.execute(_BY_HASH, {"hash": token_hash}).first()
    return TokenOut(*row[1:]) if row and hmac.compare_digest(row[0], token_hash) else None


def list_after(session: Session, after_id: int, limit: int) -> tuple[TokenOut, ...]:
    """Tokens in the order they were made, revoked ones included."""
    rows = session.execute(sa.select(*_COLUMNS).where(_t.id > after_id).order_by(_t.id).limit(limit))
    return tuple(TokenOut(*row) for row in rows)


def revoke(session: Session, token_id: int, now: dt.datetime) -> bool | None:
    """Ends a token; False when it had been ended before, None when there is none."""
    ended = sa.update(_tokens).where(_t.id == token_id, _t.revoked_at.is_(None)).values(revoked_at=now)
    if session.execute(ended.returning(_t.id)).first() is not None:
        return True
    return None if session.scalar(sa.select(_t.id).where(_t.id == token_id)) is None else False


def note_use(session: Session, token_id: int, now: dt.datetime) -> None:
    """Keeps when a token was last shown."""
    session.execute(sa.update(_tokens).where(_t.id == token_id).values(last_used_at=now))
