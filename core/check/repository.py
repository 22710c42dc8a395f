"""Runs the statements of the rules."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.check.rules.rule import ENDED_LATE, INBOX_LATE, MINUTE, NUMBER, OUTBOX_LATE
from core.kit.clock import epoch_minute
from core.kit.db import UtcDateTime

_MINUTE_OF = re.compile(r"\{minute:([\w.]+)\}")
_NUMBER_OF = re.compile(r"\{number:([\w.]+):(\w+)\}")
_MOMENTS = ("now", "inbox_late", "outbox_late", "ended_late")
# The web chat's messages wait until their page comes back, and the terminal's go out at once: neither has a sender.
_BACKLOG = """
SELECT
  (SELECT COUNT(*) FROM outbox WHERE status IN ('queued', 'sending')),
  (SELECT COUNT(*) FROM outbox o JOIN conversations c ON c.id = o.conversation_id
   WHERE o.status IN ('queued', 'sending') AND COALESCE(o.not_before, o.created_at) < :outbox_late
   AND c.channel NOT IN ('web', 'console')),
  (SELECT COUNT(*) FROM inbox WHERE done_at IS NULL),
  (SELECT COUNT(*) FROM inbox WHERE done_at IS NULL AND received_at < :inbox_late)
"""
_NEWEST = sa.text(
    "SELECT MAX(moment) AS moment FROM"
    " (SELECT MAX(received_at) AS moment FROM inbox UNION ALL SELECT MAX(created_at) FROM outbox) AS moments"
).columns(moment=UtcDateTime())


def one_moment(session: Session) -> None:
    """All that follows in this transaction sees the data of one moment; on SQLite it does so anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def rows(session: Session, statement: str, now: dt.datetime) -> list[dict[str, Any]]:
    """The breaches a statement finds."""
    return [dict(row) for row in session.execute(_prepared(session, statement, now)).mappings()]


def backlog(session: Session, now: dt.datetime) -> tuple[int, int, int, int]:
    """Counts in the order of `Backlog`."""
    outbox, outbox_late, inbox, inbox_late = session.execute(_prepared(session, _BACKLOG, now)).one()
    return outbox, outbox_late, inbox, inbox_late


def newest_moment(session: Session) -> dt.datetime | None:
    """When something last came in or was queued to go out."""
    moment: dt.datetime | None = session.scalar(_NEWEST)
    return moment


def _prepared(session: Session, statement: str, now: dt.datetime) -> sa.TextClause:
    engine = session.get_bind().dialect.name
    minute, number = MINUTE[engine], NUMBER[engine]
    statement = _NUMBER_OF.sub(lambda found: number.format(found[1], found[2]), statement)
    text = sa.text(_MINUTE_OF.sub(lambda found: minute.format(found[1]), statement))
    values: dict[str, Any] = {
        "now": now,
        "minute": epoch_minute(now),
        "inbox_late": now - INBOX_LATE,
        "outbox_late": now - OUTBOX_LATE,
        "ended_late": now - ENDED_LATE,
    }
    used = [name for name in values if re.search(rf":{name}\b", statement)]
    return text.bindparams(
        *(sa.bindparam(name, values[name], UtcDateTime() if name in _MOMENTS else None) for name in used)
    )
