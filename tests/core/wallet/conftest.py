"""A salon on both databases, and a member who pays money in."""

from __future__ import annotations

import pytest

from core.kit.db import Database
from tests.factories.salon import Salon, build


@pytest.fixture
def salon(database: Database) -> Salon:
    """Two stores in market cn, four members."""
    return database.run(build)
