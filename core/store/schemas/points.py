"""How a store's members earn points and what they are worth (F)."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from core.kit import lunar
from core.kit.localized import Localized
from core.store.schemas.prices import Fen
from core.store.schemas.strict import Strict

_YEARLY = re.compile(r"(lunar:)?(\d{2})-(\d{2})", re.ASCII)
_A_LEAP_YEAR = 2000
_LONGEST_DOUBLE = 31
MOST = 1_000_000
"""Points in one movement; more is a typing error."""

Points = Annotated[int, Field(strict=True, ge=0, le=MOST)]
Percent = Annotated[int, Field(strict=True, ge=100, le=1000)]


class PointsPreset(StrEnum):
    """How much of F a store wants (F21–F23)."""

    full = "full"
    light = "light"  # basic points only: earned by spending, spent at the till, ending after their term


def _checked_yearly(text: str) -> str:
    found = _YEARLY.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no day of the year such as 03-08 or lunar:08-15")
    month, day = int(found[2]), int(found[3])
    if found[1] and not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(f"{text!r} is no day of the Chinese calendar")
    if not found[1]:
        dt.date(_A_LEAP_YEAR, month, day)
    return text


YearlyDay = Annotated[str, AfterValidator(_checked_yearly)]
"""A day of every year: "03-08", or "lunar:08-15" by the Chinese calendar."""


class DoublePointsDay(Strict):
    """A festival or a double-points day (F8): a day of every year (`on`), or the dates between two, both included.

    `percent` of the usual points: 200 is double.
    """

    name: Localized
    on: YearlyDay | None = None
    first_on: dt.date | None = Field(default=None, alias="from")
    last_on: dt.date | None = Field(default=None, alias="to")
    percent: Percent = 200

    @model_validator(mode="after")
    def _is_some_day(self) -> Self:
        if (self.on is None) == (self.first_on is None):
            raise ValueError("needs either on, or from and to")
        if self.first_on is not None:
            last_on = self.last_on or self.first_on
            if not dt.timedelta() <= last_on - self.first_on < dt.timedelta(days=_LONGEST_DOUBLE):
                raise ValueError(f"spans between 1 and {_LONGEST_DOUBLE} days")
        return self

    def is_on(self, day: dt.date) -> bool:
        """Whether a local date is one of its days; the lunar 30th of a month of 29 days is its 29th."""
        if self.first_on is not None:
            return self.first_on <= day <= (self.last_on or self.first_on)
        found = _YEARLY.fullmatch(self.on or "")
        assert found is not None, "was checked"
        month, of_month = int(found[2]), int(found[3])
        if not found[1]:
            return (day.month, day.day) == (month, of_month)
        # In January it may still be the lunar year that began the year before.
        return day in {lunar.solar_of(year, month, of_month) for year in (day.year - 1, day.year)}


class PointsStep(Strict):
    """A bonus for a single spend of at least so many yuan (F2); of several steps the highest reached counts."""

    spend_fen: Annotated[Fen, Field(gt=0)] = Field(alias="spend")
    points: Points


class RedeemWindow(Strict):
    """Days of a month, both included, on which points can be redeemed (F10); 31 is the month's last day."""

    first_day: Annotated[int, Field(ge=1, le=31)] = Field(alias="from")
    last_day: Annotated[int, Field(ge=1, le=31)] = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError("the last day is before the first")
        return self


class ExchangeRates(Strict):
    """How many points are one yuan for each tier (F9); 0: points of this tier cannot be spent as money."""

    member: Annotated[int, Field(ge=0, le=10_000)] = 120
    silver: Annotated[int, Field(ge=0, le=10_000)] = 100
    gold: Annotated[int, Field(ge=0, le=10_000)] = 80
    diamond: Annotated[int, Field(ge=0, le=10_000)] = 60


class TierPercents(Strict):
    """What percentage of the usual points each tier earns by spending (F8); 100: no more than others."""

    member: Percent = 100
    silver: Percent = 100
    gold: Percent = 100
    diamond: Percent = 100


class CheckInPolicy(Strict):
    """The daily check-in 签到 (F4): `points` for each day, and `streak_points` whenever another `streak_days` in a row
    are full."""

    is_on: bool = True
    points: Annotated[int, Field(ge=0, le=1000)] = 0
    streak_days: Annotated[int, Field(ge=2, le=365)] = 7
    streak_points: Annotated[int, Field(ge=0, le=10_000)] = 20


class ReviewPoints(Strict):
    """For a review (F5), never for its stars; `detailed_percent` of it for one with a photo or at least
    `detailed_length` characters."""

    points: Annotated[int, Field(ge=0, le=10_000)] = 10
    detailed_percent: Percent = 200
    detailed_length: Annotated[int, Field(ge=1, le=1000)] = 30


class SharePoints(Strict):
    """The share mission (F6). `is_on` null: on, but in market cn off. `counts` what is rewarded; in market cn never
    likes."""

    is_on: bool | None = None
    points: Annotated[int, Field(ge=0, le=10_000)] = 50
    counts: Literal["shares", "likes"] = "shares"


class AdjustLimits(Strict):
    """Points that a colleague of each role may add or take by hand in one local day, all members together."""

    owner: Points = 100_000
    manager: Points = 5_000
    receptionist: Points = 500
    beautician: Points = 0


class AbusePolicy(Strict):
    """What is put before staff as abnormal (F15); 0: is not looked for. They have `decide_hours` to decide.

    `cap_days`: the daily cap was reached on so many of the last seven days. `earnings_an_hour`: so many earnings but
    for visits within an hour. `refunds_a_month`: so many sales refunded within 30 days. `grants_a_month`: one colleague
    gave the same member points by hand so often within 30 days.
    """

    cap_days: Annotated[int, Field(ge=0, le=7)] = 3
    earnings_an_hour: Annotated[int, Field(ge=0, le=1000)] = 10
    refunds_a_month: Annotated[int, Field(ge=0, le=100)] = 3
    grants_a_month: Annotated[int, Field(ge=0, le=100)] = 4
    decide_hours: Annotated[int, Field(ge=1, le=720)] = 48


_FESTIVALS = (
    DoublePointsDay(name=Localized(zh="春节", en="Spring Festival"), on="lunar:01-01"),
    DoublePointsDay(name=Localized(zh="女神节", en="Women's Day"), on="03-08"),
    DoublePointsDay(name=Localized(zh="七夕", en="Qixi Festival"), on="lunar:07-07"),
    DoublePointsDay(name=Localized(zh="中秋节", en="Mid-Autumn Festival"), on="lunar:08-15"),
)
_LIGHT: dict[str, Any] = {
    "steps": (),
    "birthday_percent": 100,
    "double_days": (),
    "check_in": {"is_on": False},
    "review": {"points": 0},
    "share": {"is_on": False},
    "catalogue_is_on": False,
    "abuse": {"cap_days": 0, "earnings_an_hour": 0, "refunds_a_month": 0, "grants_a_month": 0},
}


class PointsPolicy(Strict):
    """Points (F). `preset: light` leaves basic points only, but for what is set besides it; points are the brand's,
    and the rules are those of the store where something happens.

    Earning: one point for each `spend_per_point` yuan (F1), `steps` on top (F2). Of `tier_percent`, `birthday_percent`
    and `double_days` the highest multiplies what F1 gives, and the steps too where `doubles_steps` (F8). All but paid
    visits together earn at most `daily_cap` points a local day, visits too where `cap_includes_visits` (F13; 0: no
    cap). What a visit earned can be spent after `pending_days`. Points live `expiry_months` to the end of that local
    day (0: for ever); `reminder_days` before the member is told (F17).

    Redeeming: `rates` by tier (F9), whole `exchange_step` yuan, with `gifts` for a tier; at most `most_percent` of a
    bill. Only who has `threshold` points can redeem (F14), where `threshold_is_each` only so many at once; only in the
    `windows` where there are any (F10). `catalogue_is_on`: things can be had for points (F16).
    """

    is_on: bool = True
    preset: PointsPreset = PointsPreset.full
    spend_per_point_fen: Annotated[Fen, Field(ge=1, le=1_000_000)] = Field(default=100, alias="spend_per_point")
    steps: Annotated[tuple[PointsStep, ...], Field(max_length=20)] = (PointsStep(spend=500, points=50),)
    tier_percent: TierPercents = TierPercents()
    birthday_percent: Percent = 200
    double_days: Annotated[tuple[DoublePointsDay, ...], Field(max_length=100)] = _FESTIVALS
    doubles_steps: bool = False
    daily_cap: Points = 200
    cap_includes_visits: bool = False
    pending_days: Annotated[int, Field(ge=0, le=90)] = 0
    expiry_months: Annotated[int, Field(ge=0, le=120)] = 12
    reminder_days: Annotated[tuple[Annotated[int, Field(ge=1, le=180)], ...], Field(max_length=5)] = (30, 7)
    rates: ExchangeRates = ExchangeRates()
    exchange_step_fen: Annotated[Fen, Field(ge=1, le=100_000)] = Field(default=100, alias="exchange_step")
    gifts: dict[Literal["member", "silver", "gold", "diamond"], Localized] = Field(
        default={"diamond": Localized(zh="随单小礼一份", en="a small gift with it")}
    )
    most_percent: Annotated[int, Field(ge=1, le=100)] = 100
    threshold: Points = 500
    threshold_is_each: bool = False
    windows: Annotated[tuple[RedeemWindow, ...], Field(max_length=10)] = ()
    catalogue_is_on: bool = True
    check_in: CheckInPolicy = CheckInPolicy()
    review: ReviewPoints = ReviewPoints()
    share: SharePoints = SharePoints()
    adjust_limits: AdjustLimits = AdjustLimits()
    abuse: AbusePolicy = AbusePolicy()

    @model_validator(mode="before")
    @classmethod
    def _with_preset(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("preset") == PointsPreset.light:
            return _LIGHT | given
        return given

    @model_validator(mode="after")
    def _in_steps(self) -> Self:
        spends = [step.spend_fen for step in self.steps]
        if len(set(spends)) < len(spends):
            raise ValueError("two steps are for the same spend")
        if len(set(self.reminder_days)) < len(self.reminder_days):
            raise ValueError("the same reminder is there twice")
        return self
