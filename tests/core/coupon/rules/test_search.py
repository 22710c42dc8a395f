"""The best combination is the best: against trying everything, by another way of counting."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.coupon.enums import LINE_KINDS, CouponKind
from core.coupon.rules.fitting import Item, is_for
from core.coupon.rules.search import all_of, apart, best, best_and_other
from core.coupon.schemas import Terms

EXAMPLES = int(os.environ.get("MEIYUE_SEARCH_EXAMPLES", "60"))


def yuan(amount: float) -> int:
    return round(amount * 100)


def line(number: int, price: float, floor: float = 0, category: str = "facial", treatment: str = "a") -> Item:
    return Item(str(number), treatment, category, False, yuan(price), yuan(floor))


def terms(kind: str, **values: object) -> Terms:
    return Terms.model_validate({"kind": kind, **values})


# -- another way of counting: every choice, every assignment, amounts pushed along by hand


def _subsets(coupons: Mapping[int, Terms]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(coupons, size) for size in range(len(coupons) + 1))


def _assignments(
    items: Sequence[Item], wanted: Sequence[Terms], taken: frozenset[int] = frozenset()
) -> Iterator[tuple[int, frozenset[int]]]:
    """Every way to put coupons that make a line special on lines: fen off, and the lines nobody claimed since."""
    if not wanted:
        yield 0, taken
        return
    first, rest = wanted[0], wanted[1:]
    mine = [place for place, item in enumerate(items) if is_for(first, item)]
    if sum(items[place].price_fen for place in mine) < first.minimum_fen:
        return
    for place in mine:
        if place in taken:
            continue
        item = items[place]
        if first.kind is CouponKind.bogo:
            for paid in mine:
                if paid not in taken and paid != place and items[paid].price_fen >= item.price_fen:
                    for fen, claimed in _assignments(items, rest, taken | {place, paid}):
                        yield fen + max(item.price_fen - item.floor_fen, 0), claimed
        else:
            off = max(min(item.price_fen - (first.price_fen or 0), item.price_fen - item.floor_fen), 0)
            for fen, claimed in _assignments(items, rest, taken | {place}):
                yield fen + off, claimed


def _pushed(items: Sequence[Item], sums: Sequence[Terms], claimed: frozenset[int]) -> int:
    """What amounts take off the other lines, one fen-path at a time (Ford and Fulkerson on a matrix)."""
    free = [place for place in range(len(items)) if place not in claimed]
    source, sink, size = 0, 1 + len(sums) + len(items), 2 + len(sums) + len(items)
    room = [[0] * size for _ in range(size)]
    for number, coupon in enumerate(sums):
        mine = [place for place in free if is_for(coupon, items[place])]
        base = sum(items[place].price_fen for place in mine)
        amount = 0
        if base and base >= coupon.minimum_fen:
            amount = coupon.amount_fen or min((base * (coupon.percent or 0) + 50) // 100, coupon.cap_fen or 10**12)
        room[source][1 + number] = amount
        for place in mine:
            room[1 + number][1 + len(sums) + place] = 10**12
    for place in free:
        room[1 + len(sums) + place][sink] = max(items[place].price_fen - items[place].floor_fen, 0)
    total = 0
    while True:
        came: dict[int, int] = {source: source}
        queue = [source]
        for node in queue:
            for other in range(size):
                if other not in came and room[node][other] > 0:
                    came[other] = node
                    queue.append(other)
        if sink not in came:
            return total
        path, node = [], sink
        while node != source:
            path.append((came[node], node))
            node = came[node]
        step = min(room[one][other] for one, other in path)
        for one, other in path:
            room[one][other] -= step
            room[other][one] += step
        total += step


def _by_trying(items: Sequence[Item], coupons: Mapping[int, Terms]) -> int:
    """The most that any legal choice takes off."""
    most = 0
    for chosen in _subsets(coupons):
        picked = {number: coupons[number] for number in chosen}
        if apart(picked) is not None:
            continue
        claims = [each for each in picked.values() if each.kind in LINE_KINDS]
        sums = [each for each in picked.values() if each.kind not in LINE_KINDS]
        for fen, claimed in _assignments(items, claims):
            most = max(most, fen + _pushed(items, sums, claimed))
    return most


# -- bills and coupons

_prices = st.integers(0, 60).map(lambda tens: tens * 10)
_scopes = st.sampled_from([{}, {"categories": ["facial"]}, {"treatments": ["a"]}, {"categories": ["nail"]}])


@st.composite
def _lines(draw: st.DrawFn, most: int = 4) -> list[Item]:
    return [
        line(
            number,
            draw(_prices),
            draw(st.sampled_from([0, 0, 50, 200])),
            draw(st.sampled_from(["facial", "nail"])),
            draw(st.sampled_from(["a", "b"])),
        )
        for number in range(draw(st.integers(1, most)))
    ]


@st.composite
def _coupons(draw: st.DrawFn, most: int = 5) -> dict[int, Terms]:
    made = {}
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(list(CouponKind)))
        values: dict[str, object] = {"group": draw(st.sampled_from("xyz")), **draw(_scopes)}
        values["minimum"] = draw(st.sampled_from([0, 0, 100, 300, 500]))
        values["alone"] = draw(st.sampled_from([False, False, False, True]))
        if kind is CouponKind.fixed:
            values["amount"] = draw(st.integers(1, 300))
        elif kind is CouponKind.percent:
            values |= {"percent": draw(st.integers(1, 100)), "cap": draw(st.sampled_from([None, 30, 150]))}
        elif kind in {CouponKind.trial, CouponKind.price}:
            values["price"] = draw(st.sampled_from([0, 19.9, 99]))
        made[number + 1] = terms(kind.value, **{name: value for name, value in values.items() if value is not None})
    return made


@settings(max_examples=EXAMPLES, deadline=None)
@given(_lines(), _coupons())
def test_nothing_legal_takes_more_off(items: list[Item], coupons: dict[int, Terms]) -> None:
    assert best(items, coupons).fen == _by_trying(items, coupons)


@settings(max_examples=EXAMPLES, deadline=None)
@given(_lines(), _coupons(most=4))
def test_the_other_way_is_the_best_without_one_of_them(items: list[Item], coupons: dict[int, Terms]) -> None:
    first, other = best_and_other(items, coupons)
    rests = [{n: each for n, each in coupons.items() if n != left_out} for left_out in first.cuts]
    assert other.fen == max((_by_trying(items, rest) for rest in rests), default=0)
    assert not first.cuts or set(other.cuts) != set(first.cuts)


@settings(max_examples=EXAMPLES, deadline=None)
@given(_lines(6), _coupons(12))
def test_what_is_taken_off_is_told_line_by_line(items: list[Item], coupons: dict[int, Terms]) -> None:
    found = best(items, coupons)
    chosen = {number: coupons[number] for number in found.cuts}
    assert apart(chosen) is None
    assert sum(sum(cuts.values()) for cuts in found.cuts.values()) == found.fen
    for place, item in enumerate(items):
        off = sum(cuts.get(place, 0) for cuts in found.cuts.values())
        assert off == 0 or item.price_fen - off >= item.floor_fen, "a floor price is never broken"
        assert item.price_fen - off >= 0
    for number, cuts in found.cuts.items():
        assert all(fen > 0 and is_for(coupons[number], items[place]) for place, fen in cuts.items())
        assert sum(cuts.values()) <= (coupons[number].amount_fen or 10**12), "never more than it says"
        assert best(items, {n: each for n, each in chosen.items() if n != number}).fen < found.fen, "none for nothing"
    assert all_of(items, chosen).fen == found.fen, "used together, they do what was promised"


# -- the figures of product.md


def test_500_less_100_with_and_without_a_floor() -> None:
    coupon = {1: terms("fixed", amount=100, minimum=500, categories=["facial"])}
    assert best([line(1, 520)], coupon).fen == yuan(100)
    assert best([line(1, 520, floor=450)], coupon).fen == yuan(70), "a floor price is never broken"
    assert best([line(1, 520, floor=520)], coupon).fen == 0
    assert best([line(1, 499)], coupon).fen == 0
    assert best([line(1, 499), line(2, 300, category="nail")], coupon).fen == 0, "nails are no facial"
    assert best([line(1, 300), line(2, 200)], coupon).cuts == {1: {0: yuan(60), 1: yuan(40)}}


def test_300_less_50() -> None:
    coupon = {1: terms("fixed", amount=50, minimum=300)}
    assert best([line(1, 300)], coupon).fen == yuan(50)
    assert best([line(1, 299.99)], coupon).fen == 0


def test_a_trial_for_19_yuan_90() -> None:
    coupon = {1: terms("trial", price=19.9, treatments=["a"])}
    assert best([line(1, 298), line(2, 500, treatment="b")], coupon).cuts == {1: {0: yuan(278.1)}}
    assert best([line(1, 298, floor=50)], coupon).fen == yuan(248)


def test_buy_one_get_the_cheaper_one() -> None:
    coupon = {1: terms("bogo")}
    assert best([line(1, 298), line(2, 198)], coupon).cuts == {1: {1: yuan(198)}}
    assert best([line(1, 298)], coupon).fen == 0
    assert best([line(1, 298), line(2, 298), line(3, 500)], coupon).fen == yuan(298)
    assert best([line(1, 100, floor=100), line(2, 100)], coupon).cuts == {1: {1: yuan(100)}}, "of equals the freer one"


def test_two_together_are_better_than_the_larger_one_alone() -> None:
    coupons = {
        1: terms("fixed", amount=100, minimum=500, group="a"),
        2: terms("fixed", amount=28, group="b"),
        3: terms("fixed", amount=100, alone=True),
    }
    first, other = best_and_other([line(1, 520)], coupons)
    assert (first.fen, set(first.cuts)) == (yuan(128), {1, 2})
    assert other.fen == yuan(100)


def test_of_more_than_twelve_the_dearest_are_looked_at() -> None:
    coupons = {number: terms("fixed", amount=number, group=f"g{number}") for number in range(1, 20)}
    assert best([line(1, 10_000)], coupons).fen == yuan(sum(range(8, 20)))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "fixed"},
        {"kind": "fixed", "amount": 0},
        {"kind": "fixed", "amount": 10, "percent": 5},
        {"kind": "percent", "percent": 101},
        {"kind": "trial"},
        {"kind": "free", "minimum": -1},
        {"kind": "free", "hours": ["20:00-10:00"]},
    ],
)
def test_terms_that_mean_nothing_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"kind|amount|percent|minimum|ends|greater|less"):
        Terms.model_validate(values)
