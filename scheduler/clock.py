"""APScheduler as nothing but an alarm clock; who may act is decided by a lease in the database."""

from __future__ import annotations

import datetime as dt
import functools
import time
from collections.abc import Sequence

import sqlalchemy as sa
import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from core.kit.db import Database
from core.kit.ids import new_key
from core.outbox import service as outbox
from scheduler.jobs import JOBS, Job

log = structlog.get_logger()
_AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)
LEASE = "scheduler"
LASTING = dt.timedelta(seconds=15)
"""A clock that was killed or stands still is followed by another one after this and a job's interval, under 30 s."""


class Clock:
    """Wakes the jobs. Several may run; one holds the lease and acts."""

    def __init__(self, database: Database, *, jobs: Sequence[Job] = JOBS, lasting: dt.timedelta = LASTING) -> None:
        """`lasting`: how long the lease is good without renewal; whoever waits for it follows so much later."""
        self._database, self._jobs, self._lasting = database, jobs, lasting
        self._renewed_after = lasting.total_seconds() / 5
        self.holder = new_key()
        self._leading_since = float("-inf")
        self._alarm = BackgroundScheduler(timezone="UTC")

    def start(self) -> None:
        """Begins waking; every job is looked at once right away, for what fell due while nothing ran."""
        for job in self._jobs:
            self._alarm.add_job(
                functools.partial(self.wake, job),
                "interval",
                seconds=job.every,
                id=job.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                next_run_time=dt.datetime.now(dt.UTC),
            )
        self._alarm.start()

    def stop(self) -> None:
        """Ends after the jobs that run and lets another process take over at once."""
        self._alarm.shutdown(wait=True)
        self._database.run(lambda work: outbox.drop_lease(work, LEASE, self.holder))

    def wake(self, job: Job) -> int:
        """Runs a job until nothing is left for it, each time in a transaction of its own, while this process may;
        returns what the job dealt with."""
        total = 0
        try:
            while self._leads() and (done := self._database.run(job.run)):
                total += done
        except _AWAY as wrong:  # what was not committed is still due
            log.warning("database away", job=job.name, error=type(wrong).__name__)
        if total:
            log.info("job done", job=job.name, count=total)
        return total

    def _leads(self) -> bool:
        """Whether this process holds the lease; a transaction of its own, so that a clock that stops in the middle of
        a job keeps nobody from taking over. Two that both believe it do no harm: what they claim is claimed once."""
        now = time.monotonic()
        if now - self._leading_since < self._renewed_after:
            return True
        if not self._database.run(lambda work: outbox.take_lease(work, LEASE, self.holder, self._lasting)):
            return False
        self._leading_since = now
        return True
