"""Visits that race for the same people and beds: each is had whole or not at all (C2, C4)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.check import service as checks
from core.kit.db import Database
from core.member import service as members
from tests.concurrency.storm import PROCESSES, Storm, book_visits, drop_guard, overlaps, run
from tests.factories.salon import Salon, build

pytestmark = pytest.mark.concurrency
_HALVES = sa.text(
    "SELECT count(*) FROM (SELECT visit_id FROM bookings WHERE visit_id IS NOT NULL AND status = 'pending'"
    " GROUP BY visit_id HAVING count(*) <> 2) AS halves"
)


@pytest.fixture
def salon(database: Database) -> Salon:
    with database.transaction() as work:
        salon = build(work)
        salon.members += [members.register(work, name="caller").id for _ in range(PROCESSES)]
    return salon


def halves(database: Database) -> int:
    """Visits of which not both treatments were asked for."""
    with database.reading() as work:
        return int(work.session.scalar(_HALVES) or 0)


def test_racing_visits_are_whole_and_never_overlap(database: Database, database_url: str, salon: Salon) -> None:
    outcome = run(book_visits, Storm(database_url, salon, 60))
    assert sum(outcome.values()) == 60 * PROCESSES
    assert outcome["booked"] > 20
    assert outcome["SlotTaken"] > 20
    assert overlaps(database) == halves(database) == 0
    with database.reading() as work:
        assert [each for each in checks.check(work) if each.is_broken] == []


def test_without_locks_and_guard_they_would(database: Database, database_url: str, salon: Salon) -> None:
    """The positive control: if this finds no overlap, the test above proves nothing."""
    drop_guard(database)
    run(book_visits, Storm(database_url, salon, 25, is_unlocked=True))
    assert overlaps(database) > 0
