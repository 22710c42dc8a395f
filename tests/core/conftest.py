"""Short ways to speak to a service as somebody, and to change a store's settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from core.kit.db import Database
from core.kit.work import SYSTEM, Actor
from core.store import service as stores
from core.store.schemas import StoreProfile, StoreValues
from tests.factories.salon import Salon

T = TypeVar("T")


@pytest.fixture
def act(database: Database) -> Callable[..., Any]:
    """Calls a function of a service in a transaction of its own, as somebody: act(confirm, 1, by=salon.desk)."""

    def call(function: Callable[..., T], *args: Any, by: Actor = SYSTEM, **named: Any) -> T:
        with database.transaction(by) as work:
            return function(work, *args, **named)

    return call


@pytest.fixture
def settings(database: Database, salon: Salon) -> Callable[..., None]:
    """Changes the market and settings of the first store."""

    def change(market: str = "cn", **values: Any) -> None:
        with database.transaction() as work:
            store = stores.get(work, salon.store)
            fresh = StoreValues.model_validate(
                {name: getattr(store, name) for name in StoreProfile.model_fields}
                | {"market": market, "settings": store.settings.model_copy(update=values)}
            )
            stores.put(work, store.code, fresh)

    return change
