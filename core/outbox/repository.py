"""Statements on the outbox and on leases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.conversation.models import Conversation
from core.kit.sealing import seal, unseal
from core.outbox.enums import OutboxStatus, Purpose
from core.outbox.models import Lease, OutboxItem

Row = sa.Row[*tuple[Any, ...]]

# Statements of every turn and every round of a sender speak of tables and are put together once: mapped classes cost an
# ORM compilation state a call, and putting a statement together as much as running it.
_OUTBOX = OutboxItem.metadata.tables[OutboxItem.__tablename__]
_CONVERSATION = Conversation.metadata.tables[Conversation.__tablename__]
_LEASE = Lease.metadata.tables[Lease.__tablename__]
_ADD = sa.insert(_OUTBOX)
_OPEN = (OutboxStatus.queued, OutboxStatus.sending)


def add(
    session: Session, conversation_id: int, payload: str, purpose: Purpose, status: OutboxStatus, now: dt.datetime
) -> None:
    session.connection().execute(
        _ADD,
        {
            "conversation_id": conversation_id,
            "payload": seal(session, _OUTBOX.c.payload, payload, conversation_id, now),
            "purpose": purpose,
            "status": status,
            "created_at": now,
            "tries": 0,
        },
    )


def _payload(session: Session, row: Row) -> str:
    opened = unseal(session, _OUTBOX.c.payload, row.payload, row.conversation_id, row.created_at)
    assert opened is not None, "the column takes no nothing"
    return opened


def list_after(session: Session, conversation_id: int, after: int, limit: int) -> list[tuple[int, str, dt.datetime]]:
    """Id, payload and moment of the newest `limit` rows behind an id, in order."""
    newest = (
        sa.select(_OUTBOX.c.id, _OUTBOX.c.conversation_id, _OUTBOX.c.payload, _OUTBOX.c.created_at)
        .where(_OUTBOX.c.conversation_id == conversation_id, _OUTBOX.c.id > after)
        .order_by(_OUTBOX.c.id.desc())
        .limit(limit)
    )
    rows = reversed(session.execute(newest).all())
    return [(row.id, _payload(session, row), row.created_at) for row in rows]


def mark_fetched(session: Session, conversation_id: int, up_to: int, now: dt.datetime) -> None:
    session.execute(
        sa.update(_OUTBOX)
        .where(_OUTBOX.c.conversation_id == conversation_id, _OUTBOX.c.id <= up_to, _OUTBOX.c.status.in_(_OPEN))
        .values(status=OutboxStatus.sent, sent_at=now)
    )


_NOW = sa.bindparam("now", type_=_OUTBOX.c.not_before.type)
_IS_MAYBE_OURS = (
    _CONVERSATION.c.channel == sa.bindparam("channel"),
    _CONVERSATION.c.account == sa.bindparam("account"),
    _OUTBOX.c.status.in_(_OPEN),
    _OUTBOX.c.conversation_id.not_in(sa.bindparam("busy", expanding=True)),
)
_IS_TIME = sa.or_(_OUTBOX.c.not_before.is_(None), _OUTBOX.c.not_before <= _NOW)
_DUE = (
    sa.select(_OUTBOX.c.id)
    .join(_CONVERSATION, _CONVERSATION.c.id == _OUTBOX.c.conversation_id)
    .where(*_IS_MAYBE_OURS, _IS_TIME)
    .limit(1)
)
_OLDEST = (
    sa.select(sa.func.min(_OUTBOX.c.id))
    .join(_CONVERSATION, _CONVERSATION.c.id == _OUTBOX.c.conversation_id)
    .where(*_IS_MAYBE_OURS)
    .group_by(_OUTBOX.c.conversation_id)
)
_NEXT = (
    sa.select(_OUTBOX, _CONVERSATION.c.chat_id, _CONVERSATION.c.handed_at, _CONVERSATION.c.blocked_at)
    .join(_CONVERSATION, _CONVERSATION.c.id == _OUTBOX.c.conversation_id)
    .where(_OUTBOX.c.id.in_(_OLDEST), _IS_TIME)
    .order_by(_OUTBOX.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer()))
)
_TAKE = (
    sa.update(_OUTBOX)
    .where(_OUTBOX.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(status=OutboxStatus.sending, tries=_OUTBOX.c.tries + 1)
)


def is_due(session: Session, channel: str, account: str, now: dt.datetime, busy: frozenset[int]) -> bool:
    """Whether anything open is due for a channel account, in another conversation than those."""
    asked = {"channel": channel, "account": account, "now": now, "busy": list(busy)}
    return session.connection().execute(_DUE, asked).first() is not None


def claim(
    session: Session, channel: str, account: str, now: dt.datetime, busy: frozenset[int], limit: int
) -> list[tuple[Row, str]]:
    """Takes the oldest open message of each conversation of a channel account that is due, and marks it `sending`.

    Conversations in `busy` are left alone. Each comes with its payload. A row found `sending` here was left by a sender
    that died: it comes back with that status, its outcome unknown.
    """
    asked = {"channel": channel, "account": account, "now": now, "busy": list(busy), "most": limit}
    rows = session.connection().execute(_NEXT, asked).all()
    if rows:
        session.connection().execute(_TAKE, {"ids": [row.id for row in rows]})
    return [(row, _payload(session, row)) for row in rows]


_SENT = (
    sa.update(_OUTBOX)
    .where(_OUTBOX.c.id == sa.bindparam("item"))
    .values(status=OutboxStatus.sent, sent_at=sa.bindparam("at"), provider_id=sa.bindparam("provider"))
)


def mark_sent(session: Session, arrived: Sequence[tuple[int, str | None]], now: dt.datetime) -> None:
    if arrived:
        session.connection().execute(
            _SENT, [{"item": item, "at": now, "provider": provider} for item, provider in arrived]
        )


def settle(session: Session, item_id: int, status: OutboxStatus, **values: Any) -> None:
    session.execute(sa.update(_OUTBOX).where(_OUTBOX.c.id == item_id).values(status=status, **values))


def put_off(session: Session, item_id: int, until: dt.datetime, *, is_try: bool) -> None:
    values = {"status": OutboxStatus.queued, "not_before": until}
    if not is_try:
        values["tries"] = _OUTBOX.c.tries - 1
    session.execute(sa.update(_OUTBOX).where(_OUTBOX.c.id == item_id).values(**values))


def find_sent(session: Session, channel: str, account: str, chat_id: str, provider_id: str) -> str | None:
    row = session.execute(
        sa.select(_OUTBOX.c.conversation_id, _OUTBOX.c.payload, _OUTBOX.c.created_at)
        .join(Conversation, Conversation.id == _OUTBOX.c.conversation_id)
        .where(Conversation.channel == channel, Conversation.account == account, Conversation.chat_id == chat_id)
        .where(_OUTBOX.c.provider_id == provider_id)
        .order_by(_OUTBOX.c.id.desc())
        .limit(1)
    ).first()
    return None if row is None else _payload(session, row)


def recently_sent(session: Session, channel: str, account: str, chat_id: str, limit: int) -> list[tuple[str, str]]:
    """Payload and provider's id of what a chat got, the newest first."""
    rows = session.execute(
        sa.select(_OUTBOX.c.conversation_id, _OUTBOX.c.payload, _OUTBOX.c.created_at, _OUTBOX.c.provider_id)
        .join(Conversation, Conversation.id == _OUTBOX.c.conversation_id)
        .where(Conversation.channel == channel, Conversation.account == account, Conversation.chat_id == chat_id)
        .where(_OUTBOX.c.provider_id.is_not(None))
        .order_by(_OUTBOX.c.id.desc())
        .limit(limit)
    )
    return [(_payload(session, row), row.provider_id) for row in rows]


def count_open(session: Session) -> int:
    return int(session.scalar(sa.select(sa.func.count()).where(_OUTBOX.c.status.in_(_OPEN))) or 0)


def count_unsettled(session: Session) -> dict[OutboxStatus, int]:
    """Messages by status; those that arrived, and those that nobody wants any more, are history and not counted."""
    shown = (*_OPEN, OutboxStatus.unknown, OutboxStatus.dead)
    statement = sa.select(_OUTBOX.c.status, sa.func.count()).where(_OUTBOX.c.status.in_(shown))
    counts: dict[OutboxStatus, int] = dict.fromkeys(shown, 0)
    return counts | {OutboxStatus(status): count for status, count in session.execute(statement.group_by("status"))}


def lease_until(session: Session, name: str) -> dt.datetime | None:
    return session.scalar(sa.select(Lease.until).where(Lease.name == name))


def _take(insert: Any) -> Any:
    """Takes a lease that has run out. One that lasts longer than two ever could was taken by a clock that has been set
    back since: it does not count."""
    until = _LEASE.c.until
    wanted = {"holder": sa.bindparam("by"), "until": sa.bindparam("end", type_=until.type)}
    is_over = sa.or_(until <= sa.bindparam("now", type_=until.type), until > sa.bindparam("latest", type_=until.type))
    return (
        insert(_LEASE)
        .values(name=sa.bindparam("lease"), **wanted)
        .on_conflict_do_update(
            index_elements=[_LEASE.c.name],
            set_=wanted,
            where=sa.or_(_LEASE.c.holder == sa.bindparam("by"), is_over),
        )
        .returning(_LEASE.c.name)
    )


_TAKE_LEASE = {"sqlite": _take(sqlite.insert), "postgresql": _take(postgresql.insert)}


def take_lease(session: Session, name: str, holder: str, now: dt.datetime, until: dt.datetime) -> bool:
    """Takes or renews a lease; False while another holder's has not run out."""
    asked = {"lease": name, "by": holder, "end": until, "now": now, "latest": until + (until - now)}
    taken = session.connection().execute(_TAKE_LEASE[session.get_bind().dialect.name], asked)
    return taken.scalar_one_or_none() is not None


def drop_lease(session: Session, name: str, holder: str) -> None:
    session.execute(sa.delete(Lease).where(Lease.name == name, Lease.holder == holder))
