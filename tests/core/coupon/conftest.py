"""A salon with coupons whose members can all be reached, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from core.kit.db import Database
from core.kit.work import Work
from tests.factories import coupons
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build

T = TypeVar("T")


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon; every member has a chat."""
    salon = database.run(build)
    database.run(lambda work: give_chats(work, salon.members))
    database.run(coupons.load)
    return salon


@pytest.fixture
def work_of(database: Database) -> Callable[[Callable[[Work], T]], T]:
    """Runs something in a transaction of its own."""
    return database.run
