"""Several schedulers at once, none of them held back by the lease: every row is dealt with by exactly one."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from core.booking import service as bookings
from core.due import service as due
from core.due.schemas import Plan
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.reminder import service
from core.reminder.rules import MORNING_LEAD
from tests.core.booking.service.asking import requested
from tests.core.reminder.ledger import told
from tests.factories.salon import Salon
from tests.keys import KEYRING

pytestmark = pytest.mark.concurrency

PROCESSES, ROWS, AT_ONCE = 3, 600, 7
_barrier: threading.Barrier


def _meet(barrier: Any) -> None:
    global _barrier  # noqa: PLW0603 (what a process is given when it is born)
    _barrier = barrier


def _sweep(url: str, now: Any) -> int:
    """Sends until nothing is due; how many this process dealt with."""
    database = Database(url, handlers=HANDLERS, clock=ManualClock(now), pool_size=1, keyring=KEYRING)
    _barrier.wait()
    count = 0
    while dealt_with := database.run(lambda work: service.send_due(work, AT_ONCE)):
        count += dealt_with
    database.dispose()
    return count


def test_no_row_is_claimed_twice(database: Database, database_url: str, act: Any, salon: Salon) -> None:
    booking = requested(act, salon, at=salon.at(18, "14:00"))
    act(bookings.confirm, booking.id, by=salon.desk)
    due_at = salon.at(17, "14:00")

    def plan_many(work: Work) -> int:
        until = due_at + MORNING_LEAD
        plans = [
            Plan(f"reminder.test{number}", salon.store, booking.id, booking.starts_at, due_at, until)
            for number in range(ROWS)
        ]
        return due.plan(work, plans)

    planned = database.run(plan_many)
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(PROCESSES)
    with ProcessPoolExecutor(PROCESSES, spawn, _meet, (barrier,)) as pool:
        counts = list(pool.map(_sweep, [database_url] * PROCESSES, [due_at] * PROCESSES))
    assert sum(counts) == planned + 1 == ROWS + 1  # the day-before reminder of the visit is due as well
    assert told(database) == ROWS + 1
