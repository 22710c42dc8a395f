"""What comes back of a sale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checkout.enums import CreditKind, TenderKind
from core.checkout.errors import AlreadyRefunded, BadAmount, LineNotFound, RefundTooLarge
from core.checkout.rules.credits import credits_of, reversed_credits
from core.checkout.rules.refunds import Left, LineLeft, Plan, TenderLeft, plan_amount, plan_full, plan_lines
from core.checkout.rules.shares import allocate
from core.checkout.schemas import PricedLine, Share

ALL = tuple(TenderKind)
PAID = Left(
    lines=(LineLeft(1, 20_000), LineLeft(2, 10_000), LineLeft(3, 0, has_card=True)),
    tenders=(
        TenderLeft(1, TenderKind.points, 500, 40_000),
        TenderLeft(2, TenderKind.stored_value, 9_500),
        TenderLeft(3, TenderKind.cash, 10_000),
        TenderLeft(4, TenderKind.wechat, 10_000),
    ),
)


def after(left: Left, plan: Plan) -> Left:
    """What is left after a refund."""
    lines, tenders = dict(plan.lines), {each.id: each for each in plan.tenders}
    return Left(
        tuple(
            replace(line, fen=line.fen - lines.get(line.id, 0), has_card=line.has_card and line.id not in plan.cards)
            for line in left.lines
        ),
        tuple(
            replace(each, fen=each.fen - tenders[each.id].fen, units=each.units - tenders[each.id].units)
            if each.id in tenders
            else each
            for each in left.tenders
        ),
        is_over=plan.is_last,
    )


def test_other_tender_comes_back_first_and_points_last() -> None:
    plan = plan_amount(PAID, 25_000)
    assert [(each.kind.value, each.fen, each.units) for each in plan.tenders] == [
        ("wechat", 10_000, 0),
        ("cash", 10_000, 0),
        ("stored_value", 5_000, 0),
    ]
    assert (plan.fen, plan.cards, plan.is_last) == (25_000, (), False)
    last = plan_full(after(PAID, plan))
    assert [(each.kind.value, each.fen, each.units) for each in last.tenders] == [
        ("stored_value", 4_500, 0),
        ("points", 500, 40_000),
    ]
    assert (last.cards, last.is_last) == ((3,), True)


def test_half_of_a_sale_is_taken_off_every_line_by_what_is_left_of_it() -> None:
    assert plan_amount(PAID, 15_000).lines == ((1, 10_000), (2, 5_000))


def test_a_line_comes_back_whole_with_its_card() -> None:
    plan = plan_lines(PAID, [3])
    assert (plan.fen, plan.tenders, plan.cards, plan.is_last) == (0, (), (3,), False)
    assert plan_lines(PAID, [2]).lines == ((2, 10_000),)


def test_all_money_without_the_card_is_not_the_last_of_it() -> None:
    plan = plan_amount(PAID, 30_000)
    assert not plan.is_last
    rest = plan_full(after(PAID, plan))
    assert (rest.fen, rest.cards, rest.is_last) == (0, (3,), True)


@pytest.mark.parametrize("fen", [0, -1, 10_000_001])
def test_a_sum_that_cannot_be_meant_is_refused(fen: int) -> None:
    with pytest.raises(BadAmount):
        plan_amount(PAID, fen)


def test_more_than_was_paid_is_refused() -> None:
    with pytest.raises(RefundTooLarge) as refused:
        plan_amount(PAID, 30_001)
    assert refused.value.fields["left_fen"] == 30_000


def test_nothing_comes_back_twice() -> None:
    over = after(PAID, plan_full(PAID))
    for again in (
        lambda: plan_full(over),
        lambda: plan_amount(over, 1),
        lambda: plan_lines(over, [1]),
        lambda: plan_lines(after(PAID, plan_lines(PAID, [2])), [2]),
        lambda: plan_lines(PAID, []),
    ):
        with pytest.raises(AlreadyRefunded):
            again()
    with pytest.raises(LineNotFound):
        plan_lines(PAID, [9])


@st.composite
def sales(draw: st.DrawFn) -> Left:
    """Any sale whose tenders are what its lines cost."""
    nets = draw(st.lists(st.integers(0, 50_000), min_size=1, max_size=6))
    lines = tuple(LineLeft(number, fen, has_card=not fen) for number, fen in enumerate(nets, 1))
    kinds = draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=5))
    weights = [draw(st.integers(1, 9)) for _ in kinds]
    parts = allocate(sum(nets), weights)
    return Left(
        lines,
        tuple(
            TenderLeft(number, kind, fen, draw(st.integers(0, 90_000)) if kind is TenderKind.points and fen else 0)
            for number, (kind, fen) in enumerate(zip(kinds, parts, strict=True), 1)
            if fen
        ),
    )


@given(sales(), st.data())
def test_a_full_refund_in_any_pieces_gives_back_exactly_everything(sale: Left, data: st.DataObject) -> None:
    left, pieces = sale, 0
    back = dict.fromkeys((each.id for each in sale.tenders), 0)
    units = dict(back)
    while not left.is_over:
        pieces += 1
        way = data.draw(st.sampled_from(["amount", "line", "full"] if pieces < 8 else ["full"]))
        open_lines = [line.id for line in left.lines if line.fen or line.has_card]
        if way == "amount" and left.fen:
            plan = plan_amount(left, data.draw(st.integers(1, left.fen)))
        elif way == "line" and open_lines:
            plan = plan_lines(left, [data.draw(st.sampled_from(open_lines))])
        else:
            plan = plan_full(left)
        assert sum(each.fen for each in plan.tenders) == plan.fen
        for each in plan.tenders:
            back[each.id] += each.fen
            units[each.id] += each.units
        left = after(left, plan)
        assert all(line.fen >= 0 for line in left.lines)
        assert all(each.fen >= 0 and each.units >= 0 for each in left.tenders)
        assert sum(line.fen for line in left.lines) == sum(each.fen for each in left.tenders)
    assert back == {each.id: each.fen for each in sale.tenders}
    assert units == {each.id: each.units for each in sale.tenders}
    assert not any(line.has_card or line.fen for line in left.lines)


@given(st.integers(0, 500_000), st.lists(st.integers(1, 100), min_size=1, max_size=5), st.data())
def test_commission_is_split_and_reversed_to_the_fen(net: int, percents: list[int], data: st.DataObject) -> None:
    shares = [Share(staff_id=number, percent=percent) for number, percent in enumerate(percents)]
    held = list(credits_of(PricedLine("1", net), shares))
    assert sum(fen for _, _, fen in held) == net
    left = net
    while left:
        piece = data.draw(st.integers(max(1, left // 4), left))
        for staff_id, kind, fen in reversed_credits([each for each in held if each[2]], piece):
            index = next(at for at, each in enumerate(held) if each[0] == staff_id)
            held[index] = (staff_id, kind, held[index][2] + fen)
            assert fen < 0 <= held[index][2]
        left -= piece
        assert sum(fen for _, _, fen in held) == left


def test_a_use_of_a_card_is_credited_apart() -> None:
    shares = [Share(staff_id=1, percent=50), Share(staff_id=2, percent=50)]
    assert credits_of(PricedLine("1", 301, card_fen=301), shares) == (
        (1, CreditKind.card_use, 151),
        (2, CreditKind.card_use, 150),
    )
    assert credits_of(PricedLine("1", 301), []) == ()
