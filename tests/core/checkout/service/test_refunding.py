"""A refund gives back exactly what was given, whatever the pieces, and never twice."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.checkout import service as checkout
from core.checkout.enums import RefundScope, RefundState, TenderKind
from core.checkout.errors import (
    AlreadyRefunded,
    BadAmount,
    LineNotFound,
    ReasonNeeded,
    RefundBeyondRole,
    RefundKeyReused,
    RefundTooLarge,
    RefundTooLate,
    SaleNotFound,
    WrongSaleStatus,
)
from core.checkout.models import SalesCredit
from core.checkout.schemas import RefundWish, SaleOut
from core.kit.errors import Refusal
from core.points import service as points
from tests.factories.till import CASH, Till

ALL = RefundWish()


def some(fen: int) -> RefundWish:
    """A sum."""
    return RefundWish(RefundScope.amount, fen=fen)


def lines(*numbers: str) -> RefundWish:
    """Whole lines."""
    return RefundWish(RefundScope.lines, lines=numbers)


def refund(till: Till, sale: SaleOut, wish: RefundWish = ALL, key: str = "", **named: object) -> SaleOut:
    """By the manager, under a key of its own unless one is named."""
    till.made += 1
    by = named.pop("by", till.salon.manager)
    done: SaleOut = till.do(checkout.refund, key or f"refund-{till.made}", sale.id, wish, "not happy", by=by)
    return done


def test_a_full_refund_gives_back_everything_but_the_record(till: Till) -> None:
    till.fill()
    before = till.purse()
    till.made += 100
    sale = till.do(checkout.add_product, till.bill().id, till.product(), quantity=2)
    best = till.do(checkout.offer, sale.id)
    till.do(checkout.use_balance, sale.id, coupon_ids=best.coupon_ids, points=1_000, stored_fen=20_000)
    paid = till.pay(till.approved(till.do(checkout.get, sale.id)))
    assert till.purse() != before
    back = refund(till, paid)
    assert till.purse() == before
    assert (back.refund_state, back.refunded_fen) == (RefundState.refunded, paid.bill.due_fen)
    assert _credited(till) == 0


@pytest.mark.parametrize("pieces", [(1, 9_999, 50_599, 1), (30_300, 30_300), (60_599, 1)])
def test_any_pieces_of_it_come_to_the_same(till: Till, pieces: tuple[int, ...]) -> None:
    till.fill()
    before = till.purse()
    till.made += 100
    sale = till.do(checkout.add_product, till.bill().id, till.product(), quantity=2)
    best = till.do(checkout.offer, sale.id)
    till.do(checkout.use_balance, sale.id, coupon_ids=best.coupon_ids, points=1_000, stored_fen=20_000)
    paid = till.pay(till.approved(till.do(checkout.get, sale.id)))
    for number, piece in enumerate(pieces, 1):
        assert till.purse() != before
        paid = refund(till, paid, some(piece))
        assert paid.refund_state is (RefundState.refunded if number == len(pieces) else RefundState.partly)
    assert till.purse() == before
    assert _credited(till) == 0


def test_half_of_it_comes_back_in_cash_first_and_takes_half_the_points(till: Till) -> None:
    paid = till.pay(till.bill())
    half = refund(till, paid, some(14_900))
    assert half.refunds[0].tenders == ((TenderKind.cash, 14_900, 0),)
    assert (half.refunds[0].points_taken_back, till.purse()["points"]) == (149, 149)
    assert till.purse()["spent"] == 14_900
    assert half.points_earned == 298  # the receipt says what there was
    assert _credited(till) == 14_900


def test_a_card_comes_back_with_its_line_and_not_with_money(till: Till) -> None:
    card = till.card()
    sale = till.do(checkout.add_product, till.bill().id, till.product())
    till.do(checkout.use_balance, sale.id, card_ids={"1": card})
    paid = till.pay(till.approved(till.do(checkout.get, sale.id)))
    assert till.purse()["uses"] == [(card, 2)]
    partly = refund(till, paid, some(16_800))
    assert (till.purse()["uses"], partly.refund_state) == ([(card, 2)], RefundState.partly)
    back = refund(till, paid, lines("1"))
    assert (till.purse()["uses"], back.refund_state) == ([(card, 3)], RefundState.refunded)
    assert _credited(till) == 0


def test_a_line_comes_back_alone_and_once(till: Till) -> None:
    sale = till.do(checkout.add_product, till.bill().id, till.product())
    paid = till.pay(sale)
    back = refund(till, paid, lines("2"))
    assert [line.refunded_fen for line in back.lines] == [0, 16_800]
    with pytest.raises(AlreadyRefunded):
        refund(till, paid, lines("2"))
    with pytest.raises(LineNotFound):
        refund(till, paid, lines("9"))
    assert refund(till, paid).refunded_fen == paid.bill.due_fen


def test_a_refund_again_under_its_key_changes_nothing(till: Till) -> None:
    paid = till.pay(till.bill())
    first = refund(till, paid, some(10_000), key="once")
    assert refund(till, paid, some(10_000), key="once") == first
    with pytest.raises(RefundKeyReused):
        refund(till, paid, some(10_001), key="once")
    assert till.do(checkout.get, paid.id).refunded_fen == 10_000


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (some(29_801), RefundTooLarge),
        (some(0), BadAmount),
        (some(-1), BadAmount),
        (some(10_000_001), BadAmount),
    ],
)
def test_what_cannot_come_back_is_refused_and_nothing_done(
    till: Till, wish: RefundWish, refused: type[Refusal]
) -> None:
    paid = till.pay(till.bill())
    before = till.purse()
    with pytest.raises(refused):
        refund(till, paid, wish)
    assert (till.purse(), till.do(checkout.get, paid.id)) == (before, paid)


def test_nothing_comes_back_twice(till: Till) -> None:
    paid = till.pay(till.bill())
    refund(till, paid)
    for again in (ALL, some(1), lines("1")):
        with pytest.raises(AlreadyRefunded):
            refund(till, paid, again)


def test_a_bill_that_is_not_paid_has_nothing_to_give_back(till: Till) -> None:
    with pytest.raises(WrongSaleStatus):
        refund(till, till.bill())


def test_a_role_refunds_up_to_its_limit_however_it_is_cut(till: Till) -> None:
    sale = till.do(checkout.open_walk_in, "walk", till.salon.store, till.salon.members[0])
    paid = till.pay(till.do(checkout.add_product, sale.id, till.product(90_000)))
    refund(till, paid, some(40_000), by=till.salon.desk)
    with pytest.raises(RefundBeyondRole):
        refund(till, paid, some(10_001), by=till.salon.desk)
    refund(till, paid, some(10_000), by=till.salon.desk)
    assert refund(till, paid).refund_state is RefundState.refunded  # a manager's limit is higher
    with pytest.raises(SaleNotFound):
        refund(till, paid, by=till.salon.works_as("amy", StaffRole.beautician))


def test_a_refund_needs_a_reason_and_comes_in_time(till: Till) -> None:
    paid = till.pay(till.bill())
    with pytest.raises(ReasonNeeded):
        till.do(checkout.refund, "r", paid.id, ALL, " ", by=till.salon.manager)
    till.clock.advance(dt.timedelta(days=91))
    with pytest.raises(RefundTooLate):
        refund(till, paid)


def test_a_preview_tells_exactly_and_changes_nothing(till: Till) -> None:
    paid = till.paid_with_everything()
    before = till.purse()
    seen = till.do(checkout.preview, paid.id, some(45_000), by=till.salon.manager)
    assert (till.purse(), till.do(checkout.get, paid.id)) == (before, paid)
    done = refund(till, paid, some(45_000)).refunds[0]
    assert (seen.fen, seen.tenders, seen.points_taken_back) == (done.fen, done.tenders, done.points_taken_back)


def test_points_that_were_spent_meanwhile_become_a_debt(till: Till) -> None:
    paid = till.pay(till.bill())
    till.do(points.adjust, "gone", till.salon.members[0], -200, "test")
    refund(till, paid)
    assert till.purse()["points"] == -200


def test_cash_over_the_counter_is_not_given_back_twice_by_change(till: Till) -> None:
    paid = till.pay(till.bill(), (CASH, 50_000))
    assert refund(till, paid).refunds[0].tenders == ((TenderKind.cash, 29_800, 0),)


def _credited(till: Till) -> int:
    with till.database.reading() as work:
        return int(work.session.scalar(sa.select(sa.func.sum(SalesCredit.fen))) or 0)
