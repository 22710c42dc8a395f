"""Levels (G): reached at once, taken back by a refund, looked at again once a year, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.conversation.models import InboxItem
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.member import service as members
from core.member.enums import Tier
from core.tier import service as tiers
from core.tier.enums import ChangeWhy
from core.tier.errors import BadSpend, SpendKeyReused
from core.tier.events import TierEvent
from tests.factories.salon import Salon

Act = Callable[..., Any]
YEAR_ON = dt.datetime(2027, 9, 16, 16, tzinfo=dt.UTC)
"""The end of the local day a year later: 2027-09-17 00:00 in Shanghai."""


@pytest.fixture
def spend(salon: Salon, act: Act) -> Callable[..., Any]:
    """The first member spends so many yuan."""

    def call(key: str, yuan: int, **named: Any) -> Any:
        return act(tiers.record_spend, key, salon.members[0], salon.store, yuan * 100, **named)

    return call


@pytest.fixture
def stand(salon: Salon, act: Act) -> Callable[[], Any]:
    return lambda: act(tiers.standing, salon.members[0])


def told(database: Database) -> int:
    """How many notices of what fell due were put into chats."""
    with database.reading() as work:
        return int(work.session.scalar(sa.select(sa.func.count()).where(InboxItem.key.like("due:%"))) or 0)


def review(act: Act, clock: ManualClock, at: dt.datetime) -> None:
    """What falls due at a moment, in the morning after it."""
    clock.set(at + dt.timedelta(hours=11))
    while act(tiers.review_due):
        pass


def test_a_level_is_reached_at_once(spend: Any, stand: Any, heard: list[TierEvent], salon: Salon) -> None:
    spend("sale:1", 1_999)
    standing = stand()
    assert (standing.tier, standing.next_tier, standing.missing_fen) == (Tier.member, Tier.silver, 100)
    assert heard == []
    spend("sale:2", 1)
    assert stand().tier is Tier.silver
    spend("sale:3", 4_000)
    standing = stand()
    assert (standing.tier, standing.spend_fen, standing.next_tier) == (Tier.gold, 600_000, Tier.diamond)
    assert standing.missing_fen == 900_000
    assert standing.kept_until == YEAR_ON
    assert [(event.before, event.after) for event in heard] == [(Tier.member, Tier.silver), (Tier.silver, Tier.gold)]


def test_one_large_sale_reaches_the_highest_level_in_one_step(
    spend: Any, stand: Any, heard: list[TierEvent], act: Act, salon: Salon
) -> None:
    spend("sale:1", 15_000)
    standing = stand()
    assert (standing.tier, standing.next_tier, standing.missing_fen) == (Tier.diamond, None, None)
    assert len(heard) == 1
    assert act(tiers.discount_percent, salon.members[0], salon.store) == 15
    assert act(tiers.discount_percent, salon.members[1], salon.store) == 0


def test_gold_is_ten_percent_and_opens_the_calendar_earlier(spend: Any, stand: Any, act: Act, salon: Salon) -> None:
    spend("sale:1", 6_000)
    assert act(tiers.discount_percent, salon.members[0], salon.store) == 10
    assert (stand().perks.discount_percent, stand().perks.priority_days) == (10, 3)
    assert (stand().next_perks.discount_percent, len(stand().perks.words)) == (15, 1)


def test_the_same_key_counts_once(spend: Any, stand: Any) -> None:
    first = spend("sale:1", 1_500)
    assert spend("sale:1", 1_500) == first
    assert stand().spend_fen == 150_000
    with pytest.raises(SpendKeyReused):
        spend("sale:1", 1_600)


@pytest.mark.parametrize("fen", [0, 10_000_001, -10_000_001])
def test_a_sum_that_cannot_be_is_refused(salon: Salon, act: Act, fen: int) -> None:
    with pytest.raises(BadSpend):
        act(tiers.record_spend, "sale:1", salon.members[0], salon.store, fen)


def test_a_refund_takes_back_what_only_its_money_reached(
    spend: Any, stand: Any, heard: list[TierEvent], clock: ManualClock
) -> None:
    spend("sale:1", 2_000)
    before = stand()
    clock.advance(dt.timedelta(days=30))
    spend("sale:2", 4_000)
    assert stand().tier is Tier.gold
    clock.advance(dt.timedelta(days=3))
    spend("refund:2", -4_000, of_key="sale:2")
    assert stand() == before, "as if it had never been"
    assert heard[-1].after is Tier.silver
    spend("refund:1", -1, of_key="sale:1")
    assert stand().tier is Tier.member


def test_a_refund_takes_nothing_that_was_earned_otherwise(
    spend: Any, stand: Any, act: Act, salon: Salon, clock: ManualClock
) -> None:
    act(tiers.set_by_hand, salon.members[0], Tier.gold)
    spend("sale:1", 3_000)
    spend("refund:1", -3_000, of_key="sale:1")
    assert stand().tier is Tier.gold, "a colleague decided it"
    clock.advance(dt.timedelta(days=200))
    spend("sale:2", 15_000)
    assert stand().tier is Tier.diamond, "more is more"
    spend("refund:2", -15_000)
    standing = stand()
    assert (standing.tier, standing.kept_until) == (Tier.gold, YEAR_ON)


def test_a_small_refund_long_after_does_not_reach_back(spend: Any, stand: Any, clock: ManualClock) -> None:
    spend("sale:1", 6_000)
    clock.advance(dt.timedelta(days=340))
    spend("sale:2", 500)
    clock.advance(dt.timedelta(days=10))
    spend("refund:2", -100, of_key="sale:2")
    assert stand().tier is Tier.gold


def test_a_year_on_it_is_earned_again_or_falls_after_one_grace(
    spend: Any, stand: Any, act: Act, database: Database, clock: ManualClock, salon: Salon, heard: list[TierEvent]
) -> None:
    spend("sale:1", 6_000)
    review(act, clock, YEAR_ON - dt.timedelta(days=30))
    assert told(database) == 1
    review(act, clock, YEAR_ON)
    standing = stand()
    assert (standing.tier, standing.is_grace) == (Tier.gold, True)
    assert told(database) == 2
    assert standing.kept_until == YEAR_ON + dt.timedelta(days=90)
    review(act, clock, YEAR_ON + dt.timedelta(days=60))
    assert told(database) == 3
    review(act, clock, YEAR_ON + dt.timedelta(days=90))
    assert stand().tier is Tier.silver, "one step"
    assert heard[-1].after is Tier.silver
    whys = [change.why for change in act(tiers.changes_of, salon.members[0])]
    assert whys == [ChangeWhy.spend, ChangeWhy.grace, ChangeWhy.lowered]


def test_who_earns_it_again_hears_nothing_and_keeps_it(
    spend: Any, stand: Any, act: Act, database: Database, clock: ManualClock
) -> None:
    spend("sale:1", 2_000)
    clock.advance(dt.timedelta(days=100))
    spend("sale:2", 2_000)
    review(act, clock, YEAR_ON - dt.timedelta(days=30))
    review(act, clock, YEAR_ON)
    assert told(database) == 0
    standing = stand()
    assert (standing.tier, standing.is_grace) == (Tier.silver, False)
    assert standing.kept_until > YEAR_ON + dt.timedelta(days=360)


def test_a_clock_that_stood_still_looks_at_the_year_that_was_over(
    spend: Any, stand: Any, act: Act, clock: ManualClock
) -> None:
    spend("sale:1", 2_000)
    clock.advance(dt.timedelta(days=364))
    spend("sale:2", 2_000)
    review(act, clock, YEAR_ON + dt.timedelta(days=300))
    assert stand().tier is Tier.silver, "earned by then, however late it is looked at"


def test_by_hand_only_managers(salon: Salon, act: Act, stand: Any) -> None:
    with pytest.raises(NotAllowed):
        act(tiers.set_by_hand, salon.members[0], Tier.gold, by=salon.desk)
    assert stand().tier is Tier.member
    act(tiers.set_by_hand, salon.members[0], Tier.gold, by=salon.manager)
    assert stand().kept_until == YEAR_ON
    act(tiers.set_by_hand, salon.members[0], Tier.member, by=salon.manager)
    assert (stand().tier, stand().kept_until) == (Tier.member, None)


def test_levels_of_before_are_adopted(salon: Salon, act: Act, stand: Any, clock: ManualClock) -> None:
    act(members.set_tier, salon.members[0], Tier.diamond)
    assert act(tiers.adopt) == 1
    assert act(tiers.adopt) == 0
    assert stand().kept_until == YEAR_ON
    assert act(tiers.differences) == ()
    act(members.set_tier, salon.members[0], Tier.gold)
    (said,) = act(tiers.differences)
    assert "gold" in said


def test_points_count_only_where_they_are_counted(salon: Salon, act: Act, stand: Any) -> None:
    act(tiers.record_points, "points:1", salon.members[0], salon.store, 5_000)
    assert (stand().tier, stand().points) == (Tier.member, 5_000)
    assert act(tiers.record_points, "points:1", salon.members[0], salon.store, 5_000).points == 5_000
