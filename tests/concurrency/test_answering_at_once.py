"""Six people answer one request at the same moment: one answer stands, the others see what it was."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from core.booking import service
from core.booking.schemas import BookingOut
from core.kit.db import Database
from core.member import service as members
from tests.concurrency.storm import PROCESSES, Duel, answer, overlaps, run
from tests.factories.salon import Salon, build

pytestmark = pytest.mark.concurrency

ROUNDS = 200
VISITS_A_DAY = 11


def ask(database: Database, salon: Salon) -> list[BookingOut]:
    """One request after the other with amy, each of somebody else."""
    asked = []
    with database.transaction() as work:
        for number in range(ROUNDS):
            day, hour = divmod(number, VISITS_A_DAY)
            starts_at = salon.at(17, "10:00") + dt.timedelta(days=day, hours=hour)
            service.hold(work, f"{number}", members.register(work).id, salon.wish("laser", "amy"), starts_at)
            asked.append(service.request(work, f"{number}"))
    return asked


def test_exactly_one_answer_stands(database: Database, database_url: str) -> None:
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
