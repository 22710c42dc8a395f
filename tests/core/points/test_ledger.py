"""Earning, spending, refunds and endings, as the figures of product.md F say and to the last point."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from core.member import service as members
from core.member.enums import Tier
from core.member.errors import MemberNotFound
from core.points import service as points
from core.points.enums import EntryKind, LotState
from core.points.errors import (
    AdjustLimit,
    BadPoints,
    BadReason,
    BelowThreshold,
    NotEnoughPoints,
    PointsKeyReused,
    PointsNotFound,
    PointsOff,
    TooManyPointsBack,
    WindowClosed,
)
from core.points.schemas import PointsOffer
from core.profile import service as profiles
from tests.core.points.conftest import Do, figures
from tests.factories.salon import Salon

FREE = {"threshold": 0}
REVIEW = {"rule": "F5"}
DAY = dt.timedelta(days=1)


def test_five_hundred_yuan_earn_550_points_that_explain_themselves(act: Do, salon: Salon) -> None:
    member = salon.members[0]
    entry = act(points.earn_for_sale, "sale:S1", member, salon.store, 50_000)
    assert (entry.points, entry.kind) == (550, EntryKind.earn)
    assert entry.because == {
        "rule": "F1",
        "spend_fen": 50_000,
        "base": 500,
        "step": 50,
        "step_fen": 50_000,
        "sale": "S1",
    }
    assert act(points.earn_for_sale, "sale:S2", member, salon.store, 49_999).points == 499
    assert act(points.earn_for_sale, "sale:S3", member, salon.store, 99) is None
    assert figures(act(points.balance, member)) == (1049, 0, 0)
    assert [each.key for each in act(points.list_entries, member, limit=1)] == ["sale:S2"]
    assert [each.key for each in act(points.list_entries, member, before=entry.id + 1)] == ["sale:S1"]


def test_of_two_lots_80_remain_when_the_first_ends(act: Do, salon: Salon, clock: ManualClock, set_rules: Do) -> None:
    """The known wrong formula says -10."""
    set_rules(**FREE, daily_cap=0)
    member = salon.members[0]
    act(points.earn, "first", member, 100, REVIEW)
    clock.advance(30 * DAY)
    act(points.earn, "second", member, 80, REVIEW)
    act(points.spend, "spent", member, salon.store, 90, {})
    assert act(points.balance, member).active == 90
    clock.advance(337 * DAY)
    assert act(points.balance, member).active == 80, "before the clock swept"
    act(points.expire_due)
    assert act(points.balance, member).active == 80
    assert [each.points for each in act(points.list_entries, member)] == [-10, -90, 80, 100]
    assert [lot.state for lot in act(points.list_lots, member)] == [LotState.active, LotState.expired]
    clock.advance(40 * DAY)
    act(points.expire_due)
    assert figures(act(points.balance, member)) == (0, 0, 0)


def test_points_end_with_the_local_day_twelve_months_later(act: Do, salon: Salon, clock: ManualClock) -> None:
    clock.set(salon.at(16, "23:30"))
    act(points.earn, "k", salon.members[0], 10, REVIEW)
    (ending,) = act(points.balance, salon.members[0]).ending
    assert ending.ends_at == dt.datetime(2027, 9, 16, 16, 0, tzinfo=dt.UTC)
    clock.set(ending.ends_at - dt.timedelta(seconds=1))
    assert act(points.balance, salon.members[0]).active == 10
    clock.set(ending.ends_at)
    assert act(points.balance, salon.members[0]).active == 0


def test_the_daily_cap_is_200_and_leaves_paid_visits_out(
    act: Do, salon: Salon, clock: ManualClock, set_rules: Do
) -> None:
    member = salon.members[0]
    clock.set(salon.at(16, "23:00"))
    act(points.earn_for_sale, "sale:S1", member, salon.store, 50_000)
    assert act(points.earn, "a", member, 150, REVIEW).points == 150
    cut = act(points.earn, "b", member, 150, REVIEW)
    assert (cut.points, cut.amount, cut.because) == (50, 150, {"rule": "F5", "cap": 200, "capped": 100})
    assert act(points.earn, "c", member, 10, REVIEW).points == 0
    assert act(points.balance, member).active == 750
    clock.set(salon.at(17, "00:00"))
    assert act(points.earn, "b", member, 150, REVIEW).points == 50, "what was done then, on another day"
    assert act(points.earn, "d", member, 200, REVIEW).points == 200
    set_rules(cap_includes_visits=True)
    assert act(points.earn_for_sale, "sale:S2", member, salon.store, 50_000).points == 0


def test_multipliers_do_not_multiply_each_other(act: Do, salon: Salon, clock: ManualClock, set_rules: Do) -> None:
    member = salon.members[0]
    act(profiles.set_birthday, member, profiles.birthday_of("1990-09-16"))
    entry = act(points.earn_for_sale, "sale:1", member, salon.store, 50_000)
    assert (entry.points, entry.because["for"], entry.because["percent"]) == (1050, "birthday", 200)
    clock.set(salon.at(25, "12:00"))  # 中秋 2026
    entry = act(points.earn_for_sale, "sale:2", member, salon.store, 10_000)
    assert (entry.points, entry.because["name"]["zh"]) == (200, "中秋节")
    set_rules(
        tier_percent={"gold": 120},
        doubles_steps=True,
        double_days=[{"name": {"zh": "会员日", "en": "Members' day"}, "from": "2026-09-25", "percent": 300}],
    )
    act(members.set_tier, member, Tier.gold)
    assert act(points.earn_for_sale, "sale:3", member, salon.store, 50_000).points == 1650
    clock.advance(DAY)
    assert act(points.earn_for_sale, "sale:4", member, salon.store, 10_000).points == 120


def test_a_lunar_birthday_counts_by_the_chinese_calendar(act: Do, salon: Salon, clock: ManualClock) -> None:
    act(profiles.set_birthday, salon.members[0], profiles.birthday_of("lunar:08-06"))
    assert act(points.earn_for_sale, "sale:1", salon.members[0], salon.store, 10_000).points == 200


def test_eighty_points_are_a_yuan_for_gold(act: Do, salon: Salon) -> None:
    member = salon.members[0]
    act(points.earn_for_sale, "sale:S1", member, salon.store, 90_000)
    rates = {}
    for tier in Tier:
        act(members.set_tier, member, tier)
        rates[tier.value] = act(points.rate, member, salon.store)
    assert rates == {"member": 120, "silver": 100, "gold": 80, "diamond": 60}
    act(members.set_tier, member, Tier.gold)
    assert act(points.worth, member, salon.store, 80) == 100
    assert act(points.spend_limits, member, salon.store, 29_850) == PointsOffer(880, 1100, 80)
    assert act(points.spend_limits, member, salon.store, 550) == PointsOffer(400, 500, 80)
    act(members.set_tier, member, Tier.diamond)
    offer = act(points.spend_limits, member, salon.store, 29_850)
    assert (offer.points, offer.fen, offer.gift.zh) == (900, 1500, "随单小礼一份")
    assert act(points.spend_limits, member, salon.store, 50).code == "points.not_exchangeable"


def test_points_can_be_redeemed_from_500_on_and_within_the_window(
    act: Do, salon: Salon, clock: ManualClock, set_rules: Do
) -> None:
    member = salon.members[0]
    act(points.earn_for_sale, "sale:S1", member, salon.store, 49_900)
    assert act(points.spend_limits, member, salon.store, 1000).fields == {"threshold": 500, "left": 499, "missing": 1}
    with pytest.raises(BelowThreshold):
        act(points.spend, "x", member, salon.store, 100, {})
    act(points.earn, "one", member, 1, REVIEW)
    assert act(points.spend, "y", member, salon.store, 100, {}).points == -100
    set_rules(threshold=0, windows=[{"from": 1, "to": 3}, {"from": 31, "to": 31}])
    with pytest.raises(WindowClosed) as refused:
        act(points.spend, "z", member, salon.store, 100, {})
    assert refused.value.fields == {"first_day": 31, "last_day": 31}
    clock.set(salon.at(30, "12:00"))  # the last day of September
    assert act(points.spend, "z", member, salon.store, 100, {}).points == -100
    clock.set(salon.at(3, "23:59", month=10))
    assert act(points.spend, "w", member, salon.store, 100, {}).points == -100
    set_rules(threshold=150, threshold_is_each=True)
    with pytest.raises(BelowThreshold):
        act(points.spend, "v", member, salon.store, 149, {})
    set_rules(is_on=False)
    with pytest.raises(PointsOff):
        act(points.spend, "v", member, salon.store, 149, {})
    assert act(points.earn_for_sale, "sale:off", member, salon.store, 50_000) is None


def test_a_refund_takes_back_from_the_same_lot_and_what_is_spent_is_owed(act: Do, salon: Salon, set_rules: Do) -> None:
    set_rules(**FREE)
    member = salon.members[0]
    act(points.earn_for_sale, "sale:S1", member, salon.store, 50_000)
    act(points.spend, "spent", member, salon.store, 500, {"sale": "S2"})
    back = act(points.take_back, "refund:S1", "sale:S1")
    assert (back.points, back.because) == (-550, {"rule": "refund", "sale": "S1"})
    balance = act(points.balance, member)
    assert (balance.active, balance.debt, balance.shown) == (0, 500, -500)
    act(points.earn_for_sale, "sale:S3", member, salon.store, 30_000)
    assert figures(act(points.balance, member)) == (0, 0, 200)
    returned = act(points.give_back, "refund:S2", "spent")
    assert (returned.points, returned.because["sale"]) == (500, "S2")
    assert figures(act(points.balance, member)) == (300, 0, 0)
    assert act(points.take_back, "again", "sale:S1") is None
    assert act(points.give_back, "again", "spent") is None


def test_spent_points_return_to_the_lots_they_came_from(
    act: Do, salon: Salon, clock: ManualClock, set_rules: Do
) -> None:
    set_rules(**FREE, daily_cap=0)
    member = salon.members[0]
    act(points.earn, "first", member, 100, REVIEW)
    clock.advance(DAY)
    act(points.earn, "second", member, 80, REVIEW)
    act(points.spend, "spent", member, salon.store, 150, {})
    act(points.give_back, "back", "spent", 90)
    assert [lot.left for lot in act(points.list_lots, member)] == [80, 40], "the last taken returns first"
    with pytest.raises(TooManyPointsBack):
        act(points.give_back, "more", "spent", 61)
    clock.advance(366 * DAY)
    act(points.expire_due)
    act(points.give_back, "rest", "spent")
    assert figures(act(points.balance, member)) == (0, 0, 0), "60 returned to a lot that has ended"
    assert act(points.list_entries, member)[0].because["rule"] == "F17"


def test_what_ended_unspent_is_not_asked_back(act: Do, salon: Salon, clock: ManualClock, set_rules: Do) -> None:
    set_rules(**FREE)
    member = salon.members[0]
    act(points.earn_for_sale, "sale:S1", member, salon.store, 10_000)
    act(points.spend, "spent", member, salon.store, 60, {})
    clock.advance(367 * DAY)
    entry = act(points.take_back, "half", "sale:S1", 30)
    assert (entry.points, entry.amount) == (0, 30), "of the 40 that had ended"
    assert act(points.take_back, "rest", "sale:S1").points == -60
    assert act(points.balance, member).debt == 60
    act(points.give_back, "back", "spent")
    assert figures(act(points.balance, member)) == (0, 0, 0), "what returns pays the debt before it ends"


def test_a_partial_refund_leaves_what_the_rest_would_have_earned(act: Do, salon: Salon) -> None:
    member = salon.members[0]
    act(points.earn_for_sale, "sale:S1", member, salon.store, 60_000)
    back = act(points.take_back_of_sale, "r1", "sale:S1", 40_000)
    assert (back.points, act(points.balance, member).active) == (-250, 400), "the step of 500 yuan is not reached"
    assert act(points.take_back_of_sale, "r1", "sale:S1", 40_000) == back
    with pytest.raises(PointsKeyReused):
        act(points.take_back_of_sale, "r1", "sale:S1", 30_000)
    assert act(points.take_back_of_sale, "r2", "sale:S1", 40_000) is None
    act(points.take_back_of_sale, "r3", "sale:S1", 0)
    assert act(points.balance, member).active == 0


def test_points_of_a_visit_may_wait_and_still_pay_a_debt(
    act: Do, salon: Salon, clock: ManualClock, set_rules: Do
) -> None:
    set_rules(pending_days=7, threshold=0)
    member = salon.members[0]
    act(points.earn_for_sale, "sale:S1", member, salon.store, 10_000)
    assert figures(act(points.balance, member)) == (0, 100, 0)
    assert act(points.list_lots, member)[0].state is LotState.pending
    with pytest.raises(NotEnoughPoints):
        act(points.spend, "s", member, salon.store, 1, {})
    clock.advance(7 * DAY)
    assert act(points.spend, "s", member, salon.store, 100, {}).points == -100
    act(points.take_back, "r", "sale:S1")
    assert act(points.list_lots, member)[0].state is LotState.reversed
    act(points.earn_for_sale, "sale:S2", member, salon.store, 15_000)
    assert figures(act(points.balance, member)) == (0, 50, 0)


def test_a_replay_changes_nothing_and_another_question_is_refused(act: Do, salon: Salon, set_rules: Do) -> None:
    set_rules(**FREE)
    one, other = salon.members[:2]
    desk = salon.desk
    calls = [
        (points.earn_for_sale, ("sale:S1", one, salon.store, 50_000), ("sale:S1", one, salon.store, 50_001)),
        (points.earn, ("e", one, 20, REVIEW), ("e", one, 21, REVIEW)),
        (points.adjust, ("a", one, 30, "sorry"), ("a", one, 31, "sorry")),
        (points.spend, ("s", one, salon.store, 100, {}), ("s", other, salon.store, 100, {})),
        (points.give_back, ("g", "s", 50), ("g", "s", 49)),
        (points.take_back, ("t", "sale:S1", 50), ("t", "sale:S1")),
    ]
    for function, arguments, others in calls:
        first = act(function, *arguments, by=desk)
        before = act(points.balance, one)
        again = act(function, *arguments, by=desk)
        assert (again.id, again.points, again.because) == (first.id, first.points, first.because)
        with pytest.raises(PointsKeyReused):
            act(function, *others, by=desk)
        assert act(points.balance, one) == before


def test_nonsense_is_refused_and_moves_nothing(act: Do, salon: Salon) -> None:
    member = salon.members[0]
    for bad in (0, -5, 1_000_001, True, 1.5):
        with pytest.raises(BadPoints):
            act(points.earn, f"k{bad}", member, bad, REVIEW)
    for bad in (0, -1, 10_000_001):
        with pytest.raises(BadPoints):
            act(points.earn_for_sale, f"sale:{bad}", member, salon.store, bad)
    with pytest.raises(MemberNotFound):
        act(points.earn, "k", 999_999, 5, REVIEW)
    with pytest.raises(PointsNotFound):
        act(points.take_back, "k", "nothing")
    with pytest.raises(PointsNotFound):
        act(points.give_back, "k", "nothing")
    assert act(points.list_entries, member) == ()


def test_who_may_move_and_read_points(act: Do, salon: Salon, set_rules: Do) -> None:
    set_rules(**FREE)
    member = salon.members[0]
    act(points.earn, "k", member, 100, REVIEW)
    stranger, guest = salon.member(1), Actor("guest")
    for actor in (stranger, guest):
        with pytest.raises(NotAllowed):
            act(points.balance, member, by=actor)
        with pytest.raises(NotAllowed):
            act(points.spend, "s", member, salon.store, 10, {}, by=actor)
        with pytest.raises(NotAllowed):
            act(points.adjust, "a", member, 10, "why", by=actor)
    assert act(points.balance, member, by=salon.member(0)).active == 100
    assert act(points.spend, "s", member, salon.store, 10, {}, by=salon.member(0)).points == -10


def test_points_by_hand_have_a_limit_a_day_and_a_reason(act: Do, salon: Salon, clock: ManualClock) -> None:
    member, desk = salon.members[0], salon.desk
    entry = act(points.adjust, "a1", member, 400, "  等太久，  送一点 ", by=desk)
    assert (entry.points, entry.staff_id) == (400, salon.staff["desk"])
    assert act(points.list_entries, member)[0].reason == "等太久， 送一点"
    with pytest.raises(AdjustLimit) as refused:
        act(points.adjust, "a2", member, -101, "wrong", by=desk)
    assert refused.value.fields == {"limit": 500, "left": 100}
    assert act(points.adjust, "a2", member, -100, "wrong", by=desk).points == -100
    assert act(points.adjust, "a3", member, 2000, "manager", by=salon.manager).points == 2000
    clock.advance(DAY)
    with pytest.raises(NotEnoughPoints):
        act(points.adjust, "a4", salon.members[1], -10, "nothing there", by=desk)
    with pytest.raises(BadReason):
        act(points.adjust, "a5", member, 10, "  ", by=desk)
    with pytest.raises(NotAllowed):
        act(points.adjust, "a6", member, 10, "mine", by=salon.works_as("amy", StaffRole.beautician))


def test_the_database_itself_refuses_to_change_the_ledger(act: Do, salon: Salon, database: Database) -> None:
    act(points.earn, "k", salon.members[0], 100, REVIEW)
    for table in ("points_entries", "points_lots", "points_moves"):
        for statement in (f"UPDATE {table} SET points = 1", f"DELETE FROM {table}"):
            with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.transaction() as work:
                work.session.execute(sa.text(statement))
    assert act(points.balance, salon.members[0]).active == 100
