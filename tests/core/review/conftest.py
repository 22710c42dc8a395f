"""A salon whose members have a chat, on both databases, and a visit that is just over."""

from __future__ import annotations

import pytest

from core.catalog import service as catalog
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.review.schemas import Part, Visit
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon; every member has a chat."""
    salon = database.run(build)
    database.run(lambda work: give_chats(work, salon.members))
    return salon


@pytest.fixture
def visit(salon: Salon, database: Database, clock: ManualClock) -> Visit:
    """A visit of the first member that is over at noon by the store's clock."""
    clock.set(salon.at(16, "12:00"))
    return database.run(lambda work: visit_at(work, salon, 1))


def visit_at(work: Work, salon: Salon, number: int) -> Visit:
    """A visit of the first member that is over now."""
    part = Part(next(iter(salon.staff.values())), catalog.list_treatments(work)[0].id)
    return Visit(f"visit:{number}", salon.members[0], salon.store, work.now, (part,))
