"""kill -9 in the middle of conversations: nothing lost, nothing doubled, soon back (dialogs.md, failures 5, 8, 9)."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.conversation.models import InboxItem
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.member.models import Contact
from core.outbox.models import OutboxItem
from tests.bot.chaos import invariants
from tests.bot.chaos.kill import Siege, siege
from tests.bot.chaos.salon import open_salon

pytestmark = pytest.mark.concurrency

CONVERSATIONS, KILL_EVERY = (100, 20) if os.environ.get("MEIYUE_CHAOS") == "full" else (10, 30)


def test_killed_at_any_moment(
    database: Database, database_url: str, clock: ManualClock, tell: Callable[[str], None]
) -> None:
    with database.transaction() as work:
        salon = open_salon(work, horizon_days=12)
    # Everything in one process on SQLite, as `meiyue run` is; two processes beside each other on PostgreSQL.
    start = (clock.now() - dt.timedelta(seconds=time.monotonic())).isoformat()
    with siege(database, database_url, start, 1 if database.is_sqlite else 2, KILL_EVERY) as done:
        done.run(CONVERSATIONS)
    clock.advance(dt.timedelta(seconds=1))
    invariants.check(database, len(salon.members))
    with database.reading() as work:
        _each_ended_once(work, done)
        repeats = _repeats(work)
    assert done.kills > 0
    assert repeats <= done.kills
    backs = done.backs or [0.0]
    tell(
        f"{database.url.get_backend_name()}: {CONVERSATIONS} conversations, {done.kills} kills, {repeats} repeated"
        f" replies; {len(done.backs)} struck messages answered {statistics.median(backs):.2f} s after it (median),"
        f" {max(backs):.2f} s (worst)"
    )
    assert not any("error" in server.errors for server in done.servers), done.servers[0].errors[-2000:]


def _each_ended_once(work: Work, done: Siege) -> None:
    """Who read 已申请 has exactly one request; who read that all is full has none."""
    statement = (
        sa.select(Contact.external_id, sa.func.count(Booking.id))
        .join(Booking, Booking.member_id == Contact.member_id)
        .where(Booking.status == BookingStatus.pending)
        .group_by(Contact.external_id)
    )
    asked = {row[0]: row[1] for row in work.session.execute(statement)}
    assert asked == {client.name: 1 for client in done.clients.values() if client.outcome == "booked"}
    assert len(asked) > len(done.clients) / 3


def _repeats(work: Work) -> int:
    """Answers beyond one for each thing that came in."""
    answers = work.session.scalar(sa.select(sa.func.count()).select_from(OutboxItem)) or 0
    items = work.session.scalar(sa.select(sa.func.count()).select_from(InboxItem)) or 0
    assert answers >= items, "something was not answered"
    return answers - items
