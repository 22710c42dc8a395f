"""Nobody is booked twice, whatever the hurry (C2, C4): 6 processes, one beautician, one laser, two beds."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.booking.models import Booking
from core.kit.db import Database
from core.member import service as members
from core.resource.models import Occupancy
from tests.concurrency.storm import PROCESSES, Storm, book, drop_guard, overlaps, run
from tests.factories.salon import Salon, build

pytestmark = pytest.mark.concurrency


@pytest.fixture
def salon(database: Database) -> Salon:
    with database.transaction() as work:
        salon = build(work)
        salon.members += [members.register(work, name="caller").id for _ in range(PROCESSES)]
    return salon


def test_a_storm_of_2400_attempts_leaves_no_overlap(database: Database, database_url: str, salon: Salon) -> None:
    outcome = run(book, Storm(database_url, salon, 400))
    assert sum(outcome.values()) == 2400
    assert outcome["SlotTaken"] > outcome["booked"] > 100
    assert overlaps(database) == 0
    with database.reading() as work:
        bookings = work.session.scalar(sa.select(sa.func.count()).select_from(Booking))
        taken = work.session.scalar(sa.select(sa.func.count()).select_from(Occupancy))
    # Whoever was refused left nothing behind; whoever was not has a person, a bed and the laser.
    assert (bookings, taken) == (outcome["booked"], 3 * outcome["booked"])


def test_locks_alone_already_prevent_overlaps(database: Database, database_url: str, salon: Salon) -> None:
    drop_guard(database)
    assert run(book, Storm(database_url, salon, 40))["booked"] > 20
    assert overlaps(database) == 0


def test_the_guard_alone_already_prevents_overlaps(database: Database, database_url: str, salon: Salon) -> None:
    assert run(book, Storm(database_url, salon, 8, is_unlocked=True))["booked"] > 0
    assert overlaps(database) == 0


def test_without_both_the_same_storm_oversells(database: Database, database_url: str, salon: Salon) -> None:
    """The positive control: if this finds no overlap, the tests above prove nothing."""
    drop_guard(database)
    run(book, Storm(database_url, salon, 40, is_unlocked=True))
    assert overlaps(database) > 0
