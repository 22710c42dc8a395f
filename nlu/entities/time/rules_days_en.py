"""Rules for days, weeks and months in English."""

import re
from datetime import date, timedelta

from nlu.entities.time.atoms import DayAtom, Piece, Scene, Source
from nlu.entities.time.calendar import DAY, make_date, monday, month_first, month_last, next_weekday, nth_weekday
from nlu.entities.time.lexer import Rule
from nlu.entities.time.rules_days_zh import next_month_day, upcoming, workdays
from nlu.entities.time.values import Grain
from nlu.entities.time.words import DAY_WORDS_EN, EN_END, EN_START, MONTH_EN, ORDINAL_EN, WEEKDAY_EN, either

_DAY = (
    rf"(?:(?P<digits>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|\s?[ap]\.?m)|(?P<word>{either(ORDINAL_EN)}"
    rf"){EN_END})"
)
_ORDINAL = (
    rf"(?:(?P<digits>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)|"
    rf"(?P<word>{either(name for name in ORDINAL_EN if name not in ('first', 'second', 'last'))}){EN_END})"
)
_MONTH = rf"(?P<month>{either(MONTH_EN)})\.?"
# may, march and mar are everyday words: as a month alone they need "in", "next" or "this".
_SURE_MONTH = either(name for name in MONTH_EN if name not in ("may", "march", "mar", "dec", "jan", "sep"))
_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"(?:\s?[-–]\s?| to | through | till | until )"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_AWAY = {
    "this": 0,
    "coming": 0,
    "this coming": 0,
    "the coming": 0,
    "next": 1,
    "the next": 1,
    "following": 1,
    "last": -1,
}
_AWAY |= {"the following": 1, "the week after next": 2, "the same": 0}
_REF = r"(?P<away>this coming|the coming|this|coming|the following|following|next|last)"


def _day_number(match: re.Match[str]) -> int:
    return int(match["digits"]) if match["digits"] else ORDINAL_EN[match["word"]]


def _one(day: date | None, source: Source, pinned: bool = False, fuzzy: bool = False) -> DayAtom | None:
    return DayAtom(day, day, source, is_pinned=pinned, is_fuzzy=fuzzy) if day else None


def _day_word(match: re.Match[str], scene: Scene) -> Piece | None:
    return _one(scene.today + timedelta(days=DAY_WORDS_EN[match["word"]]), Source.relative, pinned=True)


def _weekday(match: re.Match[str], scene: Scene) -> Piece | None:
    """Next Friday is that of next week, this Friday or Friday the one that comes."""
    weekday, away = WEEKDAY_EN[match["weekday"]], match["away"]
    if away in (None, "coming", "this coming", "the coming"):
        return _one(next_weekday(scene.today, weekday), Source.weekday)
    return _one(monday(scene.today, _AWAY[away]) + timedelta(days=weekday), Source.weekday, pinned=True)


def _weekday_next_week(match: re.Match[str], scene: Scene) -> Piece | None:
    weeks = 2 if "after" in match["away"] else _AWAY[match["away"]]
    return _one(monday(scene.today, weeks) + timedelta(days=WEEKDAY_EN[match["weekday"]]), Source.weekday, pinned=True)


def _weekend(match: re.Match[str], scene: Scene) -> Piece:
    saturday = monday(scene.today, _AWAY[match["away"] or "this"]) + 5 * DAY
    return DayAtom(saturday, saturday + DAY, Source.stretch, Grain.weekend, is_pinned=bool(match["away"]))


def _week(match: re.Match[str], scene: Scene) -> Piece:
    weeks = _AWAY[match["away"] or "the week after next"]
    first, edge = monday(scene.today, weeks), match["edge"] or ""
    if edge.startswith(("early", "beginning", "start")):
        return DayAtom(first, first + DAY, Source.stretch, Grain.week, is_pinned=True, is_fuzzy=True)
    if edge.startswith(("mid", "middle")):
        return DayAtom(first + 2 * DAY, first + 2 * DAY, Source.stretch, Grain.week, is_pinned=True, is_fuzzy=True)
    if edge:
        return DayAtom(first + 3 * DAY, first + 4 * DAY, Source.stretch, Grain.week, is_pinned=True, is_fuzzy=True)
    return DayAtom(first, first + 6 * DAY, Source.stretch, Grain.week, is_pinned=True)


def _month_start(match: re.Match[str], scene: Scene) -> tuple[date, bool]:
    """First of the named month and whether it was named so that it cannot move on."""
    groups = match.groupdict()
    if groups.get("month"):
        month = MONTH_EN[match["month"]]
        year = int(groups["year"]) if groups.get("year") else scene.today.year + (month < scene.today.month)
        return date(year, month, 1), True
    return month_first(scene.today, _AWAY.get(groups.get("away") or "this", 0)), bool(groups.get("away"))


def _month(match: re.Match[str], scene: Scene) -> Piece:
    first, pinned = _month_start(match, scene)
    return DayAtom(first, month_last(first), Source.stretch, Grain.month, is_pinned=pinned)


def _month_day(match: re.Match[str], scene: Scene) -> Piece | None:
    year = int(match["year"]) if match["year"] else None
    return upcoming(MONTH_EN[match["month"]], _day_number(match), scene.today, year)


def _run(match: re.Match[str], scene: Scene) -> Piece | None:
    """Sept 20 to 25."""
    first = upcoming(MONTH_EN[match["month"]], int(match["since"]), scene.today)
    last = make_date(first.first.year, first.first.month, int(match["until"])) if first else None
    return DayAtom(first.first, last, Source.date) if first and last and last > first.first else None


def _year(match: re.Match[str], scene: Scene) -> Piece:
    year = scene.today.year + _AWAY[match["away"]]
    return DayAtom(date(year, 1, 1), date(year, 12, 31), Source.stretch, Grain.year, is_pinned=True)


def _day_of_month(match: re.Match[str], scene: Scene) -> Piece | None:
    return next_month_day(_day_number(match), scene.today)


def _day_of_ref_month(match: re.Match[str], scene: Scene) -> Piece | None:
    first, _ = _month_start(match, scene)
    return _one(make_date(first.year, first.month, _day_number(match)), Source.date, pinned=True)


def _nth_weekday(match: re.Match[str], scene: Scene) -> Piece | None:
    first, _ = _month_start(match, scene)
    return _one(nth_weekday(first, ORDINAL_EN[match["nth"]], WEEKDAY_EN[match["weekday"]]), Source.date, pinned=True)


def _month_edge(match: re.Match[str], scene: Scene) -> Piece | None:
    first, pinned = _month_start(match, scene)
    edge = match["edge"]
    if edge.startswith("mid"):
        return _one(first.replace(day=15), Source.date, pinned, fuzzy=True)
    if "end" in edge or edge.startswith(("late", "last")):
        return _one(month_last(first), Source.date, pinned, fuzzy="last" not in edge)
    if first < scene.today and not pinned:
        first = month_first(first, 1)
    return _one(first, Source.date, pinned, fuzzy="first" not in edge)


_MONTH_OF = rf"(?:(?P<away>this|next|last|the) month|{_MONTH}{_YEAR})"
_WEEKDAY = rf"(?P<weekday>{either(WEEKDAY_EN)})"
_EDGE = r"(?P<edge>(?:the )?(?:beginning|start|middle|end) of|early(?: in)?|mid-?|late(?: in)?)"

DAY_RULES_EN = (
    Rule(rf"{EN_START}(?P<word>{either(DAY_WORDS_EN)}){EN_END}", _day_word),
    Rule(
        rf"{EN_START}(?P<word>later )?today{EN_END}",
        lambda _match, scene: _one(scene.today, Source.relative, pinned=True),
    ),
    Rule(
        rf"{EN_START}(?:the )?(?P<nth>first|second|third|fourth|last) {_WEEKDAY} (?:of|in) {_MONTH_OF}{EN_END}",
        _nth_weekday,
    ),
    Rule(rf"{EN_START}(?:the )?(?P<edge>first|last) day of {_MONTH_OF}{EN_END}", _month_edge),
    Rule(rf"{EN_START}{_EDGE} ?{_MONTH_OF}{EN_END}", _month_edge),
    Rule(
        (
            rf"{EN_START}(?P<edge>(?:the )?(?:beginning|start|middle|end) of|early|mid-?|late)(?: in)? ?"
            rf"(?P<away>this|next) week{EN_END}"
        ),
        _week,
    ),
    Rule(rf"{EN_START}the (?P<digits>)(?P<word>first|second) of {_MONTH_OF}{EN_END}", _day_of_ref_month),
    Rule(rf"{EN_START}(?:the )?{_ORDINAL} of {_MONTH_OF}{EN_END}", _day_of_ref_month),
    Rule(rf"{EN_START}(?P<away>this|next|last) month on the {_ORDINAL}", _day_of_ref_month),
    Rule(
        (
            rf"{EN_START}{_MONTH} (?P<since>{_NUMBER})(?:st|nd|rd|th)?{_TO}(?P<until>{_NUMBER})(?:st|nd|rd|th)?"
            rf"(?![\d:]|\s?[ap]m)"
        ),
        _run,
    ),
    Rule(
        (
            rf"{EN_START}(?<![\d:])(?P<since>{_NUMBER})(?:st|nd|rd|th)?{_TO}(?P<until>{_NUMBER})(?:st|nd|rd|th)?"
            rf"(?: of)? {_MONTH}{EN_END}"
        ),
        _run,
    ),
    Rule(rf"{EN_START}{_MONTH} (?:the )?{_DAY}{_YEAR}(?! (?:people|persons|times|sessions))", _month_day),
    Rule(
        (
            rf"{EN_START}(?<![\d:])(?:the )?(?P<digits>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?P<word>)"
            rf"(?: of)? {_MONTH}{EN_END}{_YEAR}"
        ),
        _month_day,
    ),
    Rule(rf"{EN_START}(?:in |next |this )(?P<month>{either(MONTH_EN)}){EN_END}(?! i )", _month),
    Rule(rf"{EN_START}(?P<month>{_SURE_MONTH}){EN_END}", _month),
    Rule(
        (
            rf"{EN_START}(?<=the ){_ORDINAL}(?! (?:time|visit|floor|session|treatment|one|person|store|shop"
            rf"|branch|street|st))"
        ),
        _day_of_month,
    ),
    Rule(
        (
            rf"{EN_START}(?P<digits>3[01]|[12]\d|[4-9])(?:st|nd|rd|th)(?P<word>)(?! (?:time|visit|floor|session"
            rf"|treatment|one|person|store|shop|branch|street|st|appointment))"
        ),
        _day_of_month,
    ),
    Rule(rf"{EN_START}{_WEEKDAY} (?P<away>next) week{EN_END}", _weekday_next_week),
    Rule(rf"{EN_START}{_WEEKDAY} (?P<away>the week after next|week after next|after next){EN_END}", _weekday_next_week),
    Rule(rf"{EN_START}{_REF} {_WEEKDAY}{EN_END}", _weekday),
    Rule(rf"{EN_START}(?:weekdays?|work(?:ing)? ?days?){EN_END}(?! (?:hours?|rates?|prices?))", workdays),
    Rule(rf"{EN_START}{_REF}? ?weekends?{EN_END}(?<!every weekend)", _weekend),
    Rule(
        rf"{EN_START}(?P<edge>)(?:(?P<after>the week after next)|(?P<away>this|next|last|the following) week){EN_END}",
        _week,
    ),
    Rule(rf"{EN_START}(?P<away>this|next|last) month{EN_END}", _month),
    Rule(rf"{EN_START}(?P<away>this|next|last) year{EN_END}", _year),
    Rule(
        (
            rf"{EN_START}(?P<away>)(?<!i )(?<!we )(?<!he )(?<!she )(?<!they )(?<!you )"
            rf"(?P<weekday>{either(name for name in WEEKDAY_EN if name not in ('sun', 'mon'))}){EN_END}"
        ),
        lambda match, scene: _one(next_weekday(scene.today, WEEKDAY_EN[match["weekday"]]), Source.weekday),
    ),
    Rule(
        (
            rf"{EN_START}(?P<weekday>sun|mon){EN_END}(?=$|[,.!?]| (?:at|\d|morning|afternoon|evening|noon|night"
            rf"|or|and|in the|please|pls|ok|works))"
        ),
        lambda match, scene: _one(next_weekday(scene.today, WEEKDAY_EN[match["weekday"]]), Source.weekday),
    ),
)
