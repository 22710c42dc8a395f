"""The databases of these tests hear no events: bookings compete here, and nobody has to be told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.kit.clock import ManualClock
from core.kit.db import Database
from tests.keys import KEYRING


@pytest.fixture
def database(database_url: str, clock: ManualClock) -> Iterator[Database]:
    opened = Database(database_url, clock=clock, keyring=KEYRING)
    yield opened
    opened.dispose()
