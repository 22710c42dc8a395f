"""All that a salon changes without touching code."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.kit.localized import Localized
from core.store.schemas.answers import Answer
from core.store.schemas.checkout import CheckoutPolicy
from core.store.schemas.clock import ClockTime, Spans, minute_of_day, parse_span
from core.store.schemas.coupons import CouponPolicy
from core.store.schemas.points import PointsPolicy
from core.store.schemas.policies import BookingPolicy, PrivacyPolicy, RankingPolicy, WaitlistPolicy
from core.store.schemas.prepaid import CardPolicy, WalletPolicy
from core.store.schemas.prices import Fen, PriceRule
from core.store.schemas.reviews import ReviewPolicy
from core.store.schemas.strict import Strict
from core.store.schemas.tiers import TierPolicy

_LONGEST_QUIET = 16 * 60


class Weekday(StrEnum):
    """Days in the order of `datetime.weekday()`."""

    mon = "mon"
    tue = "tue"
    wed = "wed"
    thu = "thu"
    fri = "fri"
    sat = "sat"
    sun = "sun"


class Holiday(Strict):
    """Days whose hours differ from the week's (C7); both ends included, no hours means closed."""

    first_on: dt.date = Field(alias="from")
    last_on: dt.date = Field(alias="to")
    name: Localized
    hours: Spans = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_on < self.first_on:
            raise ValueError("the last day is before the first")
        return self


class StoreSettings(Strict):
    """All that a salon changes without touching code. Between `quiet_from` and `quiet_until`, by the store's clock, it
    sends nothing that can wait (N); the same time twice means never. `morning_agenda` is when those who work that day
    are told their visits, `evening_summary` when desk and owner are told how the day went; null: never. `price_step`
    yuan is what percentages of a price are rounded to, half a step in the member's favour.

    `latitude` and `longitude` are those of the market's own map (in cn GCJ-02, as Amap 高德 shows them); `map_url` is
    opened instead where there is one. `counter_check_in`: members may check in by scanning the counter's code (C11).
    `answers` are the salon's own, to questions about the house.
    """

    hours: dict[Weekday, Spans]
    holidays: tuple[Holiday, ...] = ()
    booking: BookingPolicy = BookingPolicy()
    privacy: PrivacyPolicy = PrivacyPolicy()
    ranking: RankingPolicy = RankingPolicy()
    waitlist: WaitlistPolicy = WaitlistPolicy()
    checkout: CheckoutPolicy = CheckoutPolicy()
    tiers: TierPolicy = TierPolicy()
    coupons: CouponPolicy = CouponPolicy()
    wallet: WalletPolicy = WalletPolicy()
    card: CardPolicy = CardPolicy()
    points: PointsPolicy = PointsPolicy()
    reviews: ReviewPolicy = ReviewPolicy()
    prices: Annotated[tuple[PriceRule, ...], Field(max_length=100)] = ()
    answers: Annotated[tuple[Answer, ...], Field(max_length=100)] = ()
    price_step_fen: Annotated[Fen, Field(ge=1, le=10_000)] = Field(default=100, alias="price_step")
    quiet_from: ClockTime = "21:30"
    quiet_until: ClockTime = "09:00"
    morning_agenda: ClockTime | None = "08:30"
    evening_summary: ClockTime | None = "21:15"
    latitude: Annotated[float | None, Field(ge=-90, le=90)] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180)] = None
    map_url: Annotated[str | None, Field(pattern=r"^https://\S+$", max_length=500)] = None
    counter_check_in: bool = True

    @model_validator(mode="after")
    def _leaves_a_day(self) -> Self:
        if (minute_of_day(self.quiet_until) - minute_of_day(self.quiet_from)) % 1440 > _LONGEST_QUIET:
            raise ValueError("the quiet hours are longer than 16 hours")
        return self

    @model_validator(mode="after")
    def _is_a_place(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude belong together")
        return self

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, None when they were not given."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def is_holiday(self, day: dt.date) -> bool:
        """Whether a local date is one of the days whose hours differ from the week's."""
        return any(holiday.first_on <= day <= holiday.last_on for holiday in self.holidays)

    def hours_on(self, day: dt.date) -> tuple[tuple[int, int], ...]:
        """Opening spans of a local date in minutes of the day; the last matching holiday wins over the week."""
        for holiday in reversed(self.holidays):
            if holiday.first_on <= day <= holiday.last_on:
                return tuple(parse_span(span) for span in holiday.hours)
        weekday = list(Weekday)[day.weekday()]
        return tuple(parse_span(span) for span in self.hours.get(weekday, ()))
