"""A hundred members want a coupon of which there are ten (H1), from eight connections at once: ten get it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from core.coupon import repository
from core.coupon import service as coupons
from core.coupon.errors import CouponsGone
from core.coupon.models import Coupon
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from tests.factories import coupons as kinds
from tests.factories.salon import build

pytestmark = pytest.mark.concurrency
PEOPLE, AT_ONCE = 100, 8


@pytest.fixture
def crowd(database: Database) -> list[int]:
    database.run(build)
    database.run(kinds.load)
    return database.run(lambda work: [members.register(work, name=f"n{number}").id for number in range(PEOPLE)])


def _race(database: Database, crowd: list[int], begin: Callable[[int], Any]) -> int:
    """How many of the crowd got one; `AT_ONCE` try at the same time."""
    ready = threading.Barrier(AT_ONCE)

    def run(part: int) -> int:
        ready.wait()
        return sum(begin(member) for member in crowd[part::AT_ONCE])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(run, range(AT_ONCE)))


def _given(database: Database) -> int:
    with database.reading() as work:
        return int(work.session.scalar(sa.select(sa.func.count()).select_from(Coupon)) or 0)


def test_of_a_hundred_ten_get_one(database: Database, crowd: list[int]) -> None:
    def get(member: int) -> bool:
        try:
            database.run(lambda work: coupons.issue(work, f"race:{member}", "rare", member))
        except CouponsGone:
            return False
        return True

    assert _race(database, crowd, get) == 10
    assert _given(database) == 10
    assert database.run(lambda work: coupons.get_template(work, "rare")).issued == 10


def test_without_the_guard_more_do(database: Database, crowd: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: looking first and counting later oversells, so the race is one."""
    seen = threading.Barrier(AT_ONCE)

    def get(member: int) -> bool:
        with database.reading() as work:
            left = coupons.get_template(work, "rare").issued < 10
        seen.wait(timeout=30)
        if left:
            database.run(lambda work: coupons.issue(work, f"race:{member}", "rare", member))
        return left

    def unguarded(session: Any, template_id: int) -> bool:
        return True

    monkeypatch.setattr(repository, "take_one", unguarded)
    database.run(_one_left)
    part = crowd[:AT_ONCE]
    assert _race(database, part, get) > 1


def _one_left(work: Work) -> None:
    work.session.execute(sa.text("UPDATE coupon_templates SET issued = 9 WHERE code = 'rare'"))
