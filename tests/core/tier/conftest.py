"""A salon whose members can all be reached, and what was heard of their levels, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.tier.events import TierEvent, TierLowered, TierRaised
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build
from tests.keys import KEYRING


@pytest.fixture
def heard() -> list[TierEvent]:
    """All events of the test, in order."""
    return []


@pytest.fixture
def database(database_url: str, clock: ManualClock, heard: list[TierEvent]) -> Iterator[Database]:
    """A database that hears only this domain."""

    def hear(work: Work, event: TierEvent) -> None:
        heard.append(event)

    opened = Database(database_url, handlers={TierRaised: (hear,), TierLowered: (hear,)}, clock=clock, keyring=KEYRING)
    yield opened
    opened.dispose()


@pytest.fixture
def salon(database: Database) -> Salon:
    salon = database.run(build)
    database.run(lambda work: give_chats(work, salon.members))
    return salon
