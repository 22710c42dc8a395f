"""The keys of all tests: fixed, so that a database one process made is read by another."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit.models import AuditEntry
from core.conversation.models import Conversation, InboxItem
from core.kit import sealing
from core.kit.crypto import Keyring, Sealed, load_keys
from core.outbox.models import OutboxItem

KEYS = f"1={bytes(range(32)).hex()},index={bytes(range(32, 64)).hex()}"
KEYRING = Keyring(*load_keys(KEYS))


def payload_of(row: Any) -> str:
    """What a row with conversation_id, created_at and payload of the outbox says."""
    return KEYRING.unseal(row.payload, _place(OutboxItem.payload, row.conversation_id, row.created_at))


def events(session: Session) -> list[str]:
    """Every event that ever came into an inbox, oldest first."""
    columns = InboxItem.conversation_id, InboxItem.key, InboxItem.event
    rows = session.execute(sa.select(*columns).order_by(InboxItem.id))
    return [KEYRING.unseal(row.event, _place(InboxItem.event, row.conversation_id, row.key)) for row in rows]


def details_of(entry: AuditEntry) -> Any:
    """What an entry of the audit log tells."""
    bound_to = entry.at, entry.subject, entry.subject_id
    return json.loads(KEYRING.unseal(entry.details, _place(AuditEntry.details, *bound_to)))


def sealed_event(event: str, conversation_id: int, key: str) -> Sealed:
    """An event as the inbox holds it under a key."""
    return KEYRING.seal(event, _place(InboxItem.event, conversation_id, key))


def sealed_state(state: str, conversation_id: int) -> Sealed:
    """A state as a conversation holds it."""
    return KEYRING.seal(state, _place(Conversation.state, conversation_id))


def state_of(row: Any) -> str | None:
    """The state of a row with id and state of a conversation."""
    return None if row.state is None else KEYRING.unseal(row.state, _place(Conversation.state, row.id))


def _place(attribute: Any, *row: object) -> str:
    return sealing.place(attribute.property.columns[0], *row)
