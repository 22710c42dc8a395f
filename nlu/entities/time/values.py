"""What the time reader gives back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Grain(StrEnum):
    """How exact an expression is: 「下午」 is a part of a day, 「下周」 a week."""

    second = "second"
    minute = "minute"
    hour = "hour"
    part = "part"
    day = "day"
    weekend = "weekend"
    week = "week"
    month = "month"
    year = "year"


class Kind(StrEnum):
    """What an expression is about; a booking can use moments only."""

    moment = "moment"  # a point or a stretch on the calendar
    duration = "duration"  # 「两个小时」: how long, not when
    recurring = "recurring"  # 「每周三」: a habit, not one date


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time found in a text.

    `text`, `start_at` and `end_at` are its span in the text as typed. `start` is aware, in the zone of
    the `now` given; `end` is exclusive and None for a point in time or an open end. With `is_open_start`
    (「五点之前」) `start` is only the earliest moment that makes sense. `code` is the ISO 8601 duration of
    a duration ("PT1H30M") and the TIMEX pattern of a recurring time ("XXXX-WXX-3T15:00").
    """

    text: str
    start_at: int
    end_at: int
    start: datetime
    end: datetime | None
    grain: Grain
    kind: Kind = Kind.moment
    code: str = ""
    has_day: bool = False  # a day was said, not assumed
    has_clock: bool = False  # a clock time was said
    has_part: bool = False  # a part of the day was said
    is_open_start: bool = False
    is_open_end: bool = False
    is_fuzzy: bool = False  # 左右, 月底, 过几天: offer what is near
    is_earliest: bool = False  # the first that is free
    is_latest: bool = False
    day_at: tuple[int, int] | None = None  # where in the text as typed the day's own words stand, apart from the hours'
    hours_at: tuple[int, int] | None = None
    is_conflicting: bool = False  # weekday and date disagreed, the weekday won: confirm with both
