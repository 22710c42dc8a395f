"""Stores as other domains read them."""

from __future__ import annotations

import pytest

from core.kit.db import Database
from core.kit.work import Work
from core.store import service as stores
from core.store.errors import StoreNotFound
from core.store.schemas import StoreValues
from tests.factories.store import store


def _values(step: int) -> StoreValues:
    raw = store()
    head = {name: value for name, value in raw["store"].items() if name != "code"}
    settings = raw["settings"] | {"booking": {"step_minutes": step}}
    return StoreValues.model_validate(head | {"settings": settings})


def test_changed_settings_are_read_at_once(database: Database) -> None:
    with database.transaction() as work:
        opened = stores.put(work, "garden", _values(15))
        assert opened.settings.booking.step_minutes == 15
    with database.transaction() as work:
        stores.put(work, "garden", _values(30))
    with database.reading() as work:
        found = stores.get(work, opened.id)
        assert found.settings.booking.step_minutes == 30
        assert found == stores.get_by_code(work, "garden") == stores.list_stores(work)[0]
        assert (found.zone, found.aliases) == ("Asia/Shanghai", ())


def test_a_change_that_is_rolled_back_is_not_read(database: Database) -> None:
    with database.transaction() as work:
        opened = stores.put(work, "garden", _values(15))

    def fail(work: Work) -> None:
        stores.put(work, "garden", _values(30))
        stores.get(work, opened.id + 1)

    with pytest.raises(StoreNotFound):
        database.run(fail)
    with database.reading() as work:
        assert stores.get(work, opened.id).settings.booking.step_minutes == 15
