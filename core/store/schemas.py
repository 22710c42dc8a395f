"""A store's settings: validated, exported and imported as a file, shown to other domains as values."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from core.kit.localized import Localized
from core.kit.money import fen_from_yuan
from core.kit.quiet import Quiet


class Weekday(StrEnum):
    """Days in the order of `datetime.weekday()`."""

    mon = "mon"
    tue = "tue"
    wed = "wed"
    thu = "thu"
    fri = "fri"
    sat = "sat"
    sun = "sun"


@lru_cache(maxsize=1024)
def parse_span(text: str) -> tuple[int, int]:
    """Minutes of the day of a local span: "10:00-21:00" → (600, 1260). Raises ValueError for anything else."""
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError(f"{text!r} is not of the form 10:00-21:00")
    minutes = (_minute_of_day(start), _minute_of_day(end))
    if minutes[0] >= minutes[1]:
        raise ValueError(f"{text!r} ends before it begins")
    return minutes


def _minute_of_day(text: str) -> int:
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2):
        raise ValueError(f"{text!r} is not a time like 10:00")
    total = int(hour) * 60 + int(minute)
    if int(minute) > 59 or total > 1440:
        raise ValueError(f"{text!r} is not a time of day")
    return total


def _checked_clock(text: str) -> str:
    minute = _minute_of_day(text)
    if minute % 5 or minute == 1440:
        raise ValueError(f"{text!r} is not a time of day on the 5-minute grid")
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _checked_reminders(minutes: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(minutes)) < len(minutes):
        raise ValueError("the same reminder is there twice")
    return minutes


def _checked_no_show(minutes: int) -> int:
    if 0 < minutes < 15:
        raise ValueError("nobody has missed a visit within the first 15 minutes")
    return minutes


def _checked_span(text: str) -> str:
    if any(minute % 5 for minute in parse_span(text)):
        raise ValueError(f"{text!r} is not on the 5-minute grid")
    return text


def _checked_spans(spans: tuple[str, ...]) -> tuple[str, ...]:
    parsed = sorted(parse_span(span) for span in spans)
    if any(left[1] > right[0] for left, right in pairwise(parsed)):
        raise ValueError("two spans overlap")
    return spans


Span = Annotated[str, AfterValidator(_checked_span)]
Spans = Annotated[tuple[Span, ...], AfterValidator(_checked_spans)]

ClockTime = Annotated[str, AfterValidator(_checked_clock)]
Reminders = Annotated[
    tuple[Annotated[int, Field(ge=15, le=14 * 1440)], ...], Field(max_length=5), AfterValidator(_checked_reminders)
]
_LONGEST_QUIET = 16 * 60


class Strict(BaseModel):
    """Files people edit: an unknown field is a typing error, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


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


class PriceDay(StrEnum):
    """Days as prices tell them apart: a holiday is no weekday."""

    mon = "mon"
    tue = "tue"
    wed = "wed"
    thu = "thu"
    fri = "fri"
    sat = "sat"
    sun = "sun"
    holiday = "holiday"


def _fen(amount: object) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int | float | str):
        raise ValueError("is not an amount in yuan")
    fen = fen_from_yuan(amount)
    if abs(fen) > _MOST_FEN:
        raise ValueError(f"{amount} yuan cannot be meant")
    return fen


def _yuan(fen: int) -> int | float:
    return fen // 100 if fen % 100 == 0 else fen / 100


_MOST_FEN = 100_000_000  # a million yuan: more is a typing error
Fen = Annotated[int, BeforeValidator(_fen), PlainSerializer(_yuan, when_used="json")]
"""Fen in the program, yuan in files and in what is stored."""

Item = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40})?$")]
"""A treatment by its code, or one length of it: "facial", "facial.60"."""


class PriceRule(Strict):
    """A price for some times (C3), published and the same for every member; the first of the list that matches counts.

    When: the visit begins, by the store's clock, on one of `days`, within `hours`, between two dates; what is left out
    does not matter. On a day of `holidays` only `holiday` is the day. For what: `treatments` and whole `categories`,
    everything when neither is named. How much: `percent` of the list price, `add` yuan (negative: less), or `price`.
    """

    name: Localized
    days: tuple[PriceDay, ...] = ()
    hours: Spans = ()
    first_on: dt.date | None = Field(default=None, alias="from")
    last_on: dt.date | None = Field(default=None, alias="to")
    categories: tuple[Item, ...] = ()
    treatments: tuple[Item, ...] = ()
    percent: Annotated[int, Field(ge=1, le=300)] | None = None
    add_fen: Fen | None = Field(default=None, alias="add")
    price_fen: Fen | None = Field(default=None, alias="price")

    @model_validator(mode="after")
    def _means_one_thing(self) -> Self:
        if sum(amount is not None for amount in (self.percent, self.add_fen, self.price_fen)) != 1:
            raise ValueError("needs exactly one of percent, add and price")
        if self.price_fen is not None and (self.price_fen < 0 or not self.treatments or self.categories):
            raise ValueError("a fixed price needs the treatments it is for, and cannot be negative")
        if self.first_on and self.last_on and self.last_on < self.first_on:
            raise ValueError("the last day is before the first")
        return self

    @model_serializer(mode="wrap")
    def _without_what_was_left_out(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value not in (None, (), [])}


class BookingPolicy(Strict):
    """How this store takes bookings; minutes unless the name says days. Reminders (C8) count back from the start.

    `no_show_minutes` after it the desk is asked about a member who has not checked in, and only what nobody answered
    counts as a no-show at the day's end; 0: nobody is asked, and nothing is marked by itself. `brief_minutes` before
    it whoever does the treatment is briefed (A7); 0: only when they ask. For members of the tiers in `priority_days`
    the calendar opens so many days earlier than `horizon_days` says (C9).

    A visit may have several treatments at most `visit_gap_minutes` apart, or several people who begin that close.
    Calling off or moving later than `late_cancel_minutes` before the start, and not coming, are counted, and cost a
    percentage of the price where one is set. Who has missed `no_shows_to_confirm` visits (0: nobody) in
    `no_show_months` has to confirm each visit again, until `confirm_again_minutes` before it.
    """

    step_minutes: Annotated[int, Field(ge=5, le=120, multiple_of=5)] = 15
    lead_minutes: Annotated[int, Field(ge=0, le=7 * 1440)] = 30
    horizon_days: Annotated[int, Field(ge=1, le=180)] = 30
    priority_days: dict[Literal["silver", "gold", "diamond"], Annotated[int, Field(ge=0, le=90)]] = Field(
        default={"gold": 3, "diamond": 7}
    )
    hold_minutes: Annotated[int, Field(ge=1, le=60)] = 10
    request_minutes: Annotated[int, Field(ge=5, le=7 * 1440)] = 1440
    late_cancel_minutes: Annotated[int, Field(ge=0, le=7 * 1440)] = 240
    late_cancel_percent: Annotated[int, Field(ge=0, le=100)] = 0
    no_show_percent: Annotated[int, Field(ge=0, le=100)] = 0
    no_shows_to_confirm: Annotated[int, Field(ge=0, le=20)] = 2
    no_show_months: Annotated[int, Field(ge=1, le=36)] = 12
    confirm_again_minutes: Annotated[int, Field(ge=60, le=7 * 1440)] = 1080
    open_bookings_per_member: Annotated[int, Field(ge=1, le=50)] = 5
    reminder_minutes: Reminders = (1440, 120)
    no_show_minutes: Annotated[int, Field(ge=0, le=240), AfterValidator(_checked_no_show)] = 30
    brief_minutes: Annotated[int, Field(ge=0, le=1440)] = 60
    visit_gap_minutes: Annotated[int, Field(ge=0, le=60, multiple_of=5)] = 15
    visit_treatments: Annotated[int, Field(ge=1, le=5)] = 4
    group_people: Annotated[int, Field(ge=1, le=6)] = 6


class WaitlistPolicy(Strict):
    """How this store offers time that becomes free (C9). An offer stands for `offer_minutes`, less near the start; a
    visit that begins within `urgent_minutes` is offered in the quiet hours too. Who lets `lapses_before_asking` offers
    pass is asked whether they still wait. With `confirms_itself` staff need not answer an offer that is taken."""

    offer_minutes: Annotated[int, Field(ge=5, le=1440)] = 30
    urgent_minutes: Annotated[int, Field(ge=0, le=720)] = 120
    lapses_before_asking: Annotated[int, Field(ge=1, le=10)] = 2
    entries_per_member: Annotated[int, Field(ge=1, le=20)] = 5
    confirms_itself: bool = False


class PrivacyPolicy(Strict):
    """The privacy desk (R); of a brand with several stores the first one's rules count.

    `erase_days`: how long a member who asked to be erased can change their mind; the law wants it done soon, so fifteen
    at the most. `export_hours`: how long the file of their data can be fetched, and how soon they may have another.
    """

    erase_days: Annotated[int, Field(ge=1, le=15)] = 7
    export_hours: Annotated[int, Field(ge=1, le=168)] = 24


class StoreSettings(Strict):
    """All that a salon changes without touching code. Between `quiet_from` and `quiet_until`, by the store's clock, it
    sends nothing that can wait (N); the same time twice means never. `morning_agenda` is when those who work that day
    are told their visits, `evening_summary` when desk and owner are told how the day went; null: never. `price_step`
    yuan is what percentages of a price are rounded to, half a step in the member's favour.

    `latitude` and `longitude` are those of the market's own map (in cn GCJ-02, as Amap 高德 shows them); `map_url` is
    opened instead where there is one. `counter_check_in`: members may check in by scanning the counter's code (C11).
    """

    hours: dict[Weekday, Spans]
    holidays: tuple[Holiday, ...] = ()
    booking: BookingPolicy = BookingPolicy()
    privacy: PrivacyPolicy = PrivacyPolicy()
    waitlist: WaitlistPolicy = WaitlistPolicy()
    prices: Annotated[tuple[PriceRule, ...], Field(max_length=100)] = ()
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
        if (_minute_of_day(self.quiet_until) - _minute_of_day(self.quiet_from)) % 1440 > _LONGEST_QUIET:
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


def _checked_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise ValueError(f"{name!r} is not a time zone like Asia/Shanghai") from wrong
    return name


class StoreProfile(Strict):
    """What a salon says of a store, besides its code and settings."""

    name: Localized
    aliases: tuple[Annotated[str, Field(min_length=1, max_length=80)], ...] = ()
    address: Localized
    directions: Localized
    phone: Annotated[str, Field(max_length=40)]
    zone: Annotated[str, Field(max_length=60), AfterValidator(_checked_zone)]
    market: Annotated[str, Field(min_length=1, max_length=10)]


class StoreValues(StoreProfile):
    """All that is stored of a store under its code."""

    settings: StoreSettings


class StoreOut(BaseModel):
    """A store as other domains and channels see it."""

    model_config = ConfigDict(frozen=True)
    id: int
    code: str
    name: dict[str, str]
    aliases: tuple[str, ...]
    address: dict[str, str]
    directions: dict[str, str]
    phone: str
    zone: str
    market: str
    settings: StoreSettings

    @property
    def quiet(self) -> Quiet:
        """When nobody here is sent what can wait."""
        hours = (dt.time.fromisoformat(at) for at in (self.settings.quiet_from, self.settings.quiet_until))
        return Quiet(ZoneInfo(self.zone), *hours)
