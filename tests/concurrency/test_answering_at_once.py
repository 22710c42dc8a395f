"""Several people, or several taps of one, at the same moment: one move is made, the others see what came of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.booking import service
from core.booking.schemas import BookingOut
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.member import service as members
from tests.concurrency.storm import PROCESSES, Duel, Taps, answer, overlaps, run, tap
from tests.factories.salon import Salon, build

pytestmark = pytest.mark.concurrency

ROUNDS = 200
VISITS_A_DAY = 11


def hold(database: Database, salon: Salon) -> tuple[str, ...]:
    """One hold after the other with amy, each of somebody else; the keys."""
    keys = tuple(f"{number}" for number in range(ROUNDS))
    with database.transaction() as work:
        for number, key in enumerate(keys):
            day, hour = divmod(number, VISITS_A_DAY)
            starts_at = salon.at(17, "10:00") + dt.timedelta(days=day, hours=hour)
            service.hold(work, key, members.register(work).id, salon.wish("laser", "amy"), starts_at)
    return keys


def ask(database: Database, salon: Salon) -> list[BookingOut]:
    """One request after the other with amy."""
    keys = hold(database, salon)
    with database.transaction() as work:
        return [service.request(work, key) for key in keys]


def test_exactly_one_answer_stands(database: Database, database_url: str) -> None:
    """Everybody confirms, declines or proposes; in every tenth round all propose, which else is too slow to win."""
    with database.transaction() as work:
        # Bea works every day here, so that a proposal always finds her free.
        salon = build(work, is_bea_always_there=True)
    asked = ask(database, salon)
    duel = Duel(database_url, salon, tuple((booking.id, booking.starts_at) for booking in asked))
    outcome = run(answer, duel)
    stands = {booking.id: "" for booking in asked}
    with database.reading() as work:
        for booking_id in stands:
            stands[booking_id] = service.get(work, booking_id).status.value
    expected: Counter[str] = Counter()
    for booking_id, status in stands.items():
        expected[f"{booking_id} made {status}"] = 1
        expected[f"{booking_id} saw {status}"] = PROCESSES - 1
    assert outcome == expected
    assert set(stands.values()) == {"confirmed", "declined", "proposed"}
    assert overlaps(database) == 0


@pytest.mark.parametrize("has_lapsed", [False, True])
def test_taps_at_once_ask_once(database: Database, database_url: str, clock: ManualClock, has_lapsed: bool) -> None:
    """A hold that lapsed is taken again by the first tap, and the others find it taken by themselves."""
    if has_lapsed:
        clock.advance(dt.timedelta(minutes=-20))  # the processes' own clocks are past the holds' end then
    salon = database.run(build)
    keys = hold(database, salon)
    outcome = run(tap, Taps(database_url, salon, keys))
    assert set(outcome.values()) == {PROCESSES}
    assert len(outcome) == ROUNDS
    assert all(booking.endswith(" pending") for booking in outcome)
    with database.reading() as work:
        asked = sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.action == "booking.request")
        assert work.session.scalar(asked) == ROUNDS
    assert overlaps(database) == 0
