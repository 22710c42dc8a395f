"""APScheduler as nothing but an alarm clock; who may act is decided by a lease in the database."""

from __future__ import annotations

import datetime as dt
import functools

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from core.kit.db import Database
from core.kit.ids import new_key
from core.kit.work import Work
from core.outbox import service as outbox
from scheduler.jobs import JOBS, Job

log = structlog.get_logger()
LEASE = "scheduler"
LASTING = dt.timedelta(seconds=20)


class Clock:
    """Wakes the jobs. Several may run; one holds the lease and acts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = new_key()
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
        """Runs a job if this process may; returns what the job dealt with."""
        done = self._database.run(lambda work: self._run(work, job))
        if done:
            log.info("job done", job=job.name, count=done)
        return done

    def _run(self, work: Work, job: Job) -> int:
        if not outbox.take_lease(work, LEASE, self._holder, LASTING):
            return 0
        return job.run(work)
