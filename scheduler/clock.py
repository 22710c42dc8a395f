"""APScheduler as nothing but an alarm clock; who may act is decided by a lease in the database."""

from __future__ import annotations

import datetime as dt
import functools
import time

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from core.kit.db import Database
from core.kit.ids import new_key
from core.outbox import service as outbox
from scheduler.jobs import JOBS, Job

log = structlog.get_logger()
LEASE = "scheduler"
LASTING = dt.timedelta(seconds=15)
"""A clock that was killed or stands still is followed by another one after this and a job's interval, under 30 s."""
RENEWED_AFTER = 3.0


class Clock:
    """Wakes the jobs. Several may run; one holds the lease and acts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = new_key()
        self._leading_since = -RENEWED_AFTER
        self._alarm = BackgroundScheduler(timezone="UTC")

    def start(self) -> None:
        """Begins waking; every job is looked at once right away, for what fell due while nothing ran."""
        for job in JOBS:
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
        self._database.run(lambda work: outbox.drop_lease(work, LEASE, self._holder))

    def wake(self, job: Job) -> int:
        """Runs a job until nothing is left for it, each time in a transaction of its own, while this process may;
        returns what the job dealt with."""
        total = 0
        while self._leads() and (done := self._database.run(job.run)):
            total += done
        if total:
            log.info("job done", job=job.name, count=total)
        return total

    def _leads(self) -> bool:
        """Whether this process holds the lease; a transaction of its own, so that a clock that stops in the middle of
        a job keeps nobody from taking over. Two that both believe it do no harm: what they claim is claimed once."""
        now = time.monotonic()
        if now - self._leading_since < RENEWED_AFTER:
            return True
        if not self._database.run(lambda work: outbox.take_lease(work, LEASE, self._holder, LASTING)):
            return False
        self._leading_since = now
        return True
