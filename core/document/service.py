"""Files made for people: an export of their data, a calendar entry, a statement. They expire."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from core.document import repository, rules
from core.document.errors import DocumentGone, DocumentTooLarge
from core.document.schemas import DocumentOut
from core.kit.work import Work

MAX_BYTES = 10 * 1024 * 1024
LASTING = dt.timedelta(days=7)
"""How long a file can be fetched unless its maker says otherwise."""


def keep(
    work: Work, conversation_id: int, name: str, mime: str, content: bytes, lasting: dt.timedelta = LASTING
) -> DocumentOut:
    """Keeps a file for a conversation under a reference nobody can guess; its name is made safe.

    Raises DocumentTooLarge.
    """
    if len(content) > MAX_BYTES:
        raise DocumentTooLarge(limit=MAX_BYTES // 1024 // 1024)
    values: dict[str, Any] = {
        "ref": secrets.token_hex(16),
        "name": rules.safe_name(name),
        "mime": rules.safe_mime(mime),
        "content": content,
        "expires_at": work.now + lasting,
    }
    repository.add(work.session, conversation_id=conversation_id, created_at=work.now, **values)
    return _found(values)


def get(work: Work, ref: str, conversation_id: int) -> DocumentOut:
    """A file of this conversation. Raises DocumentGone."""
    return _found(repository.find(work.session, ref, work.now, conversation_id))


def get_sent(work: Work, ref: str) -> DocumentOut:
    """A file as a sender delivers it, who has the reference from the outbox. Raises DocumentGone."""
    return _found(repository.find(work.session, ref, work.now, None))


def disposition_of(name: str) -> str:
    """The `Content-Disposition` that makes a browser save something under a name, made safe first."""
    return rules.disposition(rules.safe_name(name))


def drop_expired(work: Work, limit: int = 200) -> int:
    """Deletes files whose time is over; how many."""
    return repository.drop_expired(work.session, work.now, limit)


def _found(values: dict[str, Any] | None) -> DocumentOut:
    if values is None:
        raise DocumentGone
    return DocumentOut(**values, disposition=rules.disposition(values["name"]))
