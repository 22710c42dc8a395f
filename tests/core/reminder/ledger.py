"""What stands in the table of due rows, and what members were told."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core.conversation.models import InboxItem
from core.due.models import DueRow
from core.kit.db import Database


def rows(database: Database, booking_id: int) -> dict[tuple[str, dt.datetime], str]:
    """Kind and moment of's rows → status."""
    with database.reading() as work:
        found = work.session.scalars(
            sa.select(DueRow).where(DueRow.subject_id == booking_id, DueRow.kind.like("reminder.%"))
        )
        return {(row.kind, row.due_at): row.status.value for row in found}


def told(database: Database) -> int:
    """How many reminders were put into chats."""
    with database.reading() as work:
        reminders = sa.select(sa.func.count()).where(InboxItem.key.like("reminder:%"))
        return int(work.session.scalar(reminders) or 0)
