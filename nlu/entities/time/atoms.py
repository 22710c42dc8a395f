"""The small pieces a time is made of: a day, a part of the day, a clock time and the words around them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from nlu.entities.time.values import Grain


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may know besides the words: the moment and the salon's hours."""

    now: datetime
    opens: int
    closes: int

    @property
    def today(self) -> date:
        return self.now.date()


class Source(StrEnum):
    """How a day was named; two days named alike are a list, two named differently are one day said twice."""

    weekday = "weekday"
    date = "date"
    month_day = "month_day"  # 「5号」: the month is still open
    relative = "relative"
    holiday = "holiday"
    stretch = "stretch"  # a week, a weekend, a month: a weekday beside it lies inside


@dataclass(frozen=True, slots=True)
class DayAtom:
    """A day or a run of days, `last` included. `is_pinned`: the week or year was said, so it never moves on."""

    first: date
    last: date
    source: Source
    grain: Grain = Grain.day
    is_pinned: bool = False
    is_fuzzy: bool = False
    is_from_now: bool = False  # 「未来三天」 begins at this minute
    has_moved: bool = False  # already past in its own month or year, so the next one was taken


@dataclass(frozen=True, slots=True)
class PartAtom:
    """A part of the day by its key in `words.PARTS`; `is_today` for tonight and this afternoon."""

    key: str
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class ClockAtom:
    """A clock time as said; `hour` is literal, `until` is the second hour of 「两三点」."""

    hour: int
    minute: int = 0
    meridiem: str = ""
    is_exact: bool = False  # written so that 24 hours are meant: 09:30, 14点
    is_fuzzy: bool = False
    until: int | None = None


@dataclass(frozen=True, slots=True)
class MomentAtom:
    """An exact moment counted from now (两个小时后), or a stretch up to `end` (半小时内)."""

    start: datetime
    grain: Grain
    end: datetime | None = None
    is_fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class DurationAtom:
    """How long, as ISO 8601 code and length."""

    code: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class EveryAtom:
    """A habit: TIMEX date part ("XXXX-WXX-3") or a period ("P2W"), and a part of the day if one is inside."""

    code: str
    part: str = ""


class Mark(StrEnum):
    """Words that change what stands beside them."""

    after = "after"
    since = "since"  # as after, but a day counts itself: 周五开始
    before = "before"
    earliest = "earliest"
    latest = "latest"
    about = "about"
    between = "between"
    anytime = "anytime"


@dataclass(frozen=True, slots=True)
class MarkAtom:
    """A mark; Chinese says it behind the time (三点以后), English in front (`is_prefix`)."""

    mark: Mark
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class ShiftAtom:
    """Days away from the day before it (节前一天) or behind it (the day before …)."""

    days: int


Piece = DayAtom | PartAtom | ClockAtom | MomentAtom | DurationAtom | EveryAtom | MarkAtom | ShiftAtom


@dataclass(frozen=True, slots=True)
class Token:
    """A piece with its span in the normalised text."""

    piece: Piece
    start: int
    end: int
