"""Rules for times counted from now, lengths, habits, holidays and words like 最早, Chinese and English."""

import re
from datetime import datetime, timedelta

from nlu.entities.numbers import ENGLISH, number
from nlu.entities.time.atoms import (
    DayAtom,
    DurationAtom,
    EveryAtom,
    Mark,
    MarkAtom,
    MomentAtom,
    Piece,
    Scene,
    ShiftAtom,
    Source,
)
from nlu.entities.time.calendar import DAY, add_months
from nlu.entities.time.lexer import Maker, Rule, always
from nlu.entities.time.values import Grain
from nlu.entities.time.words import EN_END, EN_START, NUM, UNITS, WEEK_ZH, WEEKDAY_EN, WEEKDAY_ZH, either

_SIZE_ZH = (
    r"(?P<size>(?:半|几|好几|\d{1,3}(?:\.\d)?|[一二两俩三仨四五六七八九十百]{1,4})(?=个半?(?:小时|钟|月"
    r"|星期|礼拜)|半?(?:小时|分钟|刻钟|天|周|星期|礼拜|年)))"
    r"个?(?P<half>半)?(?P<unit>分钟|刻钟|小时|钟头|钟|天(?!天|[气然])|周(?![岁年])|星期"
    r"(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|月|年(?![\d一二三四五六七八九十底末初中]))"
    r"(?P<half_behind>半(?!价|身))?(?:(?P<minutes>[一二三四五]?十[一二三四五六七八九]?|\d{1,2})分钟?)?"
)
_NUM_EN = rf"(?:\d{{1,3}}(?:\.\d)?|{either(ENGLISH)}|half an?)"
_SIZE_EN = (
    rf"(?P<size>{_NUM_EN})(?P<half> and a half)?[ -]?(?:of )?(?P<unit>minute|min|hour|hr|day|week|wk|month"
    rf"|year|fortnight)s?"
    rf"(?P<half_behind> and a half)?{EN_END}"
)
_MINUTES_OF = {"TM": 1, "TQ": 15, "TH": 60}
_DAYS_OF = {"D": 1, "W": 7, "F": 14}


class _Length:
    """A stated length: number of units, with the half counted in."""

    def __init__(self, match: re.Match[str]) -> None:
        size = match["size"].strip()
        self.is_fuzzy = size in ("几", "好几", "few", "a few")
        self.size = 3.0 if self.is_fuzzy else _value(size)
        if match["half"] or match["half_behind"]:
            self.size += 0.5
        self.unit = UNITS[match["unit"]]
        self.extra = number(match.groupdict().get("minutes") or "0") or 0

    def minutes(self) -> float:
        return self.size * _MINUTES_OF[self.unit] + self.extra

    @property
    def is_clock(self) -> bool:
        return self.unit in _MINUTES_OF

    def away(self, now: datetime, sign: int = 1) -> datetime:
        """The moment that far from now; half a month is fifteen days."""
        if self.is_clock:
            return now + sign * timedelta(minutes=self.minutes())
        if self.unit in _DAYS_OF:
            return now + sign * timedelta(days=self.size * _DAYS_OF[self.unit])
        months = self.size * (12 if self.unit == "Y" else 1)
        moved = add_months(now.date(), sign * int(months))
        return now.replace(year=moved.year, month=moved.month, day=moved.day) + sign * timedelta(
            days=30 * (months % 1) // 1
        )

    def code(self) -> str:
        """ISO 8601: PT1H30M, P3D, P2W."""
        if not self.is_clock:
            size = self.size * 2 if self.unit == "F" else self.size
            return "PT12H" if self.unit == "D" and size == 0.5 else f"P{size:g}{'W' if self.unit == 'F' else self.unit}"
        hours, minutes = divmod(int(self.minutes()), 60)
        return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")


def _value(size: str) -> float:
    if size == "半" or size.startswith("half"):
        return 0.5
    return float(size) if size.replace(".", "", 1).isdigit() else float(number(size) or 0)


def _safe(make: Maker) -> Maker:
    """Declines lengths that leave the calendar (in 999 years) instead of raising."""

    def guarded(match: re.Match[str], scene: Scene) -> Piece | None:
        try:
            return make(match, scene)
        except (OverflowError, ValueError):
            return None

    return guarded


def _from_now(match: re.Match[str], scene: Scene) -> Piece:
    """两个小时后 is a moment, 三天后 a day; 前 and ago look back."""
    length = _Length(match)
    sign = -1 if match["side"] in ("前", "之前", "以前", "ago") else 1
    moment = length.away(scene.now, sign)
    if length.is_clock:
        return MomentAtom(moment, Grain.hour if moment.minute == 0 else Grain.minute, is_fuzzy=length.is_fuzzy)
    return DayAtom(moment.date(), moment.date(), Source.relative, is_pinned=True, is_fuzzy=length.is_fuzzy)


def _within(match: re.Match[str], scene: Scene) -> Piece:
    length = _Length(match)
    end = length.away(scene.now)
    return MomentAtom(scene.now, Grain.minute if length.is_clock else Grain.day, end)


def _recent(match: re.Match[str], scene: Scene) -> Piece:
    return MomentAtom(_Length(match).away(scene.now, -1), Grain.day, scene.now)


def _duration(match: re.Match[str], scene: Scene) -> Piece | None:
    length = _Length(match)
    is_year = length.unit == "Y" and length.size >= 20  # 27年春节
    if not length.size or length.is_fuzzy or is_year:
        return None
    return DurationAtom(length.code(), length.away(scene.now) - scene.now)


def _week_from(match: re.Match[str], scene: Scene) -> Piece:
    """a week from today, two weeks from tomorrow, a week on Saturday."""
    length = _Length(match)
    base = scene.today
    if match["base"] in WEEKDAY_EN:
        base += timedelta(days=(WEEKDAY_EN[match["base"]] - base.weekday()) % 7)
    elif match["base"] in ("tomorrow", "tmr"):
        base += DAY
    day = length.away(scene.now + (base - scene.today)).date()
    return DayAtom(day, day, Source.relative, is_pinned=True)


def _few_days(since: int, until: int) -> Maker:
    def make(_match: re.Match[str], scene: Scene) -> Piece:
        first, last = scene.today + since * DAY, scene.today + until * DAY
        return DayAtom(first, last, Source.relative, is_pinned=True, is_fuzzy=True)

    return make


def _now(_match: re.Match[str], scene: Scene) -> Piece:
    return MomentAtom(scene.now, Grain.second)


def _shift(match: re.Match[str], _scene: Scene) -> Piece | None:
    size = 1 if match["size"] in ("夕", "") else number(match["size"])
    return ShiftAtom((-1 if match["side"] == "前" else 1) * size) if size else None


def _weekly(match: re.Match[str], _scene: Scene) -> Piece:
    """每周三, and 每周一三五 as "XXXX-WXX-1,3,5"."""
    if "末" in match["weekday"]:
        return EveryAtom("XXXX-WXX-WE")
    days = [str(WEEKDAY_ZH[sign] + 1) for sign in match["weekday"] if sign in WEEKDAY_ZH]
    return EveryAtom("XXXX-WXX-" + ",".join(days))


def _monthly_weekday(match: re.Match[str], _scene: Scene) -> Piece:
    return EveryAtom(f"XXXX-XX-W{number(match['nth']) or 1}-{WEEKDAY_ZH[match['weekday']] + 1}")


def _monthly(match: re.Match[str], _scene: Scene) -> Piece:
    return EveryAtom(f"XXXX-XX-{number(match['day']) or 0:02d}")


def _weekly_en(match: re.Match[str], _scene: Scene) -> Piece:
    return EveryAtom(f"XXXX-WXX-{WEEKDAY_EN[match['weekday']] + 1}")


def _period(match: re.Match[str], _scene: Scene) -> Piece | None:
    size = number(match["size"] or "一")
    return EveryAtom(f"P{size}{UNITS[match['unit']]}") if size else None


def _mark(mark: Mark, is_prefix: bool = False) -> Maker:
    return always(MarkAtom(mark, is_prefix))


def _every(code: str, part: str = "") -> Maker:
    return always(EveryAtom(code, part))


_BEHIND = r"(?:过后|以后|之后|后(?![天日年面续来期勤台悔果背脑])|开外)"
_WEEKDAYS = either(WEEKDAY_EN)

RELATIVE_RULES = (
    Rule(rf"每个?月的?第(?P<nth>[一二三四五])个{WEEK_ZH}(?P<weekday>[一二三四五六日天])", _monthly_weekday),
    Rule(rf"隔周的?{WEEK_ZH}(?P<weekday>[一二三四五六日天])", _weekly),
    Rule(rf"隔周|{EN_START}every other week{EN_END}", always(EveryAtom("P2W"))),
    Rule(
        (
            rf"(?:每|逢)(?:个|逢)?{WEEK_ZH}(?P<weekday>[一二三四五六日天末](?:[、和]?[一二三四五六日]"
            rf"(?![点时个两十:]))*)"
        ),
        _weekly,
    ),
    Rule(rf"每个?月的?(?P<day>{NUM})[号日]", _monthly),
    Rule(r"每(?:天|日)|天天|日日", _every("XXXX-XX-XX")),
    Rule(r"每(?:天|日)?(?:晚上|晚)", _every("XXXX-XX-XX", "evening")),
    Rule(r"每(?:天|日)?(?:早上|早)", _every("XXXX-XX-XX", "early")),
    Rule(
        (
            r"每(?:隔)?(?P<size>[一二两三四五六七八九十]|\d{1,2})?个?(?P<unit>天|周|星期|礼拜|月|年)"
            r"(?![一二三四五六日天](?![次回]))"
        ),
        _period,
    ),
    Rule(rf"{EN_START}(?:every|each) (?:other |second )?(?P<weekday>{_WEEKDAYS}){EN_END}", _weekly_en),
    Rule(
        rf"{EN_START}on (?P<weekday>{either(name for name in WEEKDAY_EN if name.endswith('days'))}){EN_END}", _weekly_en
    ),
    Rule(rf"{EN_START}(?:every ?day|daily){EN_END}", _every("XXXX-XX-XX")),
    Rule(rf"{EN_START}every weekend{EN_END}", _every("XXXX-WXX-WE")),
    Rule(rf"{EN_START}every (?:night|evening){EN_END}", _every("XXXX-XX-XX", "evening")),
    Rule(rf"{EN_START}every morning{EN_END}", _every("XXXX-XX-XX", "forenoon")),
    Rule(rf"{EN_START}every (?P<size>two|three|four|\d)?\s?(?P<unit>day|week|month|year)s?{EN_END}", _period),
    Rule(r"过[两2二](?:天|日)", _few_days(2, 3)),
    Rule(r"再?过(?:[几些](?:天|日)|些时候|一?阵子?)", _few_days(2, 5)),
    Rule(rf"(?:再过|再等|过|等){_SIZE_ZH}(?P<side>)(?:{_BEHIND})?(?!没|了)", _safe(_from_now)),
    Rule(rf"(?<![第每]){_SIZE_ZH}(?P<side>{_BEHIND}|以前|之前|前(?![面台后]))", _safe(_from_now)),
    Rule(rf"(?<![第每]){_SIZE_ZH}(?:之内|以内|内(?![容心外分衣裤]))", _safe(_within)),
    Rule(rf"(?:未来|接下来|今后|往后)的?{_SIZE_ZH}(?:内|里)?", _safe(_within)),
    Rule(rf"(?:最近|过去|近)的?{_SIZE_ZH}(?:内|里)?", _safe(_recent)),
    Rule(r"(?:这|近|最近)(?:[几两三2-3]|一两)(?:天|日)", _few_days(0, 2)),
    Rule(rf"(?<![第每这那哪上下\d.一二三四五六七八九十]){_SIZE_ZH}(?!\s?(?:前|后)|爱)", _safe(_duration)),
    Rule(
        r"(?<![\d.:a-z])(?P<size>[1-9](?:\.5)?)\s?(?P<unit>h)(?P<half>)(?P<half_behind>)(?:(?P<minutes>[0-5]\d)(?:min|m)?)?"
        rf"{EN_END}(?!\d)",
        _safe(_duration),
    ),
    Rule(r"(?:现在|马上(?!要|就要|拍|结婚|过年|过生日|生日|到期)|立刻|这会儿|此刻)", _now),
    Rule(rf"{EN_START}(?:right now|(?<!for )(?<!pay )now(?! and)){EN_END}", _now),
    Rule(rf"{EN_START}(?:in |after ){_SIZE_EN}(?P<side>)(?: time|['’]s? time)?", _safe(_from_now)),
    Rule(
        rf"{EN_START}{_SIZE_EN}(?: (?:from|on) )(?:the )?(?P<base>today|tomorrow|tmr|{_WEEKDAYS}){EN_END}",
        _safe(_week_from),
    ),
    Rule(rf"{EN_START}{_SIZE_EN} (?P<side>from now|later|ago){EN_END}", _safe(_from_now)),
    Rule(rf"{EN_START}within (?:the next )?{_SIZE_EN}", _safe(_within)),
    Rule(rf"{EN_START}(?:in |over |during |for )?the (?:next|coming) {_SIZE_EN}", _safe(_within)),
    Rule(rf"{EN_START}(?:in |over |during |for )?the (?:last|past) {_SIZE_EN}", _safe(_recent)),
    Rule(rf"{EN_START}(?:next|coming) {_SIZE_EN}", _safe(_within)),
    Rule(rf"{EN_START}(?:in )?(?:a |the next )?(?:few|couple of) days{EN_END}", _few_days(2, 4)),
    Rule(
        rf"{EN_START}(?<!every )(?<!\d)(?!an? (?:day|week|month|year)s?{EN_END}){_SIZE_EN}(?! (?:off|old|pass))",
        _safe(_duration),
    ),
)

MARK_RULES = (
    Rule(r"的?(?:之|以)?(?P<side>[前后])(?:的?第)?(?P<size>[一二两三四五六七1-7])天", _shift),
    Rule(
        r"(?<=[节日夕秋午庆旦号])的?第(?P<size>[二三])天(?P<side>)",
        lambda match, _scene: ShiftAtom((number(match["size"]) or 1) - 1),
    ),
    Rule(r"(?<=[节日秋午庆旦])(?P<side>前)(?P<size>夕)", _shift),
    Rule(rf"{EN_START}(?:the )?day before(?! yesterday){EN_END}", always(ShiftAtom(-1))),
    Rule(
        rf"{EN_START}(?<!any )(?<!every )(?:the )?day after(?! tomorrow| tmr| \d){EN_END}",
        always(ShiftAtom(1)),
    ),
    Rule(
        r"(?:以后|之后|过后|往后(?![推挪延移拖顺排放])|后(?![天日年面续来期勤台悔果背脑晚早院厨]))", _mark(Mark.after)
    ),
    Rule(r"开始|(?<![一想说提看买聊比记对惹拿])起(?![来床点步码])", _mark(Mark.since)),
    Rule(r"(?:以前|之前|(?<![提往])前(?![天日年面台后男女卫提往进胸几两三])|为止)", _mark(Mark.before)),
    Rule(rf"{EN_START}(?:any ?time )?(?:after|later than|past){EN_END}", _mark(Mark.after, is_prefix=True)),
    Rule(rf"{EN_START}(?:any ?time )?(?:from|since|starting){EN_END}", _mark(Mark.since, is_prefix=True)),
    Rule(
        rf"{EN_START}(?:any ?time )?(?:before|until|till|by|no later than|earlier than){EN_END}",
        _mark(Mark.before, is_prefix=True),
    ),
    Rule(rf"{EN_START}(?:onwards?|or later){EN_END}", _mark(Mark.since)),
    Rule(
        r"最早的?(?:时间|时段)?|最快(?!的方)的?|越早越好|越快越好|尽快|尽早|第一个空档|最近的(?:时间|时段|空位|空档)",
        _mark(Mark.earliest),
    ),
    Rule(
        (
            rf"{EN_START}(?:the |your )?(?:earliest|soonest|first available|next available)(?: possible)?(?: "
            rf"(?:time|slot|one|appointment|opening))?{EN_END}|{EN_START}(?:as soon as possible"
            rf"|as early as possible|asap){EN_END}"
        ),
        _mark(Mark.earliest),
    ),
    Rule(r"最晚的?(?:时间|时段)?|最迟|越晚越好|最后一个(?:时段|时间|空档)", _mark(Mark.latest)),
    Rule(
        rf"{EN_START}(?:(?:the )?(?:latest|last)(?: possible| available)? (?:slot|opening)"
        r"|(?:the )?(?:latest|last (?:possible|available))(?: possible| available)? (?:time|one|appointment)"
        rf"|the last (?:time|one|appointment)(?! (?:i|we|you|she|he|was)(?![a-z]))){EN_END}",
        _mark(Mark.latest),
    ),
    Rule(r"随时|任何时[间候]|什么时候都(?:行|可以|ok)|几点都(?:行|可以|ok)|时间都(?:行|可以)", _mark(Mark.anytime)),
    Rule(rf"{EN_START}(?:any ?time|whenever){EN_END}", _mark(Mark.anytime)),
    Rule(r"大概|大约|差不多|约莫|估计|大致", _mark(Mark.about)),
    Rule(r"左右|前后|上下(?!班)", _mark(Mark.about)),
    Rule(
        rf"{EN_START}(?<!how )(?<!what )(?:around|about|roughly|approximately|approx|maybe|say){EN_END}",
        _mark(Mark.about),
    ),
    Rule(rf"{EN_START}between{EN_END}", _mark(Mark.between)),
)
