"""What a level takes, by every way of counting, and how a refund is judged."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.member.enums import Tier
from core.store.schemas import TierPolicy
from core.tier import rules
from core.tier.schemas import Counted

SHANGHAI = ZoneInfo("Asia/Shanghai")
_counted = st.builds(Counted, fen=st.integers(0, 2_000_000), points=st.integers(0, 20_000), visits=st.integers(0, 30))


@pytest.mark.parametrize(
    ("counts", "counted", "tier"),
    [
        ("spend", Counted(fen=199_999), Tier.member),
        ("spend", Counted(fen=200_000), Tier.silver),
        ("spend", Counted(fen=600_000), Tier.gold),
        ("spend", Counted(fen=1_500_000), Tier.diamond),
        ("points", Counted(fen=1_500_000, points=1_999), Tier.member),
        ("points", Counted(points=6_000), Tier.gold),
        ("spend_and_visits", Counted(fen=1_500_000, visits=3), Tier.member),
        ("spend_and_visits", Counted(fen=1_500_000, visits=10), Tier.gold),
        ("spend_and_visits", Counted(fen=600_000, visits=30), Tier.gold),
    ],
)
def test_thresholds(counts: str, counted: Counted, tier: Tier) -> None:
    assert rules.earned(counted, TierPolicy.model_validate({"counts": counts})) is tier


@given(_counted, st.sampled_from(["spend", "points", "spend_and_visits"]))
def test_what_is_missing_is_just_what_reaches_the_next_level(counted: Counted, counts: str) -> None:
    policy = TierPolicy.model_validate({"counts": counts})
    higher = rules.next_tier(rules.earned(counted, policy), policy)
    if higher is None:
        return
    gap = rules.missing(counted, higher, policy)
    enough = Counted(counted.fen + gap.fen, counted.points + gap.points, counted.visits + gap.visits)
    assert rules.earned(enough, policy) is higher
    assert (gap.fen, gap.points, gap.visits) != (0, 0, 0)
    for name in ("fen", "points", "visits"):
        if getattr(gap, name):
            values = {each: getattr(enough, each) for each in ("fen", "points", "visits")}
            values[name] -= 1
            assert rules.earned(Counted(**values), policy).rank < higher.rank


def test_a_store_without_silver_goes_straight_to_gold() -> None:
    policy = TierPolicy.model_validate({"spend": {"gold": 5000}})
    assert rules.next_tier(Tier.member, policy) is Tier.gold
    assert rules.next_tier(Tier.gold, policy) is None
    assert rules.earned(Counted(fen=500_000), policy) is Tier.gold


def test_a_higher_level_cannot_take_less() -> None:
    with pytest.raises(ValueError, match="more than"):
        TierPolicy.model_validate({"spend": {"silver": 5000, "gold": 5000}})


def test_kept_for_a_year_by_the_stores_calendar() -> None:
    leap_day = dt.datetime(2028, 2, 29, 3, tzinfo=dt.UTC)
    assert rules.kept_until(leap_day, 12, SHANGHAI) == dt.datetime(2029, 2, 28, 16, tzinfo=dt.UTC)
    assert rules.window_start(leap_day, 12, SHANGHAI) == dt.datetime(2027, 2, 28, 3, tzinfo=dt.UTC)


@given(st.sampled_from(rules.TIERS[1:]), st.sampled_from(rules.TIERS))
def test_a_level_falls_one_step_or_to_what_is_earned(tier: Tier, earned: Tier) -> None:
    if earned.rank >= tier.rank:
        return
    assert rules.fallen(tier, earned, TierPolicy()).rank == tier.rank - 1
    assert rules.fallen(tier, earned, TierPolicy(falls_one_step=False)) is earned
