"""A clock process as `meiyue scheduler` is, on the salon's own calendar, with a lease of so many seconds.

`python -m tests.scheduler.clockwork URL START LEASE` says under which name it holds the lease, and runs until its
standard input ends.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys

import structlog

from core.handlers import HANDLERS
from core.kit.db import Database
from scheduler.clock import Clock
from scheduler.jobs import JOBS
from tests.bot.chaos.server import TickingClock
from tests.keys import KEYRING


def main(url: str, start: str, lasting: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.stderr))
    database = Database(url, handlers=HANDLERS, clock=TickingClock(dt.datetime.fromisoformat(start)), keyring=KEYRING)
    every = max(1, round(float(lasting) / 3))
    jobs = [dataclasses.replace(job, every=every) for job in JOBS]
    clock = Clock(database, jobs=jobs, lasting=dt.timedelta(seconds=float(lasting)))
    clock.start()
    sys.stdout.write(f"{clock.holder}\n")
    sys.stdout.flush()
    sys.stdin.read()  # its end is the order to stop
    clock.stop()
    database.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
