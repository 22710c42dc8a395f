"""A salon with members who earn and spend points, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.kit.db import Database
from core.points.schemas import PointsBalance
from core.store import service as stores
from core.store.schemas import PointsPolicy, StoreValues
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build

Do = Callable[..., Any]


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon; every member has a chat."""
    salon = database.run(build)
    database.run(lambda work: give_chats(work, salon.members))
    return salon


@pytest.fixture
def set_rules(act: Do, salon: Salon) -> Callable[..., None]:
    """Changes the store's rules of points."""

    def change(**rules: Any) -> None:
        store = act(stores.get, salon.store)
        given = store.model_dump(exclude={"id", "code", "settings"})
        settings = store.settings.model_copy(update={"points": PointsPolicy.model_validate(rules)})
        act(stores.put, store.code, StoreValues.model_validate({**given, "settings": settings}))

    return change


def figures(balance: PointsBalance) -> tuple[int, int, int]:
    """Active, pending, owed."""
    return balance.active, balance.pending, balance.debt
