"""Two clocks on one database, one killed and one paused for longer than its lease: each due row is told once.

`MEIYUE_CHAOS=full` does it with 10,000 rows and the lease of the product.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.conversation.models import InboxItem
from core.due.enums import DueStatus
from core.due.models import DueRow
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.outbox.models import Lease, OutboxItem
from core.reminder import service as reminders
from scheduler.clock import LASTING, LEASE
from tests.bot.chaos.salon import Front
from tests.factories.due import visits
from tests.factories.salon import build

pytestmark = pytest.mark.concurrency

FULL = os.environ.get("MEIYUE_CHAOS") == "full"
ROWS, SECONDS, LEASED = (10_000, 60.0, LASTING.total_seconds()) if FULL else (240, 8.0, 1.5)
ROOT = Path(__file__).parents[2]
PATIENCE = 240.0
TAKE_OVER = 30.0
"""Seconds until another clock has to act (issue 3)."""


class Clockwork:
    """One process."""

    def __init__(self, url: str, start: str) -> None:
        command = (sys.executable, "-m", "tests.scheduler.clockwork", url, start, str(LEASED))
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=ROOT, text=True
        )
        assert self.process.stdout is not None
        self.holder = self.process.stdout.readline().strip()

    def end(self) -> None:
        """The ordinary end, of one that still lives."""
        self.process.send_signal(signal.SIGCONT)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self.process.wait(PATIENCE)


class Tower:
    """All clocks of one database."""

    def __init__(self, database: Database, url: str, start: str) -> None:
        self._database, self._url, self._start = database, url, start
        self.clocks: list[Clockwork] = []

    def add(self) -> None:
        self.clocks.append(Clockwork(self._url, self._start))

    def leader(self) -> Clockwork:
        """Whoever holds the lease, as soon as somebody does."""
        found: list[Clockwork] = []

        def is_led() -> bool:
            with self._database.reading() as work:
                holder = work.session.scalar(sa.select(Lease.holder).where(Lease.name == LEASE))
            found[:] = [clock for clock in self.clocks if clock.holder == holder]
            return bool(found)

        wait_for(is_led)
        return found[0]

    def done(self) -> int:
        with self._database.reading() as work:
            done = sa.select(sa.func.count()).where(DueRow.status == DueStatus.done, DueRow.kind.like("reminder.%"))
            return int(work.session.scalar(done) or 0)

    def strike(self, number: signal.Signals) -> Clockwork:
        """Stops the leader in one way or the other."""
        struck = self.leader()
        struck.process.send_signal(number)
        return struck

    def followed(self, struck: Clockwork) -> float:
        """Seconds until another one leads and has done something."""
        began, before = time.monotonic(), self.done()
        wait_for(lambda: self.leader() is not struck and (self.done() > before or before == ROWS))
        return time.monotonic() - began


def wait_for(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.02)


@contextlib.contextmanager
def tower(database: Database, url: str, start: str) -> Iterator[Tower]:
    opened = Tower(database, url, start)
    try:
        yield opened
    finally:
        for clock in opened.clocks:
            clock.end()


def test_each_due_row_is_told_once_whoever_dies(
    database: Database, database_url: str, clock: ManualClock, tell: Callable[[str], None]
) -> None:
    salon = database.run(lambda work: build(work, reminder_minutes=[1440]))
    due_at = salon.at(20, "14:00") - dt.timedelta(days=1)
    # The first half is due at once, the rest over the seconds in which clocks die.
    later = [dt.timedelta(seconds=max(0.0, SECONDS * (2 * n / ROWS - 1))) for n in range(ROWS)]
    database.run(lambda work: visits(work, salon, [due_at + dt.timedelta(days=1) + each for each in later]))
    while database.run(reminders.plan_missing):
        pass
    start = (due_at - dt.timedelta(seconds=time.monotonic())).isoformat()
    with tower(database, database_url, start) as clocks:
        for _ in range(2):
            clocks.add()
        wait_for(lambda: clocks.done() > 0)
        after_kill = clocks.followed(clocks.strike(signal.SIGKILL))
        clocks.add()
        paused = clocks.strike(signal.SIGSTOP)
        if database.is_sqlite:  # whoever is paused with SQLite's one write lock keeps it
            time.sleep(LEASED + 1)
            paused.process.send_signal(signal.SIGCONT)
        after_pause = clocks.followed(paused) if not database.is_sqlite else None
        paused.process.send_signal(signal.SIGCONT)
        wait_for(lambda: clocks.done() == ROWS)
    assert after_kill < TAKE_OVER
    assert after_pause is None or after_pause < TAKE_OVER
    clock.set(due_at + dt.timedelta(minutes=5))
    Front.on(database).work()
    _each_was_told_once(database)
    pause = "not measured" if after_pause is None else f"{after_pause:.1f} s"
    tell(
        f"{database.url.get_backend_name()}: {ROWS} due rows, each one outbox row; lease {LEASED:g} s, followed"
        f" {after_kill:.1f} s after a kill, after a pause: {pause}"
    )


def _each_was_told_once(database: Database) -> None:
    with database.reading() as work:
        keys = work.session.scalars(sa.select(InboxItem.key).where(InboxItem.key.like("reminder:%"))).all()
        chats = Counter(work.session.scalars(sa.select(OutboxItem.conversation_id)))
    assert len(keys) == len(set(keys)) == ROWS
    assert len(chats) == ROWS
    assert set(chats.values()) == {1}
