"""A salon with a till, on both databases: members with chats, products on the shelf, coupons in the drawer."""

from __future__ import annotations

import pytest

from core.kit.clock import ManualClock
from core.kit.db import Database
from tests.factories import coupons
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build
from tests.factories.till import Till


@pytest.fixture
def salon(database: Database) -> Salon:
    """Two stores, four members who can all be reached but the last."""
    made = database.run(lambda work: build(work, is_bea_always_there=True))
    database.run(lambda work: give_chats(work, made.members[:3]))
    database.run(coupons.load)
    return made


@pytest.fixture
def till(database: Database, salon: Salon, clock: ManualClock) -> Till:
    """The first store's till, run by its desk."""
    return Till(database, salon, clock)
