"""What a visit costs that begins at a certain time (C3): the same for every member. Pure: no database, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from core.booking.schemas import Price
from core.catalog.schemas import VariationOut
from core.store.schemas import PriceDay, PriceRule, StoreSettings, parse_span

_DAYS = list(PriceDay)


def price_at(
    settings: StoreSettings, variation: VariationOut, local: dt.datetime, list_fen: int | None = None
) -> Price:
    """The price of a visit that begins at a local time: by the first rule that matches, else the list price.

    `list_fen` is the list price to go by when it is not today's: that of a booking made earlier.
    """
    usual = variation.price_fen if list_fen is None else list_fen
    rule = next(iter(matching(settings, variation, local)), None)
    if rule is None:
        return Price(usual, usual)
    return Price(apply(rule, usual, settings.price_step_fen), usual, rule.name.model_dump())


def matching(settings: StoreSettings, variation: VariationOut, local: dt.datetime) -> Iterable[PriceRule]:
    """The rules that hold for a variation at a local time, in the order in which they count."""
    if not settings.prices:
        return
    on, minute = local.date(), local.hour * 60 + local.minute
    day = PriceDay.holiday if settings.is_holiday(on) else _DAYS[on.weekday()]
    for rule in settings.prices:
        if (
            is_for(rule, variation)
            and (not rule.days or day in rule.days)
            and (rule.first_on is None or rule.first_on <= on)
            and (rule.last_on is None or on <= rule.last_on)
            and (not rule.hours or any(first <= minute < end for first, end in map(parse_span, rule.hours)))
        ):
            yield rule


def is_for(rule: PriceRule, variation: VariationOut) -> bool:
    """Whether a rule speaks of a variation at all, whatever the time."""
    if not rule.treatments and not rule.categories:
        return True
    named = {variation.treatment_code, f"{variation.treatment_code}.{variation.code}"}
    return variation.category in rule.categories or not named.isdisjoint(rule.treatments)


def apply(rule: PriceRule, list_fen: int, step_fen: int) -> int:
    """The list price changed by a rule, in whole fen and never below nothing.

    A percentage is rounded to whole steps, half a step in the member's favour, and never across the list price.
    """
    if rule.price_fen is not None:
        return rule.price_fen
    if rule.add_fen is not None:
        return max(0, list_fen + rule.add_fen)
    assert rule.percent is not None, "one of the three is there"
    if rule.percent == 100:
        return list_fen
    exact = list_fen * rule.percent  # hundredths of a fen
    rounded = -((step_fen * 50 - exact) // (step_fen * 100)) * step_fen
    if rounded <= 0:  # less than a step is not nothing
        return exact // 100
    return min(rounded, list_fen) if rule.percent < 100 else max(rounded, list_fen)
