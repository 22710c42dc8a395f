"""Planning and claiming 10,000 due rows, beside procrastinate on the same PostgreSQL: python -m benchmarks.due.

Ours: a planner that finds 10,000 confirmed visits without rows and plans their reminders (and the question whether the
member came), then a clock that claims all reminders and puts a notice into each member's chat. The peer: the same
number of jobs deferred in batches for a moment that is past, then fetched and done by its worker, once with a task that
does nothing and once with one that writes such a row into the same inbox.
Needs `pip install -r benchmarks/requirements.txt`.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import time
from collections.abc import Callable, Iterator

import procrastinate
import psycopg
import sqlalchemy as sa
import structlog

from benchmarks.databases import urls
from core.conversation.models import InboxItem
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.migrations.migrate import upgrade
from core.reminder import service as reminders
from scheduler.clock import Clock
from scheduler.jobs import Job
from tests.conftest import NOW
from tests.factories.due import visits
from tests.factories.salon import build
from tests.keys import KEYRING

ROWS = int(os.environ.get("MEIYUE_DUE_ROWS", "10000"))
BATCH = 1000
AT_ONCE = 8
PLAN, SEND = Job("plan", 1, reminders.plan_missing), Job("send", 1, reminders.send_due)


def main() -> None:
    """Prints a row for each way, and the ratios on PostgreSQL."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with urls() as databases:
        print(f"{'':44}{'plan s':>8}{'claim s':>9}{'both s':>8}{'rows/s':>9}")
        ours = {name: _ours(name, url) for name, url in databases.items()}
        if "PostgreSQL" not in databases:
            return
        for name, is_writing in (("task that does nothing", False), ("task that writes the notice", True)):
            peer = asyncio.run(_peer(name, databases["PostgreSQL"], is_writing=is_writing))
            print(f"{'':10}ours is {peer / ours['PostgreSQL']:.1f}x as fast")


def _ours(name: str, url: str) -> float:
    clock = ManualClock(NOW)
    database = Database(url, handlers=HANDLERS, clock=clock, keyring=KEYRING)
    upgrade(database)
    salon = database.run(lambda work: build(work, reminder_minutes=[1440]))
    starts_at = salon.at(20, "14:00")
    database.run(lambda work: visits(work, salon, [starts_at] * ROWS))
    waker = Clock(database)
    planned = _timed(lambda: waker.wake(PLAN))
    clock.set(starts_at - dt.timedelta(days=1))
    claimed = _timed(lambda: waker.wake(SEND))
    with database.reading() as work:
        assert _notices(work) == ROWS
    database.dispose()
    _show(f"Meiyue, {name}", planned, claimed)
    return planned + claimed


async def _peer(name: str, url: str, *, is_writing: bool) -> float:
    address = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=address, max_size=AT_ONCE + 2))

    @app.task(name="tell")
    async def tell(conversation: int, number: int) -> None:
        if is_writing:
            await app.connector.execute_query_async(
                "INSERT INTO inbox (conversation_id, key, event, received_at, tries, is_set_aside)"
                " VALUES (%(conversation)s, %(key)s, %(event)s, now(), 0, false) ON CONFLICT DO NOTHING",
                conversation=conversation,
                key=f"peer:{number}",
                event='{"is": "noticed", "kind": "booking.reminder", "args": {}}',
            )

    async with app.open_async():
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()
        with _sql(address) as connection:
            chats = [row[0] for row in connection.execute("SELECT id FROM conversations ORDER BY id")]
        due_at = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
        jobs = [{"conversation": chat, "number": number} for number, chat in enumerate(chats)]
        began = time.perf_counter()
        for first in range(0, len(jobs), BATCH):
            await tell.configure(schedule_at=due_at).batch_defer_async(*jobs[first : first + BATCH])
        planned = time.perf_counter() - began
        began = time.perf_counter()
        await app.run_worker_async(wait=False, concurrency=AT_ONCE, install_signal_handlers=False)
        claimed = time.perf_counter() - began
    with _sql(address) as connection:
        left = connection.execute("SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'").fetchone()
        connection.execute("DELETE FROM procrastinate_jobs")
    assert left == (0,), left
    _show(f"procrastinate, {name}", planned, claimed)
    return planned + claimed


@contextlib.contextmanager
def _sql(address: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def _notices(work: Work) -> int:
    return int(work.session.scalar(sa.select(sa.func.count()).where(InboxItem.key.like("reminder:%"))) or 0)


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _show(name: str, planned: float, claimed: float) -> None:
    both = planned + claimed
    print(f"{name:44}{planned:8.2f}{claimed:9.2f}{both:8.2f}{ROWS / both:9.0f}")


if __name__ == "__main__":
    main()
