"""What a visit costs at a time (C3)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.booking.rules.prices import apply, price_at
from core.catalog.schemas import VariationOut
from core.store.schemas import PriceRule, StoreSettings

NAME = {"zh": "优惠", "en": "Offer"}
WEDNESDAY = dt.datetime(2026, 9, 16, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HOLIDAY = {"from": "2026-09-17", "to": "2026-09-17", "name": NAME, "hours": ["10:00-18:00"]}


def rule(**written: Any) -> PriceRule:
    return PriceRule.model_validate({"name": NAME} | written)


def settings(*rules: dict[str, Any]) -> StoreSettings:
    return StoreSettings.model_validate(
        {"hours": {}, "holidays": [HOLIDAY], "prices": [{"name": NAME} | each for each in rules]}
    )


def variation(price_fen: int = 29800) -> VariationOut:
    return VariationOut(
        id=1,
        code="60",
        name=NAME,
        price_fen=price_fen,
        segments=(),
        treatment_id=1,
        treatment_name=NAME,
        skill="facial",
        needs_bed=False,
        device=None,
        treatment_code="facial",
        category="face",
    )


def fen(local: dt.datetime, *rules: dict[str, Any]) -> int:
    return price_at(settings(*rules), variation(), local).fen


@pytest.mark.parametrize(
    ("when", "is_met"),
    [
        ({}, True),
        ({"days": ["wed"]}, True),
        ({"days": ["thu", "holiday"]}, False),
        ({"hours": ["10:00-12:00"]}, True),
        ({"hours": ["08:00-10:00"]}, False),
        ({"hours": ["08:00-09:00", "09:30-10:05"]}, True),
        ({"from": "2026-09-16", "to": "2026-09-16"}, True),
        ({"from": "2026-09-17"}, False),
        ({"to": "2026-09-15"}, False),
        ({"categories": ["face"]}, True),
        ({"categories": ["nail"]}, False),
        ({"treatments": ["facial"]}, True),
        ({"treatments": ["facial.60"]}, True),
        ({"treatments": ["facial.90", "mask"]}, False),
        ({"treatments": ["mask"], "categories": ["face"]}, True),
    ],
)
def test_a_rule_holds_for_its_days_hours_dates_and_treatments(when: dict[str, Any], is_met: bool) -> None:
    assert fen(WEDNESDAY, {"add": -60, **when}) == (23800 if is_met else 29800)


def test_a_holiday_is_no_weekday() -> None:
    thursday = WEDNESDAY + dt.timedelta(days=1)
    assert fen(thursday, {"days": ["thu"], "add": -60}) == 29800
    assert fen(thursday, {"days": ["holiday"], "add": 60}) == 35800


def test_the_first_rule_that_matches_counts() -> None:
    found = price_at(settings({"days": ["mon"], "add": 1}, {"percent": 90}, {"percent": 50}), variation(), WEDNESDAY)
    assert (found.fen, found.list_fen, found.saving_fen, found.name) == (26800, 29800, 3000, NAME)


def test_a_booking_made_earlier_keeps_its_list_price() -> None:
    assert price_at(settings({"percent": 50}), variation(), WEDNESDAY, 10000).fen == 5000


@pytest.mark.parametrize(
    ("percent", "list_fen", "expected"),
    [(80, 29800, 23800), (85, 19000, 16100), (120, 19850, 23800), (100, 29850, 29850), (99, 30, 29), (50, 100, 50)],
)
def test_percentages_are_rounded_to_whole_yuan_half_in_the_members_favour(
    percent: int, list_fen: int, expected: int
) -> None:
    assert apply(rule(percent=percent), list_fen, 100) == expected


@given(st.integers(0, 10_000_000), st.integers(1, 300), st.sampled_from([1, 10, 100, 500]))
def test_a_percentage_is_near_never_negative_and_on_its_side_of_the_list_price(
    list_fen: int, percent: int, step: int
) -> None:
    price = apply(rule(percent=percent), list_fen, step)
    assert price >= 0
    assert abs(price * 100 - list_fen * percent) <= step * 100
    assert price <= list_fen if percent <= 100 else price >= list_fen


@given(st.integers(0, 10_000_000), st.integers(-20_000_000, 20_000_000))
def test_an_amount_is_added_exactly_and_never_below_nothing(list_fen: int, add: int) -> None:
    assert apply(rule(add=f"{add / 100:.2f}"), list_fen, 100) == max(0, list_fen + add)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"percent": 80, "add": -60},
        {"price": 99},
        {"price": -1, "treatments": ["facial"]},
        {"percent": 0},
        {"add": "0.001"},
        {"add": True},
        {"percent": 80, "days": ["someday"]},
        {"percent": 80, "from": "2026-09-16", "to": "2026-09-15"},
        {"percent": 80, "treatments": ["a.b.c"]},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rule(**wrong)


def test_rules_are_written_in_yuan_without_what_was_left_out() -> None:
    written = {"name": NAME, "days": ["mon"], "hours": ["10:00-12:00"], "treatments": ["facial"], "price": 99.5}
    read = rule(**written)
    assert read.price_fen == 9950
    assert read.model_dump(mode="json", by_alias=True) == written
