"""What a bill comes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checkout.enums import LineKind, TenderKind
from core.checkout.errors import BadAmount, BadSplit, CouponsDoNotFit, SumsDiffer
from core.checkout.rules.bill import (
    ORDER,
    after_coupons,
    after_tier,
    checked_line,
    checked_shares,
    leaves_balance,
    seal,
    settle,
    shares_of,
    with_balance,
)
from core.checkout.schemas import Bill, Draft, DraftLine, PricedLine, Share, TenderIn

FEN = st.integers(0, 2_000_000)


def line(number: str = "1", fen: int = 30_000, **changes: object) -> DraftLine:
    """A treatment of 300 yuan."""
    values = {"treatment_id": 1, "category": "face", "name": {"zh": "面护", "en": "Facial"}} | changes
    return DraftLine(id=number, kind=LineKind.treatment, item_id=1, unit_fen=fen, **values)  # type: ignore[arg-type]


LINES = st.lists(
    st.builds(
        lambda fen, floor, card, product: (fen, floor, card, product),
        FEN,
        FEN,
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
).map(
    lambda rows: [
        line(
            str(number),
            fen,
            floor_fen=floor,
            card_id=7 if card else None,
            treatment_id=None if product else 1,
        )
        for number, (fen, floor, card, product) in enumerate(rows)
    ]
)


def test_the_order_is_the_one_that_is_written_down() -> None:
    assert [step.value for step in ORDER] == [
        "price",
        "card_use",
        "tier",
        "coupons",
        "points",
        "stored_value",
        "other",
    ]


def test_gold_takes_a_tenth_and_diamond_fifteen_percent_off() -> None:
    assert after_tier([line(fen=29_800)], 10)[0].net_fen == 26_820
    assert after_tier([line(fen=29_800)], 15)[0].net_fen == 25_330


def test_half_a_fen_is_in_the_members_favour() -> None:
    assert after_tier([line(fen=5)], 10)[0].tier_fen == 1


def test_a_use_of_a_card_takes_its_line_out_whole_and_leaves_the_rest() -> None:
    first, second = after_tier([line("1", card_id=3), line("2")], 10)
    assert (first.net_fen, first.card_fen, first.tier_fen) == (0, 30_000, 0)
    assert second.net_fen == 27_000


def test_a_level_may_leave_products_out() -> None:
    (product,) = after_tier([line(treatment_id=None)], 10, on_products=False)
    assert product.net_fen == 30_000


def test_300_off_500_with_and_without_a_floor() -> None:
    (free,) = after_coupons(after_tier([line(fen=50_000)], 0), {"1": 10_000})
    assert free.net_fen == 40_000
    with pytest.raises(CouponsDoNotFit):
        after_coupons(after_tier([line(fen=50_000, floor_fen=45_000)], 0), {"1": 10_000})


def test_the_level_stops_at_the_floor() -> None:
    assert after_tier([line(fen=10_000, floor_fen=9_500)], 10)[0].net_fen == 9_500


def test_a_cut_of_no_line_is_refused() -> None:
    with pytest.raises(CouponsDoNotFit):
        after_coupons(after_tier([line()], 0), {"9": 1})
    with pytest.raises(CouponsDoNotFit):
        after_coupons(after_tier([line()], 0), {"1": -1})


@given(LINES, st.integers(0, 100), st.booleans(), st.data())
def test_no_line_is_negative_or_below_its_floor_and_sums_hold(
    lines: list[DraftLine], percent: int, on_products: bool, data: st.DataObject
) -> None:
    priced = after_tier(lines, percent, on_products=on_products)
    cuts = {each.id: data.draw(st.integers(0, max(each.net_fen - each.floor_fen, 0))) for each in priced}
    bill = Bill(after_coupons(priced, cuts))
    for before, after in zip(lines, bill.lines, strict=True):
        assert 0 <= after.net_fen <= before.gross_fen
        assert before.card_id is not None or after.net_fen >= min(before.floor_fen, before.gross_fen)
    assert bill.gross_fen - bill.card_fen - bill.tier_fen - bill.coupon_fen == bill.due_fen
    points_fen = data.draw(st.integers(0, bill.due_fen))
    stored_fen = data.draw(st.integers(0, bill.due_fen - points_fen))
    full = with_balance(bill.lines, points_fen, points_fen, stored_fen)
    assert full.rest_fen + points_fen + stored_fen == bill.due_fen
    assert sum(shares_of(full, points_fen).values()) == points_fen
    over = data.draw(st.integers(0, 10_000)) if full.rest_fen else 0
    paid = settle(full, [TenderIn(TenderKind.cash, full.rest_fen + over)] if full.rest_fen else [])
    assert sum(each.fen for each in paid) == bill.due_fen
    assert all(each.fen > 0 or each.units > 0 for each in paid)
    assert sum(each.change_fen for each in paid) == over


def test_more_balance_than_is_due_is_refused() -> None:
    with pytest.raises(SumsDiffer):
        with_balance([PricedLine("1", 100)], 0, 60, 60)
    with pytest.raises(SumsDiffer):
        with_balance([PricedLine("1", 100)], 0, 0, -1)


BILL = Bill((PricedLine("1", 10_000),))


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ((), SumsDiffer),
        ((TenderIn(TenderKind.cash, 9_999),), SumsDiffer),
        ((TenderIn(TenderKind.wechat, 10_001),), SumsDiffer),
        ((TenderIn(TenderKind.wechat, 10_000), TenderIn(TenderKind.cash, 1)), SumsDiffer),
        ((TenderIn(TenderKind.alipay, 6_000), TenderIn(TenderKind.bank_card, 3_000)), SumsDiffer),
        ((TenderIn(TenderKind.cash, 0),), BadAmount),
        ((TenderIn(TenderKind.cash, -10_000),), BadAmount),
        ((TenderIn(TenderKind.cash, 10_000_001),), BadAmount),
        ((TenderIn(TenderKind.points, 10_000),), BadAmount),
        ((TenderIn(TenderKind.stored_value, 10_000),), BadAmount),
    ],
)
def test_what_does_not_match_is_refused(given: tuple[TenderIn, ...], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        settle(BILL, given)


def test_mixed_tender_pays_in_order_and_only_cash_gives_change() -> None:
    bill = with_balance(BILL.lines, 1_000, 1_000, 2_000)
    paid = settle(bill, [TenderIn(TenderKind.cash, 5_000), TenderIn(TenderKind.wechat, 4_000, "wx1")])
    assert [(each.kind.value, each.fen, each.change_fen) for each in paid] == [
        ("points", 1_000, 0),
        ("stored_value", 2_000, 0),
        ("cash", 3_000, 2_000),
        ("wechat", 4_000, 0),
    ]


def test_a_bill_of_nothing_takes_no_tender() -> None:
    free = Bill((PricedLine("1", 10_000, card_fen=10_000),))
    assert settle(free, ()) == ()
    with pytest.raises(SumsDiffer):
        settle(free, [TenderIn(TenderKind.cash, 1)])


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_a_line_has_a_number_of_pieces_that_can_be_meant(quantity: int) -> None:
    with pytest.raises(BadAmount):
        checked_line(line(quantity=quantity))
    assert checked_line(line(quantity=3)).gross_fen == 90_000


def test_a_line_cannot_be_dearer_than_a_bill() -> None:
    with pytest.raises(BadAmount):
        checked_line(line(fen=10_000_001))


@pytest.mark.parametrize("percents", [(50, 49), (100, 1), (0, 100), (150, -50)])
def test_shares_have_to_add_up(percents: tuple[int, ...]) -> None:
    with pytest.raises(BadSplit):
        checked_shares([Share(staff_id=number, percent=percent) for number, percent in enumerate(percents)])


def test_nobody_shares_with_themselves() -> None:
    with pytest.raises(BadSplit):
        checked_shares([Share(staff_id=1, percent=50), Share(staff_id=1, percent=50)])
    checked_shares([])


def test_a_seal_is_of_one_bill_only() -> None:
    draft = Draft(lines=(line(),), points=500)
    bill = with_balance(after_tier(draft.lines, 0), 500, 500, 0)
    assert seal(draft, bill) == seal(draft, bill)
    other = with_balance(after_tier(draft.lines, 0), 500, 500, 100)
    assert seal(draft, bill) != seal(draft, other)
    assert seal(draft, bill) != seal(draft.model_copy(update={"coupon_ids": (3,)}), bill)


def test_what_leaves_a_balance_has_to_be_approved() -> None:
    assert not leaves_balance(Draft(lines=(line(),)))
    for changes in ({"points": 1}, {"stored_fen": 1}, {"coupon_ids": (1,)}, {"lines": (line(card_id=1),)}):
        assert leaves_balance(Draft(**changes))  # type: ignore[arg-type]
