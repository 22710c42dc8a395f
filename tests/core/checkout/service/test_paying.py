"""A visit is paid once, by everything a member has, and nothing is taken without their word."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.checkout import service as checkout
from core.checkout.enums import Approval, SaleStatus, TenderKind
from core.checkout.errors import (
    BadAmount,
    BillChanged,
    EmptyBill,
    NeedsApproval,
    NoChat,
    NoMember,
    SumsDiffer,
    VisitSettled,
    WrongSaleStatus,
)
from core.checkout.models import SalesCredit
from core.checkout.schemas import Share, TenderIn
from core.coupon.errors import CouponTaken, CouponUnfit
from core.kit.errors import NotAllowed, Refusal
from core.kit.work import SYSTEM, Actor
from core.points import service as points
from core.points.errors import BelowThreshold
from core.wallet import service as wallet
from tests.factories.till import CASH, WECHAT, Till


def test_a_visit_is_paid_in_cash_with_change_and_is_over_with_it(till: Till) -> None:
    sale = till.bill()
    assert (sale.bill.due_fen, sale.status) == (29_800, SaleStatus.open)
    paid = till.pay(sale, (CASH, 30_000))
    assert (paid.status, paid.tenders[0].paid.change_fen, paid.approval) == (
        SaleStatus.completed,
        200,
        Approval.not_needed,
    )
    assert (paid.spend_fen, paid.points_earned) == (29_800, 298)
    assert till.do(bookings.get, sale.booking_id).status is BookingStatus.completed
    assert till.purse()["points"] == 298
    assert till.purse()["spent"] == 29_800


def test_500_yuan_earn_550_points(till: Till) -> None:
    sale = till.do(checkout.open_walk_in, "walk", till.salon.store, till.salon.members[0])
    sale = till.do(checkout.add_product, sale.id, till.product(50_000))
    assert till.pay(sale).points_earned == 550


def test_opening_twice_gives_the_same_bill_and_a_paid_visit_no_second_one(till: Till) -> None:
    sale = till.bill()
    assert till.do(checkout.open_for_visit, sale.booking_id).id == sale.id
    till.pay(sale)
    with pytest.raises(VisitSettled):
        till.do(checkout.open_for_visit, sale.booking_id)


def test_a_bill_that_was_put_away_makes_room_for_another(till: Till) -> None:
    sale = till.bill()
    till.do(checkout.cancel, sale.id, "opened by mistake")
    assert till.do(checkout.open_for_visit, sale.booking_id).id != sale.id


def test_everything_pays_in_the_stated_order(till: Till) -> None:
    paid = till.paid_with_everything()
    assert [each.paid.kind for each in paid.tenders] == [
        TenderKind.points,
        TenderKind.stored_value,
        TenderKind.cash,
    ]
    assert paid.bill.gross_fen == 29_800 + 2 * 16_800
    assert paid.bill.coupon_fen == 2_800
    assert sum(each.paid.fen for each in paid.tenders) == paid.bill.due_fen == 60_600
    # Points and gift money are not spent: 1,000 points are 8.33 yuan, a sixth of the stored value was a gift.
    assert paid.spend_fen == 60_600 - 833 - 20_000 + 16_666
    assert paid.approval is Approval.member


def test_paying_the_same_again_changes_nothing(till: Till) -> None:
    sale = till.bill()
    first = till.pay(sale, (CASH, 30_000))
    before = till.purse()
    assert till.pay(sale, (CASH, 30_000)) == first
    assert till.purse() == before
    with pytest.raises(WrongSaleStatus):
        till.pay(sale, (WECHAT, 29_800))


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ([(CASH, 29_799)], SumsDiffer),
        ([(WECHAT, 29_801)], SumsDiffer),
        ([(CASH, -29_800)], BadAmount),
        ([(CASH, 10_000_001)], BadAmount),
        ([], SumsDiffer),
    ],
)
def test_a_sum_that_does_not_match_takes_nothing(
    till: Till, given: list[tuple[TenderKind, int]], refused: type[Refusal]
) -> None:
    sale = till.bill()
    with pytest.raises(refused):
        till.do(checkout.complete, sale.id, [TenderIn(kind, fen) for kind, fen in given])
    assert till.do(checkout.get, sale.id) == sale
    assert till.purse()["points"] == 0


def test_an_empty_bill_is_not_paid(till: Till) -> None:
    sale = till.do(checkout.open_walk_in, "walk", till.salon.store)
    with pytest.raises(EmptyBill):
        till.do(checkout.complete, sale.id, [])
    with pytest.raises(NoMember):
        till.do(checkout.use_balance, sale.id, points=500)


def test_a_card_takes_its_line_out_whole(till: Till) -> None:
    card = till.card()
    sale = till.bill()
    assert till.do(checkout.offer, sale.id).card_ids == {"1": card}
    sale = till.do(checkout.use_balance, sale.id, card_ids={"1": card})
    assert (sale.bill.due_fen, sale.bill.card_fen) == (0, 29_800)
    done = till.approved(sale)  # nothing is left to pay: the member's yes completes it
    assert (done.status, done.spend_fen, done.tenders) == (SaleStatus.completed, 0, ())
    assert till.purse()["uses"] == [(card, 2)]


def test_nothing_leaves_a_balance_without_the_members_word(till: Till) -> None:
    till.fill()
    sale = till.do(checkout.use_balance, till.bill().id, stored_fen=29_800)
    before = till.purse()
    with pytest.raises(NeedsApproval):
        till.do(checkout.complete, sale.id, [])
    asked = till.do(checkout.ask, sale.id)
    with pytest.raises(WrongSaleStatus):
        till.do(checkout.complete, sale.id, [])
    with pytest.raises(NotAllowed):
        till.do(checkout.approve, sale.id, asked.seal)  # staff cannot say yes for them
    assert till.purse() == before
    assert till.do(checkout.approve, sale.id, asked.seal, by=till.salon.member()).status is SaleStatus.completed
    assert till.purse()["money"].fen == before["money"].fen - 29_800


def test_a_yes_to_another_bill_approves_nothing(till: Till) -> None:
    till.fill()
    sale = till.do(checkout.use_balance, till.bill().id, stored_fen=10_000)
    old = till.do(checkout.ask, sale.id)
    till.do(checkout.use_balance, sale.id, stored_fen=20_000)
    till.do(checkout.ask, sale.id)
    with pytest.raises(BillChanged):
        till.do(checkout.approve, sale.id, old.seal, by=till.salon.member())


def test_a_change_takes_the_approval_back(till: Till) -> None:
    till.fill()
    sale = till.approved(till.do(checkout.use_balance, till.bill().id, stored_fen=10_000))
    assert sale.status is SaleStatus.approved
    changed = till.do(checkout.add_product, sale.id, till.product())
    assert (changed.status, changed.approval) == (SaleStatus.open, None)
    with pytest.raises(NeedsApproval):
        till.pay(changed)


def test_a_no_opens_the_bill_again_with_its_reason(till: Till) -> None:
    till.fill()
    sale = till.do(checkout.use_balance, till.bill().id, points=1_000)
    asked = till.do(checkout.ask, sale.id)
    declined = till.do(checkout.decline, sale.id, asked.seal, "keep my points", by=till.salon.member())
    assert (declined.status, declined.reason) == (SaleStatus.open, "keep my points")
    assert till.purse()["points"] == 2_000


def test_an_answer_that_does_not_come_lapses(till: Till) -> None:
    till.fill()
    sale = till.do(checkout.use_balance, till.bill().id, points=1_000)
    asked = till.do(checkout.ask, sale.id)
    assert till.do(checkout.lapse_due, by=SYSTEM) == 0
    till.clock.set(asked.respond_by)
    assert till.do(checkout.lapse_due, by=SYSTEM) == 1
    assert till.do(checkout.get, sale.id).status is SaleStatus.open
    with pytest.raises(WrongSaleStatus):
        till.do(checkout.approve, sale.id, asked.seal, by=till.salon.member())


def test_the_desk_forces_only_for_whom_no_chat_reaches(till: Till) -> None:
    for member in (0, 3):
        till.fill(member)
    reached = till.do(checkout.use_balance, till.bill(0).id, stored_fen=29_800)
    with pytest.raises(NotAllowed):
        till.do(checkout.force, reached.id, "signed on paper")
    assert till.do(checkout.force, reached.id, "signed on paper", by=till.salon.manager).approval is Approval.forced
    unreached = till.do(checkout.use_balance, till.bill(3).id, stored_fen=29_800)
    with pytest.raises(NoChat):
        till.do(checkout.ask, unreached.id)
    forced = till.do(checkout.force, unreached.id, "signed on paper")
    assert (forced.status, forced.approval, forced.reason) == (
        SaleStatus.completed,
        Approval.forced,
        "signed on paper",
    )


def test_money_that_went_elsewhere_meanwhile_takes_nothing_at_all(till: Till) -> None:
    till.fill()
    sale = till.do(checkout.use_balance, till.bill().id, points=1_000, stored_fen=20_000)
    sale = till.approved(sale)
    till.do(wallet.charge, "elsewhere", till.salon.members[0], 55_000, {}, by=SYSTEM)
    before = till.purse()
    with pytest.raises(Refusal) as refused:
        till.pay(sale)
    assert refused.value.code == "wallet.not_enough"
    assert till.purse() == before  # the points, which would have gone first, are there
    assert till.do(checkout.get, sale.id).status is SaleStatus.approved


def test_a_coupon_that_was_used_meanwhile_takes_nothing_at_all(till: Till) -> None:
    till.fill()
    bills = [till.bill(), till.do(checkout.open_walk_in, "walk", till.salon.store, till.salon.members[0])]
    bills[1] = till.do(checkout.add_treatment, bills[1].id, till.salon.variations["massage"])
    coupon = till.do(checkout.offer, bills[0].id).coupon_ids
    ready = [till.approved(till.do(checkout.use_balance, sale.id, coupon_ids=coupon)) for sale in bills]
    till.pay(ready[0])
    before = till.purse()
    with pytest.raises((CouponTaken, CouponUnfit)):
        till.pay(ready[1])
    assert till.purse() == before


def test_more_points_than_the_rules_allow_are_refused_at_once(till: Till) -> None:
    till.fill(points_of=600)
    sale = till.bill()
    for wanted in (601, 10_000_001, -1):
        with pytest.raises(Refusal):
            till.do(checkout.use_balance, sale.id, points=wanted)
    assert till.do(checkout.get, sale.id).bill.points == 0
    assert till.do(points.balance, till.salon.members[0]).active == 600


def test_who_has_too_few_points_is_told_so_before_anybody_is_asked(till: Till) -> None:
    till.fill(points_of=499)
    with pytest.raises(BelowThreshold):
        till.do(checkout.use_balance, till.bill().id, points=400)


def test_whose_work_it_was_is_split_to_the_fen(till: Till) -> None:
    sale = till.bill()
    shares = [
        Share(staff_id=till.salon.staff["amy"], percent=67),
        Share(staff_id=till.salon.staff["bea"], percent=33),
    ]
    till.do(checkout.share_line, sale.id, "1", shares)
    till.pay(sale)
    assert _credits(till) == {"amy": 19_966, "bea": 9_834}


def test_who_runs_no_till_sees_no_bill(till: Till) -> None:
    sale = till.bill()
    amy = till.salon.works_as("amy", StaffRole.beautician)
    far = Actor("staff", till.salon.staff["far"], "manager", till.salon.other_store)
    for other in (amy, far, till.salon.member(1)):
        with pytest.raises(Refusal) as refused:
            till.do(checkout.get, sale.id, by=other)
        assert refused.value.status in {403, 404}
    with pytest.raises(Refusal):
        till.do(checkout.complete, sale.id, [TenderIn(CASH, 29_800)], by=till.salon.member())


def _credits(till: Till) -> dict[str, int]:
    names = {number: code for code, number in till.salon.staff.items()}
    with till.database.reading() as work:
        rows = work.session.execute(
            sa.select(SalesCredit.staff_id, sa.func.sum(SalesCredit.fen)).group_by(SalesCredit.staff_id)
        )
        return {names[staff_id]: int(fen) for staff_id, fen in rows}
