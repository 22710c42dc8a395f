"""200 members tap the last free time at once, 20 rounds a database: python -m benchmarks.race.

Every round has to end with one booking and 199 kind answers; the wait is from a tap's receipt to its committed answer.
"""

from __future__ import annotations

import contextlib
import statistics

import structlog

from benchmarks.databases import urls
from bot.texts.catalogue import Texts
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.migrations.migrate import upgrade
from tests.bot.chaos.race import Race, is_kind, is_summary
from tests.conftest import NOW
from tests.keys import KEYRING

MEMBERS = 200
ROUNDS = 20


def main() -> None:
    """Races on each database and prints a row for it."""
    head = f"{'':12}{'rounds':>7}{'bookings':>9}{'kind':>7}{'errors':>7}{'p50 s':>8}{'p95 s':>8}"
    print(f"{head}{'worst p95':>10}{'max s':>8}")
    with urls() as databases:
        for name, url in databases.items():
            with contextlib.closing(_Hall(url)) as hall:
                hall.play(name)


class _Hall:
    """A database with everybody in it."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, handlers=HANDLERS, clock=ManualClock(NOW), keyring=KEYRING)
        upgrade(self._database)
        self._race = Race.prepare(self._database, MEMBERS)

    def close(self) -> None:
        self._database.dispose()

    def play(self, name: str) -> None:
        texts = Texts()
        with structlog.testing.capture_logs() as logs:
            rounds = [self._race.run() for _ in range(ROUNDS)]
        errors = sum(entry["log_level"] in {"error", "critical"} for entry in logs)
        kind = sum(is_kind(answer, texts) for done in rounds for answer in done.answers.values())
        won = sum(is_summary(answer) for done in rounds for answer in done.answers.values())
        bookings = sum(done.bookings for done in rounds)
        assert won == bookings == ROUNDS, "not exactly one a round"
        waits = [wait for done in rounds for wait in done.waits]
        p95 = statistics.quantiles(waits, n=20)[-1]
        print(
            f"{name:12}{ROUNDS:7}{bookings:9}{kind:7}{errors:7}{statistics.median(waits):8.2f}{p95:8.2f}"
            f"{max(done.p95 for done in rounds):10.2f}{max(waits):8.2f}"
        )


if __name__ == "__main__":
    main()
