"""A salon whose members can all be reached, on both databases."""

from __future__ import annotations

import pytest

from core.kit.db import Database
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon; every member has a chat."""
    salon = database.run(build)
    database.run(lambda work: give_chats(work, salon.members))
    return salon
