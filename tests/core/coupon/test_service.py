"""Giving coupons, using the best of them and giving them back (H), on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.coupon import service as coupons
from core.coupon.enums import CouponSource, CouponState
from core.coupon.errors import (
    BadBill,
    CouponKeyReused,
    CouponLimit,
    CouponNotFound,
    CouponsApart,
    CouponsGone,
    CouponUnfit,
    GrantRefused,
    RequestOver,
)
from core.coupon.files import export_coupons, import_coupons
from core.coupon.models import Coupon
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import BadInput, NotAllowed
from core.kit.ids import ALPHABET
from tests.conftest import NOW
from tests.factories.coupons import bill
from tests.factories.salon import Salon

Act = Callable[..., Any]


def test_a_coupon_is_given_once_a_key_and_counted(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    given = act(coupons.issue, "k1", "off100", member)
    assert act(coupons.issue, "k1", "off100", member) == given
    assert act(coupons.list_valid, member) == (given,)
    assert len(given.code) == 10
    assert set(given.code) <= set(ALPHABET)
    with pytest.raises(CouponKeyReused):
        act(coupons.issue, "k1", "off50", member)
    with pytest.raises(CouponKeyReused):
        act(coupons.issue, "k1", "off100", salon.members[1])
    assert act(coupons.get_template, "off100").issued == 1


def test_each_member_gets_what_each_may_have(salon: Salon, act: Act) -> None:
    act(coupons.issue, "k1", "trial", salon.members[0])
    with pytest.raises(CouponLimit):
        act(coupons.issue, "k2", "trial", salon.members[0])
    act(coupons.issue, "k3", "trial", salon.members[1])


def test_of_ten_the_eleventh_is_gone(salon: Salon, act: Act) -> None:
    for number in range(10):
        act(coupons.issue, f"k{number}", "rare", salon.members[number % 4])
    with pytest.raises(CouponsGone):
        act(coupons.issue, "k10", "rare", salon.members[0])
    assert act(coupons.get_template, "rare").issued == 10


def test_the_best_two_are_named_with_the_best_other_way(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    for code in ("off100", "off50", "extra28"):
        act(coupons.issue, code, code, member)
    first, other = act(coupons.best, member, salon.store, bill(520), NOW)
    assert (first.saved_fen, len(first.coupons)) == (12_800, 2)
    assert first.cuts == {"0": 12_800}
    assert other.saved_fen == 10_000
    assert act(coupons.best, member, salon.store, bill(520, floor=500), NOW)[0].saved_fen == 2_000
    assert act(coupons.best, salon.members[1], salon.store, bill(520), NOW) == ()


def test_what_is_used_comes_back_and_can_be_used_again(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    ids = [act(coupons.issue, code, code, member).id for code in ("off100", "extra28")]
    used = act(coupons.redeem, "sale:1", ids, member, bill(300, 220), NOW, store_id=salon.store)
    assert used.saved_fen == 12_800
    assert act(coupons.redeem, "sale:1", ids, member, bill(300, 220), NOW) == used, "the first result"
    assert act(coupons.list_valid, member) == ()
    with pytest.raises(CouponUnfit) as refused:
        act(coupons.redeem, "sale:2", ids, member, bill(300, 220), NOW)
    assert refused.value.fields["why"] == "used"
    with pytest.raises(CouponKeyReused):
        act(coupons.redeem, "sale:1", ids[:1], member, bill(520), NOW)
    back = act(coupons.give_back, "refund:1", "sale:1")
    assert {coupon.id for coupon in back} == set(ids)
    assert act(coupons.give_back, "refund:1", "sale:1") == back
    act(coupons.give_back, "refund:2", "sale:1")
    assert [use.change for use in act(coupons.record_of, ids[0])] == [1, -1]
    assert act(coupons.redeem, "sale:3", ids, member, bill(520), NOW).saved_fen == 12_800


def test_what_ended_meanwhile_does_not_come_back(salon: Salon, act: Act, clock: ManualClock) -> None:
    member = salon.members[0]
    given = act(coupons.issue, "k", "off100", member)
    act(coupons.redeem, "sale:1", [given.id], member, bill(520), NOW)
    clock.set(given.ends_at)
    assert act(coupons.give_back, "refund:1", "sale:1") == ()


@pytest.mark.parametrize(
    ("codes", "lines", "wrong"),
    [
        (("off100",), bill(499), CouponUnfit),
        (("off100", "off50"), bill(800), CouponsApart),
        (("off100",), bill(520, floor=520), CouponUnfit),
        (("weekend",), bill(520), CouponUnfit),
        (("later",), bill(520), CouponUnfit),
        (("off100",), [], BadBill),
        (("off100",), bill(-1), BadBill),
        (("off100",), bill(100_001), BadBill),
        (("off100",), bill(520) * 2, BadBill),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    salon: Salon, act: Act, codes: tuple[str, ...], lines: Any, wrong: type[Exception]
) -> None:
    member = salon.members[0]
    given = [act(coupons.issue, code, code, member) for code in codes]
    with pytest.raises(wrong):
        act(coupons.redeem, "sale:1", [coupon.id for coupon in given], member, lines, NOW)
    assert {coupon.id for coupon in act(coupons.list_valid, member)} == {coupon.id for coupon in given}


def test_nobody_uses_anybody_elses(salon: Salon, act: Act) -> None:
    given = act(coupons.issue, "k", "off100", salon.members[0])
    with pytest.raises(CouponNotFound):
        act(coupons.redeem, "sale:1", [given.id], salon.members[1], bill(520), NOW)
    with pytest.raises(CouponNotFound):
        act(coupons.get_coupon, salon.members[1], given.id)


def test_a_code_says_what_it_is_and_to_others_nothing(salon: Salon, act: Act, clock: ManualClock) -> None:
    member = salon.members[0]
    given, used = (act(coupons.issue, code, code, member) for code in ("off50", "off100"))
    act(coupons.redeem, "sale:1", [used.id], member, bill(520), NOW)
    later = act(coupons.issue, "later", "later", member)
    mine = salon.member(0)

    def state(code: str, who: Any = mine) -> CouponState:
        found: CouponState = act(coupons.by_code, code, by=who).state
        return found

    assert state(f" {given.code[:5].lower()}-{given.code[5:]} ") is CouponState.valid
    assert state(used.code) is CouponState.used
    assert state(later.code) is CouponState.not_yet
    foreign = act(coupons.by_code, given.code, by=salon.member(1))
    assert (foreign.state, foreign.coupon, foreign.valid) == (CouponState.foreign, None, ())
    assert act(coupons.by_code, given.code, by=salon.desk).coupon == given, "staff see whose it is"
    wrong = act(coupons.by_code, "ABCDEFGHJK", by=mine)
    assert (wrong.state, wrong.coupon, wrong.left) == (CouponState.unknown, None, 9)
    assert given in wrong.valid, "and what could be used instead"
    clock.set(given.ends_at)
    assert state(given.code) is CouponState.expired


def test_ten_wrong_codes_lock_out_and_alarm_the_manager(salon: Salon, act: Act, clock: ManualClock) -> None:
    given = act(coupons.issue, "k", "off50", salon.members[0])
    states = [act(coupons.by_code, "ABCDEFGHJK", by=salon.member(0)).state for _ in range(10)]
    assert states == [CouponState.unknown] * 9 + [CouponState.locked]
    assert act(coupons.by_code, given.code, by=salon.member(0)).state is CouponState.locked, "also for a right one"
    assert act(coupons.by_code, given.code, by=salon.desk).state is CouponState.valid, "nobody else"
    clock.advance(dt.timedelta(minutes=61))
    assert act(coupons.by_code, given.code, by=salon.member(0)).state is CouponState.valid


def test_so_many_looks_a_minute(salon: Salon, act: Act, clock: ManualClock) -> None:
    given = act(coupons.issue, "k", "off50", salon.members[0])
    states = {act(coupons.by_code, given.code, by=salon.desk).state for _ in range(20)}
    assert states == {CouponState.valid}
    assert act(coupons.by_code, given.code, by=salon.desk).state is CouponState.locked
    clock.advance(dt.timedelta(minutes=1))
    assert act(coupons.by_code, given.code, by=salon.desk).state is CouponState.valid


def test_a_code_of_an_activity_gives_each_member_one(salon: Salon, act: Act, clock: ManualClock) -> None:
    span = {"starts_at": NOW + dt.timedelta(days=1), "ends_at": NOW + dt.timedelta(days=3)}
    code = act(coupons.open_promotion, "off50", total=2, **span).code
    assert act(coupons.redeem_code, code, by=salon.member(0)).state is CouponState.not_yet
    clock.set(span["starts_at"])
    got = act(coupons.redeem_code, code, by=salon.member(0))
    assert (got.state, got.coupon.source) == (CouponState.valid, CouponSource.promotion)
    assert act(coupons.redeem_code, code, by=salon.member(0)).state is CouponState.had
    assert act(coupons.redeem_code, code, by=salon.member(1)).state is CouponState.valid
    assert act(coupons.redeem_code, code, by=salon.member(2)).state is CouponState.sold_out
    clock.set(span["ends_at"])
    assert act(coupons.redeem_code, code, by=salon.member(3)).state is CouponState.expired
    with pytest.raises(NotAllowed):
        act(coupons.open_promotion, "off50", total=2, **span, by=salon.desk)


def test_an_activity_whose_coupons_are_gone_takes_nothing(salon: Salon, act: Act) -> None:
    span = {"starts_at": NOW, "ends_at": NOW + dt.timedelta(days=3)}
    code = act(coupons.open_promotion, "trial", total=2, **span).code
    act(coupons.issue, "k", "trial", salon.members[0])
    assert act(coupons.redeem_code, code, by=salon.member(0)).state is CouponState.had
    assert act(coupons.redeem_code, code, by=salon.member(1)).state is CouponState.valid
    assert act(coupons.redeem_code, code, by=salon.member(2)).state is CouponState.valid, "nobody's share was lost"


def test_a_pack_is_told_once_and_leaves_out_what_was_had(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    act(coupons.issue, "k", "trial", member)
    given = act(coupons.issue_pack, "p", "hello", member)
    assert sorted(coupon.name["en"] for coupon in given) == ["50 off 300", "50 off 300"]
    assert act(coupons.issue_pack, "p", "hello", member) == given
    assert len(act(coupons.list_valid, member)) == 3


def test_colleagues_give_within_what_their_role_may(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    beautician = salon.works_as("amy", StaffRole.beautician)
    with pytest.raises(NotAllowed):
        act(coupons.grant, "g", "off50", member, "sorry", by=beautician)
    with pytest.raises(GrantRefused) as refused:
        act(coupons.grant, "g", "rare", member, "sorry", by=salon.desk)
    assert refused.value.fields == {"why": "worth", "limit": 100}
    with pytest.raises(BadInput):
        act(coupons.grant, "g", "off50", member, "  ", by=salon.desk)
    for number in range(10):
        act(coupons.grant, f"g{number}", "off50", member, "sorry", by=salon.desk)
    act(coupons.grant, "g0", "off50", member, "sorry", by=salon.desk)
    with pytest.raises(GrantRefused) as refused:
        act(coupons.grant, "g10", "off50", member, "sorry", by=salon.desk)
    assert refused.value.fields == {"why": "a_day", "limit": 10}
    act(coupons.grant, "g11", "rare", member, "sorry", by=salon.manager)
    assert len(act(coupons.list_valid, member)) == 11


def test_without_a_bill_the_member_approves(salon: Salon, act: Act, clock: ManualClock) -> None:
    member = salon.members[0]
    given = act(coupons.issue, "k", "off100", member)
    asked, is_told = act(coupons.ask_member, given.id, salon.store, bill(520), by=salon.desk)
    assert is_told
    for stranger in (salon.member(1), salon.desk):
        with pytest.raises(CouponNotFound):
            act(coupons.answer_request, asked.id, approves=True, by=stranger)
    assert act(coupons.answer_request, asked.id, approves=True, by=salon.member(0)).saved_fen == 10_000
    with pytest.raises(RequestOver):
        act(coupons.answer_request, asked.id, approves=True, by=salon.member(0))
    other = act(coupons.issue, "k2", "off100", member)
    asked, _ = act(coupons.ask_member, other.id, salon.store, bill(520), by=salon.desk)
    assert act(coupons.answer_request, asked.id, approves=False, by=salon.member(0)) is None
    asked, _ = act(coupons.ask_member, other.id, salon.store, bill(520), by=salon.desk)
    clock.advance(dt.timedelta(minutes=15))
    with pytest.raises(RequestOver) as over:
        act(coupons.answer_request, asked.id, approves=True, by=salon.member(0))
    assert over.value.fields == {"status": "lapsed"}
    assert act(coupons.list_valid, member) == (other,)


def test_staff_may_force_with_a_reason(salon: Salon, act: Act) -> None:
    given = act(coupons.issue, "k", "off100", salon.members[0])
    asked, _ = act(coupons.ask_member, given.id, salon.store, bill(520), by=salon.desk)
    with pytest.raises(NotAllowed):
        act(coupons.force_request, asked.id, "phone is dead", by=salon.desk)
    with pytest.raises(BadInput):
        act(coupons.force_request, asked.id, "", by=salon.manager)
    assert act(coupons.force_request, asked.id, "phone is dead", by=salon.manager).saved_fen == 10_000


def test_members_are_reminded_once_before_a_coupon_ends(salon: Salon, act: Act, clock: ManualClock) -> None:
    given = [act(coupons.issue, f"k{number}", "off50", salon.members[0]) for number in range(2)]
    clock.set(given[0].ends_at - dt.timedelta(days=3))
    act(coupons.redeem, "sale:1", [given[0].id], salon.members[0], bill(300), clock.now())
    assert act(coupons.remind_due) == 0, "not at night"
    clock.advance(dt.timedelta(hours=11))
    assert act(coupons.remind_due) == 2
    assert act(coupons.remind_due) == 0


def test_the_file_says_what_it_said(salon: Salon, act: Act, database: Database) -> None:
    text = act(export_coupons)
    before = act(coupons.list_templates)
    assert act(import_coupons, text) == before
    assert act(export_coupons) == text
    act(import_coupons, "version: 1\ncoupons: []\npacks: []")
    assert act(coupons.list_templates) == ()
    with pytest.raises(CouponsGone):
        act(coupons.issue, "k", "off50", salon.members[0])
    with database.reading() as work:
        assert work.session.scalar(sa.select(sa.func.count()).select_from(Coupon)) == 0
