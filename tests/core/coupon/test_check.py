"""What the check says of coupons and levels: nothing of sound data, and each breach by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.check import service as checks
from core.coupon import service as coupons
from core.kit.db import Database
from core.member import service as members
from core.member.enums import Tier
from core.tier import service as tiers
from tests.conftest import NOW
from tests.factories.coupons import bill
from tests.factories.salon import Salon


@pytest.fixture
def sound(salon: Salon, act: Callable[..., Any]) -> int:
    """A member with a coupon that was used and given back, one that is used, and a level."""
    member = salon.members[0]
    for code in ("off100", "off50"):
        given = act(coupons.issue, code, code, member)
        act(coupons.redeem, f"sale:{code}", [given.id], member, bill(520), NOW)
    act(coupons.give_back, "refund", "sale:off100")
    act(tiers.record_spend, "sale", member, salon.store, 600_000)
    return member


def found(database: Database) -> list[str]:
    with database.reading() as work:
        return [line for each in checks.check(work) if each.is_broken for line in each.found]


def test_sound_data_is_sound(sound: int, database: Database) -> None:
    assert found(database) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE coupon_templates SET issued = issued + 1 WHERE code = 'off100'", "of the coupon off100 2 are counted"),
        ("UPDATE coupons SET uses = 1 - uses WHERE id = 1", "coupon 1 is marked as used 1 time(s)"),
        ("UPDATE coupon_uses SET member_id = 2 WHERE coupon_id = 2", "coupon 2 is another member's"),
    ],
)
def test_a_breach_is_named(sound: int, database: Database, statement: str, said: str) -> None:
    with database.transaction() as work:
        work.session.execute(sa.text(statement))
    (line,) = found(database)
    assert said in line


def test_a_level_that_nobody_decided_is_named(sound: int, database: Database) -> None:
    database.run(lambda work: members.set_tier(work, sound, Tier.diamond))
    (line,) = found(database)
    assert line.endswith("is diamond, decided was gold")
