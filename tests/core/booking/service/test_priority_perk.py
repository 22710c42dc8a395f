"""The calendar opens early for who had that for points (F16, C9), for as long as they have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from core.booking import service as bookings
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.member import service as members
from core.member.enums import Tier
from core.points import service as points
from core.store import service as stores
from tests.factories import garden_salon
from tests.factories.points import catalogue
from tests.keys import KEYRING


@pytest.fixture
def garden(garden_url: str, clock: ManualClock) -> Iterator[Database]:
    database = Database(garden_url, clock=clock, keyring=KEYRING)
    yield database
    database.dispose()


def _had(work: Work) -> int:
    catalogue(work)
    member = garden_salon.member_id(work, "王芳")
    points.adjust(work, "gift", member, 2000, "for the test")
    points.redeem(work, "perk", member, "early")
    return member


def _last_open(database: Database, member: int) -> dt.date:
    with database.transaction(Actor("member", member)) as work:
        return bookings.open_until(work, stores.get_by_code(work, "garden").id)


def test_it_opens_as_early_as_for_gold_while_it_lasts(garden: Database, clock: ManualClock) -> None:
    others = garden.run(lambda work: garden_salon.member_id(work, "李娜"))
    usual = _last_open(garden, others)
    member = garden.run(_had)
    early = _last_open(garden, member)
    garden.run(lambda work: members.set_tier(work, others, Tier.gold))
    assert usual < early == _last_open(garden, others)
    clock.advance(dt.timedelta(days=31))
    assert _last_open(garden, member) - usual == dt.timedelta(days=31)
