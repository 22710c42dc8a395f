"""Everything that leaves the system leaves through here (architecture.md, Edge)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from core.kit.work import Work
from core.outbox import repository
from core.outbox.enums import OutboxStatus, Purpose


@dataclass(frozen=True, slots=True)
class OutboxOut:
    """A message on its way. `was_sending`: a sender died over it, so it may have arrived already."""

    id: int
    conversation_id: int
    chat_id: str
    payload: str
    purpose: Purpose
    tries: int
    was_sending: bool
    is_expired: bool
    is_handed_over: bool
    is_blocked: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """A message as a page that was away reads it later."""

    id: int
    payload: str
    created_at: dt.datetime


def put(work: Work, conversation_id: int, payload: str, purpose: Purpose) -> None:
    """Queues a message; to be called only from the conversation's own turn, which holds its lock."""
    repository.add(work.session, conversation_id, payload, purpose, OutboxStatus.queued, work.now)
    work.signal("outbox", conversation_id)


def echo(work: Work, conversation_id: int, payload: str) -> None:
    """Keeps what the person themselves said in the log that a page reads back; nothing is sent."""
    repository.add(work.session, conversation_id, payload, Purpose.person, OutboxStatus.sent, work.now)
    work.signal("outbox", conversation_id)


def read_after(work: Work, conversation_id: int, after: int, limit: int = 200) -> list[LogLine]:
    """The newest messages behind an id, oldest first: what a page shows when it opens or comes back."""
    return [LogLine(*line) for line in repository.list_after(work.session, conversation_id, after, limit)]


def mark_fetched(work: Work, conversation_id: int, up_to: int) -> None:
    """Notes that a page has everything up to an id."""
    repository.mark_fetched(work.session, conversation_id, up_to, work.now)


def is_due(work: Work, channel: str, account: str, busy: frozenset[int] = frozenset()) -> bool:
    """Whether `claim` may find something for a channel account."""
    return repository.is_due(work.session, channel, account, work.now, busy)


def claim(
    work: Work, channel: str, account: str, busy: frozenset[int] = frozenset(), limit: int = 50
) -> list[OutboxOut]:
    """Takes what may go out now for a channel account: per conversation only the oldest, so order is kept.

    `busy`: conversations to which the asker has something on its way still; nothing is taken for them.
    """
    return [
        OutboxOut(
            row.id,
            row.conversation_id,
            row.chat_id,
            payload,
            row.purpose,
            row.tries + 1,
            was_sending=row.status == OutboxStatus.sending,
            is_expired=row.expires_at is not None and row.expires_at <= work.now,
            is_handed_over=row.handed_at is not None,
            is_blocked=row.blocked_at is not None,
        )
        for row, payload in repository.claim(work.session, channel, account, work.now, busy, limit)
    ]


def mark_sent(work: Work, arrived: Mapping[int, str | None]) -> None:
    """They arrived: the platform's message id, where it gave one, by item."""
    repository.mark_sent(work.session, sorted(arrived.items()), work.now)


def mark(work: Work, item_id: int, status: OutboxStatus) -> None:
    """It will not be tried again: dropped, dead or unknown."""
    repository.settle(work.session, item_id, status)


def put_off(work: Work, item_id: int, by: dt.timedelta, *, is_try: bool = True) -> None:
    """It is sent after a while; `is_try` is False when this time it was not even tried."""
    repository.put_off(work.session, item_id, work.now + by, is_try=is_try)


def find_sent(work: Work, channel: str, account: str, chat_id: str, provider_id: str) -> str | None:
    """What a message of the platform shows now: the payload that was sent as it last."""
    return repository.find_sent(work.session, channel, account, chat_id, provider_id)


def recently_sent(work: Work, channel: str, account: str, chat_id: str, limit: int = 200) -> list[tuple[str, str]]:
    """What a chat got lately, newest first: payload and the platform's message id."""
    return repository.recently_sent(work.session, channel, account, chat_id, limit)


def depth(work: Work) -> int:
    """How many messages wait."""
    return repository.count_open(work.session)


def count_unsettled(work: Work) -> dict[OutboxStatus, int]:
    """Messages that wait, are being sent, may not have arrived, or were refused for good, by status."""
    return repository.count_unsettled(work.session)


def lease_until(work: Work, name: str) -> dt.datetime | None:
    """Until when somebody holds a lease, or held it and went without giving it back; None when nobody does."""
    return repository.lease_until(work.session, name)


def take_lease(work: Work, name: str, holder: str, lasting: dt.timedelta) -> bool:
    """Becomes or stays the only one who acts under a name; False while somebody else is."""
    return repository.take_lease(work.session, name, holder, work.now, work.now + lasting)


def drop_lease(work: Work, name: str, holder: str) -> None:
    """Lets somebody else take over at once."""
    repository.drop_lease(work.session, name, holder)
