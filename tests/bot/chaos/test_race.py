"""200 members tap the last free time at once: one gets it, 199 are told so kindly (dialogs.md, failure 20)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from bot.texts.catalogue import Texts
from core.booking.service import placing
from core.kit.db import Database
from core.resource import repository as resources
from tests.bot.chaos.race import Race, Round, is_kind, is_summary
from tests.concurrency.storm import drop_guard, overlaps

pytestmark = pytest.mark.concurrency

MEMBERS = 200
ROUNDS = 2


def winners(done: Round) -> list[str]:
    return [name for name, answer in done.answers.items() if is_summary(answer)]


def test_one_of_200_gets_the_time(database: Database, tell: Callable[[str], None]) -> None:
    race, texts = Race.prepare(database, MEMBERS), Texts()
    for _ in range(ROUNDS):
        with capture_logs() as logs:
            done = race.run()
        assert [entry for entry in logs if entry["log_level"] in {"error", "critical", "warning"}] == []
        assert done.bookings == len(winners(done)) == 1
        assert sum(is_kind(answer, texts) for answer in done.answers.values()) == MEMBERS - 1
        tell(f"{database.url.get_backend_name()}: {MEMBERS} tap at once, p95 {done.p95:.2f} s")
    front, winner = race.front, winners(done)[0]
    front.chats[winner] = next(id_ for id_, name in race.names.items() if name == winner)
    front.answers[winner] = [done.answers[winner]]
    assert "已申请" in "".join(front.tap(winner, "确认预约").says)


def test_without_the_guards_the_same_race_oversells(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: if this finds one booking, the test above proves nothing."""
    drop_guard(database)
    monkeypatch.setattr(placing, "lock", lambda session, wanted: None)
    monkeypatch.setattr(resources, "busy", lambda *args, **options: [])  # the look before taking sees nothing
    done = Race.prepare(database, 40).run()
    assert done.bookings == len(winners(done)) > 1
    assert overlaps(database) > 0
