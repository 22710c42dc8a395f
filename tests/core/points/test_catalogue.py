"""What is had for points: stock, codes, money besides, and calling off; the daily check-in, rewards and flags."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.check import service as checks
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed, Refusal
from core.kit.tender import Tender
from core.kit.work import Actor, Work
from core.member import service as members
from core.member.enums import Tier
from core.points import service as points
from core.points.enums import FlagRule, FlagStatus, ItemKind, Perk, RedemptionStatus
from core.points.errors import (
    BelowThreshold,
    CashMissing,
    CheckInOff,
    FlagNotFound,
    ItemAbove,
    ItemLimit,
    ItemSoldOut,
    MarketForbids,
    NotEnoughPoints,
    PointsKeyReused,
    RedemptionNotFound,
    RedemptionSettled,
)
from core.points.repository import catalogue as statements
from tests.core.points.conftest import Do
from tests.core.waitlist.queueing import told
from tests.factories.salon import Salon

DAY = dt.timedelta(days=1)
NAMED = {"name": {"zh": "护理套装", "en": "Care set"}, "about": {"zh": "一次", "en": "Once"}}
REVIEW = {"rule": "F5"}


def put(act: Do, code: str = "care", **values: Any) -> None:
    act(points.put_item, code, **({"kind": ItemKind.goods, "points": 500} | NAMED | values))


def rich(act: Do, salon: Salon, *numbers: int, yuan: int = 2000) -> None:
    for number in numbers:
        act(points.earn_for_sale, f"sale:rich{number}", salon.members[number], salon.store, yuan * 100)


def sound(database: Database) -> None:
    with database.reading() as work:
        assert [each for each in checks.check(work) if each.is_broken] == []


def test_500_points_and_99_yuan_are_a_care_set(act: Do, salon: Salon, database: Database) -> None:
    put(act, cash_fen=9900, stock=3)
    rich(act, salon, 0)
    member = salon.members[0]
    made = act(points.redeem, "k1", member, "care", by=salon.member(0))
    assert (made.points, made.cash_fen, made.status, len(made.code)) == (500, 9900, RedemptionStatus.open, 10)
    assert act(points.redeem, "k1", member, "care", by=salon.member(0)) == made
    with pytest.raises(PointsKeyReused):
        act(points.redeem, "k1", salon.members[1], "care")
    entry = act(points.list_entries, member)[0]
    assert (entry.points, entry.because["rule"], entry.because["code"]) == (-500, "F11", made.code)
    with pytest.raises(CashMissing) as refused:
        act(points.hand_over, made.code, by=salon.desk)
    assert refused.value.fields == {"yuan": "99"}
    spoken = f"{made.code[:5].lower()} {made.code[5:].lower()}"
    done = act(points.hand_over, spoken, tender=Tender.wechat, reference="W1", by=salon.desk)
    assert (done.status, done.tender, done.reference, done.staff_id) == (
        RedemptionStatus.done,
        "wechat",
        "W1",
        salon.staff["desk"],
    )
    for again in (points.hand_over, points.cancel):
        with pytest.raises(RedemptionSettled):
            act(again, made.code, by=salon.desk)
    assert told(database, "points.")["points.handed_over"] == 1
    sound(database)


def test_what_nobody_fetched_can_be_called_off(act: Do, salon: Salon, database: Database) -> None:
    put(act, stock=1, per_member=1)
    rich(act, salon, 0, 1)
    made = act(points.redeem, "k1", salon.members[0], "care")
    with pytest.raises(ItemSoldOut):
        act(points.redeem, "k2", salon.members[1], "care")
    assert act(points.balance, salon.members[1]).active == 2050, "nothing half done"
    for stranger in (salon.member(1), Actor("guest")):
        with pytest.raises((RedemptionNotFound, NotAllowed)):
            act(points.cancel, made.code, by=stranger)
    for _ in range(2):
        assert act(points.cancel, made.code, by=salon.member(0)).status is RedemptionStatus.cancelled
    assert act(points.balance, salon.members[0]).active == 2050
    act(points.redeem, "k3", salon.members[0], "care")
    with pytest.raises(ItemLimit):
        act(points.redeem, "k4", salon.members[0], "care")
    sound(database)


def test_a_perk_is_had_at_once_and_for_a_time(act: Do, salon: Salon, clock: ManualClock) -> None:
    put(act, "early", kind=ItemKind.perk, perk=Perk.priority, days=30, tier=Tier.silver)
    rich(act, salon, 0)
    member = salon.members[0]
    with pytest.raises(ItemAbove):
        act(points.redeem, "k", member, "early")
    act(members.set_tier, member, Tier.gold)
    assert act(points.redeem, "k", member, "early").status is RedemptionStatus.done
    assert act(points.has_perk, member, Perk.priority)
    clock.advance(30 * DAY)
    assert not act(points.has_perk, member, Perk.priority)


def test_seven_days_in_a_row_bring_20_points(act: Do, salon: Salon, clock: ManualClock, set_rules: Do) -> None:
    member, me = salon.members[0], salon.member(0)
    clock.set(salon.at(16, "23:59"))
    told_of = []
    for _ in range(14):
        done = act(points.daily_check_in, member, by=me)
        again = act(points.daily_check_in, member, by=me)
        assert (again.is_new, again.streak, again.points) == (False, done.streak, 0)
        told_of.append((done.streak, done.points, done.to_go))
        clock.advance(DAY)
    assert [streak for streak, earned, _ in told_of if earned] == [7, 14]
    assert told_of[6] == (7, 20, 7)
    assert act(points.balance, member).active == 40
    clock.advance(DAY)
    assert act(points.checked_in, member).streak == 0
    assert act(points.daily_check_in, member, by=me).streak == 1
    set_rules(preset="light")
    with pytest.raises(CheckInOff):
        act(points.daily_check_in, member, by=me)


def test_reviews_shares_and_missions(act: Do, salon: Salon, set_rules: Do) -> None:
    member, store = salon.members[0], salon.store
    review = {"characters": 5, "has_photo": False}
    assert act(points.reward_review, "r1", member, store, **review).points == 10
    assert act(points.reward_review, "r2", member, store, **review | {"characters": 30}).points == 20
    assert act(points.reward_review, "r3", member, store, **review | {"has_photo": True}).because["detailed"]
    with pytest.raises(MarketForbids, match="market"):  # the factory's stores are in mainland China
        act(points.reward_share, "s1", member, store)
    with pytest.raises(MarketForbids) as refused:
        act(points.reward_share, "s1", member, store, counts="likes")
    assert refused.value.fields == {"rule": "cn.no_reward_for_likes"}
    set_rules(share={"is_on": True})
    assert act(points.reward_share, "s1", member, store).points == 50
    with pytest.raises(ValueError, match=r"cn\.no_reward_for_likes"):
        set_rules(share={"counts": "likes"})
    assert act(points.reward_mission, "m1", member, 30, "friends").because["mission"] == "friends"


def test_abnormal_earning_is_flagged_once_and_decided(
    act: Do, salon: Salon, database: Database, clock: ManualClock
) -> None:
    member = salon.members[0]
    for number in range(12):
        act(points.earn, f"e{number}", member, 5, REVIEW)
    (flag,) = act(points.list_flags, by=salon.manager)
    assert (flag.rule, flag.evidence["counted"], flag.evidence["limit"]) == (FlagRule.rush, 10, 10)
    assert flag.evidence["earned"] == [f"e{number}" for number in range(10)]
    assert flag.decide_by - flag.raised_at == dt.timedelta(hours=48)
    for actor in (salon.desk, salon.member(0), Actor("staff", salon.staff["far"], StaffRole.manager.value, 2)):
        with pytest.raises((NotAllowed, FlagNotFound)):
            act(points.decide, flag.id, is_abuse=True, by=actor)
    clock.advance(dt.timedelta(hours=49))
    assert [act(points.remind_of_flags) for _ in range(2)] == [1, 0]
    decided = act(points.decide, flag.id, is_abuse=True, by=salon.manager)
    assert decided.status is FlagStatus.confirmed
    assert act(points.balance, member).active == 10, "what came after the flag was raised is not its evidence"
    with pytest.raises(FlagNotFound):
        act(points.decide, flag.id, is_abuse=False, by=salon.manager)
    for number in range(3):
        act(points.earn_for_sale, f"sale:{number}", member, salon.store, 10_000)
        act(points.take_back, f"back:{number}", f"sale:{number}")
    assert [each.rule for each in act(points.list_flags)] == [FlagRule.refunds]
    act(points.decide, act(points.list_flags)[0].id, is_abuse=False)
    act(points.earn, "later", member, 5, REVIEW)
    assert act(points.list_flags) == (), "what was cleared is not raised again by the same evidence"
    sound(database)


def test_whoever_runs_the_salon_sees_what_is_out(act: Do, salon: Salon, set_rules: Do) -> None:
    put(act, stock=None)
    rich(act, salon, 0, 1, yuan=1000)
    act(members.set_tier, salon.members[1], Tier.gold)
    act(points.redeem, "k", salon.members[0], "care")
    act(points.take_back, "r", "sale:rich0")
    found = act(points.report, by=salon.manager)
    assert (found.active, found.debt, found.members, found.worth_fen) == (1050, 500, 2, 1312)
    assert (found.earned, found.spent, found.usage_percent) == (1050, 500, 47)
    assert [(each.item_code, each.count, each.points) for each in found.most] == [("care", 1, 500)]
    with pytest.raises(NotAllowed):
        act(points.report, by=salon.desk)


def _race(database: Database, salon: Salon, people: list[int], workers: int = 8) -> list[str]:
    """Everybody wants one at the same moment; what came of it."""
    ready = Barrier(workers)

    def run(mine: list[int]) -> list[str]:
        ready.wait()
        outcomes = []
        for member_id in mine:
            try:
                database.run(lambda work, member_id=member_id: points.redeem(work, f"w{member_id}", member_id, "care"))
                outcomes.append("had")
            except Refusal as refusal:
                outcomes.append(refusal.code)
        return outcomes

    with ThreadPoolExecutor(workers) as pool:
        return [each for done in pool.map(run, [people[n::workers] for n in range(workers)]) for each in done]


def _hundred(work: Work, salon: Salon) -> list[int]:
    people = [members.register(work, name=f"m{number}").id for number in range(100)]
    for member_id in people:
        points.adjust(work, f"gift{member_id}", member_id, 500, "a hundred in a race")
    return people


def test_of_a_hundred_members_ten_get_the_last_ten(act: Do, salon: Salon, database: Database) -> None:
    put(act, stock=10)
    people = act(_hundred, salon)
    outcomes = _race(database, salon, people)
    assert (outcomes.count("had"), outcomes.count("points.sold_out")) == (10, 90)
    assert act(points.get_item, "care").stock == 0
    left = [act(points.balance, member_id).active for member_id in people]
    assert sorted(left) == [0] * 10 + [500] * 90
    sound(database)


def test_without_the_guard_more_than_ten_would_go(
    act: Do, salon: Salon, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: looking first and taking then sells what is not there."""
    put(act, stock=10)
    people = act(_hundred, salon)

    def look_then_take(session: Any, item_id: int) -> bool:
        item = statements.find_item(session, item_id)
        assert item is not None
        if database.is_sqlite:  # one writer: what was seen before the turn began is what a race would see
            return True
        if not item.stock:
            return False
        session.execute(
            sa.text("UPDATE points_items SET stock = GREATEST(stock - 1, 0) WHERE id = :id"), {"id": item_id}
        )
        return True

    monkeypatch.setattr(statements, "take_one", look_then_take)
    assert _race(database, salon, people).count("had") > 10


def test_of_many_who_spend_the_same_points_one_does(act: Do, salon: Salon, database: Database) -> None:
    rich(act, salon, 0, yuan=1000)
    ready = Barrier(4)

    def run(number: int) -> int:
        ready.wait()
        try:
            database.run(lambda work: points.spend(work, f"s{number}", salon.members[0], salon.store, 900, {}))
        except (NotEnoughPoints, BelowThreshold):  # 150 are left
            return 0
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 1
    assert act(points.balance, salon.members[0]).active == 150
