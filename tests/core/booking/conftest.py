"""A salon on both databases, and short ways to speak to the service as somebody."""

from __future__ import annotations

from typing import Any

import pytest

from core.booking.events import BookingEvent
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.events import Handlers
from core.kit.work import Work
from tests.factories.salon import Salon, build
from tests.keys import KEYRING


@pytest.fixture
def heard() -> list[BookingEvent]:
    """All events of the test, in order."""
    return []


@pytest.fixture
def database(database_url: str, clock: ManualClock, heard: list[BookingEvent]) -> Any:
    """A database that hears only this domain: what others do on its events is their tests' business."""

    def hear(work: Work, event: BookingEvent) -> None:
        heard.append(event)

    handlers: Handlers = dict.fromkeys(BookingEvent.__subclasses__(), (hear,))
    opened = Database(database_url, handlers=handlers, clock=clock, keyring=KEYRING)
    yield opened
    opened.dispose()


@pytest.fixture
def salon(database: Database) -> Salon:
    return database.run(build)
