"""A process like `meiyue run` with a pipe for a web server: takes lines in, acknowledges what it keeps, does the turns.

`python -m tests.bot.chaos.server URL START` where START is the salon's time at the machine's monotonic second 0.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time

import structlog

from bot.gateway import Gateway
from bot.messages import Address, Incoming, load_event
from bot.workers import Workers
from core.handlers import HANDLERS
from core.kit.db import Database
from tests.bot.chaos.salon import engine
from tests.keys import KEYRING


class TickingClock:
    """The salon's own calendar, going at the machine's pace and the same in all processes."""

    def __init__(self, start: dt.datetime) -> None:
        self._start = start

    def now(self) -> dt.datetime:
        return self._start + dt.timedelta(seconds=time.monotonic())


def main(url: str, start: str) -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.stderr))
    database = Database(url, handlers=HANDLERS, clock=TickingClock(dt.datetime.fromisoformat(start)), keyring=KEYRING)
    gateway = Gateway(database, engine(), echoes=frozenset())
    workers = Workers(gateway)
    workers.start()
    for line in sys.stdin:
        name, key, event = json.loads(line)
        gateway.receive(Incoming(Address("web", "site", name), key, load_event(event), name, None, "zh_CN"))
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()
    workers.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
