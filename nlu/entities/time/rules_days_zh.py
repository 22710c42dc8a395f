"""Rules for days, weeks, months and years in Chinese, lunar dates included."""

import re
from datetime import date, timedelta

from nlu.entities.numbers import number
from nlu.entities.time.atoms import DayAtom, Scene, Source
from nlu.entities.time.calendar import (
    DAY,
    add_months,
    make_date,
    monday,
    month_first,
    month_last,
    next_weekday,
    nth_weekday,
)
from nlu.entities.time.lexer import Rule
from nlu.entities.time.values import Grain
from nlu.entities.time.words import DAY_WORDS_ZH, JOIN_ZH, WEEK_ZH, WEEKDAY_ZH, either

_AWAY = {"这": 0, "本": 0, "当": 0, "今": 0, "上": -1, "上上": -2, "下": 1, "下下": 2, "下下下": 3, "次": 1}
_YEAR_AWAY = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}

YEAR_STATED = r"(?:(?<!\d)(?P<year>(?:19|20)\d\d|2\d|[零〇一二三四五六七八九]{4})年|(?P<year_away>[前去今明后])年)的?"
YEAR = rf"(?:{YEAR_STATED})?"
MONTH_NUM = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY_NUM = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|卅一?|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_NOT_A_PLACE = (
    r"(?!楼|店|线|房|床|厅|桌|柜|技师|技术|师傅|老师|美容|员工|员|馆|门|院|会员|码|机|球|色|颜|套餐|项目|款"
    r"|链|位|包|室|间|卡|链接|字)"
)
_MONTH_REF = (
    rf"(?:(?P<away>(?<!一)下下|(?<!一)下|(?<![早晚])上上|(?<![早晚])上|这|本|当)(?:个|一个)?月|"
    rf"(?<![\d一二三四五六七八九十])(?P<month>{MONTH_NUM})月份?)"
)
_WEEK_REF = (
    rf"(?P<away>(?<!一)(?:下下下|下下|下)|(?<![早晚])(?:上上|上)|这|本|今|次)(?:个|一个|一)?(?:{WEEK_ZH}"
    rf"|拜(?=[一二三四五六]))"
)


def year_of(match: re.Match[str], scene: Scene) -> int | None:
    """The year stated by the YEAR fragment of a match, None without one."""
    if match["year_away"]:
        return scene.today.year + _YEAR_AWAY[match["year_away"]]
    if match["year"]:
        year = number(match["year"])
        return year + 2000 if year is not None and year < 100 else year
    return None


def upcoming(month: int, day: int, today: date, year: int | None = None) -> DayAtom | None:
    """A month and day: of the stated year, or the next one that is not yet past."""
    if year is not None:
        found = make_date(year, month, day)
        return DayAtom(found, found, Source.date, is_pinned=True) if found else None
    for candidate in range(today.year, today.year + 9):  # 29 February may be eight years away
        found = make_date(candidate, month, day)
        if found and found >= today:
            return DayAtom(found, found, Source.date, has_moved=candidate > today.year)
    return None


def next_month_day(day: int, today: date) -> DayAtom | None:
    """「5号」: this month's, or when past or missing the next month that has it."""
    for away in range(4):
        first = month_first(today, away)
        found = make_date(first.year, first.month, day)
        if found and found >= today:
            return DayAtom(found, found, Source.month_day, has_moved=away > 0)
    return None


def single(day: date | None, source: Source, pinned: bool = False, fuzzy: bool = False) -> DayAtom | None:
    return DayAtom(day, day, source, is_pinned=pinned, is_fuzzy=fuzzy) if day else None


def _day_word(match: re.Match[str], scene: Scene) -> DayAtom | None:
    return single(scene.today + timedelta(days=DAY_WORDS_ZH[match["word"]]), Source.relative, pinned=True)


def _day_pair(match: re.Match[str], scene: Scene) -> DayAtom:
    first = DAY_WORDS_ZH[match["word"]]
    since = scene.today + timedelta(days=first)
    return DayAtom(since, since + DAY, Source.relative, is_pinned=True)


def _weekday(match: re.Match[str], scene: Scene) -> DayAtom | None:
    weekday = WEEKDAY_ZH[match["weekday"]]
    away = match["away"]
    if away:
        found = monday(scene.today, _AWAY[away]) + timedelta(days=weekday)
    else:
        found = next_weekday(scene.today, weekday)
        if match["weekday"] == "末" and scene.today.weekday() == 6:
            found = scene.today - DAY
    if match["weekday"] == "末":
        return DayAtom(found, found + DAY, Source.stretch, Grain.weekend, is_pinned=bool(away))
    return single(found, Source.weekday, pinned=bool(away))


def _weekend(_match: re.Match[str], scene: Scene) -> DayAtom:
    found = monday(scene.today) + 5 * DAY
    return DayAtom(found, found + DAY, Source.stretch, Grain.weekend)


def _weekday_pair(match: re.Match[str], scene: Scene) -> DayAtom | None:
    """周六日: two neighbouring days said in one breath."""
    first, second = WEEKDAY_ZH[match["weekday"]], WEEKDAY_ZH[match["second"]]
    if second != first + 1:
        return None
    away = match["away"]
    since = monday(scene.today, _AWAY[away]) + timedelta(days=first) if away else next_weekday(scene.today, first)
    return DayAtom(since, since + DAY, Source.weekday, is_pinned=bool(away))


def _week(match: re.Match[str], scene: Scene) -> DayAtom:
    first = monday(scene.today, _AWAY[match["away"]])
    edge = match["edge"]
    if edge in ("初", "头"):
        return DayAtom(first, first + DAY, Source.stretch, Grain.week, is_pinned=True, is_fuzzy=True)
    if edge == "中":
        return DayAtom(first + 2 * DAY, first + 3 * DAY, Source.stretch, Grain.week, is_pinned=True, is_fuzzy=True)
    return DayAtom(first, first + 6 * DAY, Source.stretch, Grain.week, is_pinned=True)


def workdays(_match: re.Match[str], scene: Scene) -> DayAtom:
    """What is left of this working week; at a weekend the next."""
    since = scene.today if scene.today.weekday() < 5 else monday(scene.today, 1)
    return DayAtom(since, monday(since) + 4 * DAY, Source.stretch, Grain.week, is_fuzzy=True)


def _week_of_today(match: re.Match[str], scene: Scene) -> DayAtom | None:
    away = timedelta(days=DAY_WORDS_ZH[match["word"]]) + timedelta(weeks=_AWAY[match["away"]])
    return single(scene.today + away, Source.relative, pinned=True)


def _month_day(match: re.Match[str], scene: Scene) -> DayAtom | None:
    month, day = number(match["month"]) or 0, number(match["day"]) or 0
    year = year_of(match, scene)
    return upcoming(month, day, scene.today, year)


def _digits(match: re.Match[str], scene: Scene) -> DayAtom | None:
    groups = match.groupdict()
    month, day = int(match["month"]), int(match["day"])
    year = int(groups["year"]) if groups.get("year") else None
    if year is not None and year < 100:
        year += 2000
    return upcoming(month, day, scene.today, year)


def _slash(match: re.Match[str], scene: Scene) -> DayAtom | None:
    """Month before day as in Chinese and American use, unless only the other order is a date."""
    first, second = int(match["month"]), int(match["day"])
    if (first, second) == (24, 7):
        return None
    year = int(match["year"]) % 2000 + 2000 if match["year"] else None
    return upcoming(first, second, scene.today, year) or upcoming(second, first, scene.today, year)


def _day_of_month(match: re.Match[str], scene: Scene) -> DayAtom | None:
    return next_month_day(number(match["day"]) or 0, scene.today)


def _month_first(match: re.Match[str], scene: Scene) -> tuple[date, bool]:
    """The first of the month named, and whether it was named so that it cannot move on."""
    if match["away"]:
        return month_first(scene.today, _AWAY[match["away"]]), True
    year, month = year_of(match, scene), number(match["month"] or "")
    if month is None:
        return month_first(scene.today), False
    if year is None:
        year = scene.today.year + (month < scene.today.month)
    return date(year, month, 1), True


def _month_edge(match: re.Match[str], scene: Scene) -> DayAtom | None:
    """月底, 下月初, 九月下旬, 本月最后一天: a place in a month, this one if none is named."""
    first, pinned = _month_first(match, scene)
    last, edge = month_last(first), match["edge"]
    if "天" in edge or "日" in edge:
        return single(last if "后" in edge else first, Source.date, pinned=True)
    if edge in "底末尾":
        return single(last, Source.date, pinned=pinned, fuzzy=True)
    stretches = {
        "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last.day), "上半月": (1, 15), "下半月": (16, last.day),
    }  # fmt: skip
    if edge in stretches:
        since, until = stretches[edge]
        if not pinned and first.replace(day=until) < scene.today:
            first = month_first(first, 1)
            until = min(until, month_last(first).day)
        return DayAtom(first.replace(day=since), first.replace(day=until), Source.stretch, is_pinned=pinned)
    day = 15 if edge == "中" else 1
    if not pinned and first.replace(day=day) < scene.today:
        first = month_first(first, 1)
    return single(first.replace(day=day), Source.date, pinned=pinned, fuzzy=True)


def _month_nth(match: re.Match[str], scene: Scene) -> DayAtom | None:
    first, pinned = _month_first(match, scene)
    text = match["nth"]
    nth = -1 if text in ("最后", "最末") else -(number(text[3:]) or 0) if text.startswith("倒数") else number(text[1:])
    found = nth_weekday(first, nth or 1, WEEKDAY_ZH[match["weekday"]])
    if found and not pinned and found < scene.today:
        found = nth_weekday(month_first(first, 1), nth or 1, WEEKDAY_ZH[match["weekday"]])
    if found and match["weekday"] == "末":
        return DayAtom(found, found + DAY, Source.stretch, Grain.weekend, is_pinned=True)
    return single(found, Source.date, pinned=True)


def _month_ref_day(match: re.Match[str], scene: Scene) -> DayAtom | None:
    first, _ = _month_first(match, scene)
    return single(make_date(first.year, first.month, number(match["day"]) or 0), Source.date, pinned=True)


def _month_today(match: re.Match[str], scene: Scene) -> DayAtom | None:
    return single(add_months(scene.today, _AWAY[match["away"]]), Source.relative, pinned=True)


def _month(match: re.Match[str], scene: Scene) -> DayAtom:
    first, pinned = _month_first(match, scene)
    return DayAtom(first, month_last(first), Source.stretch, Grain.month, is_pinned=pinned)


def _year_edge(match: re.Match[str], scene: Scene) -> DayAtom | None:
    year, edge = year_of(match, scene), match["edge"]
    month, day = (12, 31) if edge in "底末尾" else (6, 30) if edge == "中" else (1, 1)
    found = upcoming(month, day, scene.today, year)
    return DayAtom(found.first, found.last, Source.date, is_pinned=year is not None, is_fuzzy=True) if found else None


def _year(match: re.Match[str], scene: Scene) -> DayAtom | None:
    year = year_of(match, scene)
    if year is None or not 1900 <= year <= 2100:
        return None
    return DayAtom(date(year, 1, 1), date(year, 12, 31), Source.stretch, Grain.year, is_pinned=True)


_NTH = r"(?P<nth>最后|最末|倒数第[一二三四五]|第[一二三四五1-5])(?:一?个)"
_THIS_MONTH = r"(?P<away>)(?P<month>)(?P<year>)(?P<year_away>)"

DAY_RULES_ZH = (
    Rule(r"(?P<word>今|明|后)(?P<second>明|后|天)(?:这?[两2二]天|天)(?!气)", _day_pair),
    Rule(r"(?P<word>今)明(?![天早晚年显白亮])", _day_pair),
    Rule(rf"(?P<away>下下|下|上)(?:个|一个)?{WEEK_ZH}的?(?P<word>今天|明天|后天|昨天)", _week_of_today),
    Rule(r"(?P<away>下下|下|上)(?:个|一个)?月的?今天", _month_today),
    Rule(
        rf"(?P<word>{either(word for word in DAY_WORDS_ZH if len(word) > 1 and word not in ('当天', '隔天'))})(?!气)",
        _day_word,
    ),
    Rule(
        (
            r"(?P<word>今|明|昨|(?<![然以之最午前天班周月年时钟饭完课])后)(?=早(?![点些已就期退])|晚"
            r"(?![点些])|晨|夜|上午|下午|中午|凌晨|傍晚)"
        ),
        _day_word,
    ),
    Rule(
        (
            rf"{YEAR}(?P<month>{MONTH_NUM})月份?的?(?P<day>{_DAY_NUM})"
            rf"(?:[号日](?=\d{{1,2}}[点时:])|(?:[号日]{_NOT_A_PLACE})?(?!\d|个|次|天|位|人|折|块|元|年|月|份))"
        ),
        _month_day,
    ),
    Rule(rf"{YEAR}{_MONTH_REF}的?(?P<day>{_DAY_NUM})[号日]{_NOT_A_PLACE}", _month_ref_day),
    Rule(rf"{YEAR}{_MONTH_REF}的?{_NTH}?(?:{WEEK_ZH})(?P<weekday>[一二三四五六日天末])", _month_nth),
    Rule(rf"{_THIS_MONTH}{_NTH}(?:{WEEK_ZH})(?P<weekday>[一二三四五六日天末])", _month_nth),
    Rule(
        rf"{YEAR}{_MONTH_REF}的?(?P<edge>最后一[天日]|第一天|[上中下]旬|[上下]半月|底|末|尾|初|头|中(?![旬午间秋]))",
        _month_edge,
    ),
    Rule(rf"{_THIS_MONTH}(?:月(?P<edge>底|末|尾|初|中(?![旬午间秋])))", _month_edge),
    Rule(rf"{_THIS_MONTH}(?P<edge>[上中下]旬)", _month_edge),
    Rule(rf"{YEAR}{_MONTH_REF}(?!饼|亮|卡|经|票|光|子|嫂|付|租|度|结|季)", _month),
    Rule(rf"{YEAR_STATED}(?P<edge>年?[底末尾初中])(?![秋午间旬])", _year_edge),
    Rule(r"(?P<year>)(?P<year_away>)年(?P<edge>[底末尾]|初(?![一二三四五六七八九十])|中(?![秋午]))", _year_edge),
    Rule(
        (
            rf"(?:{_WEEK_REF}|(?:(?<![\d一两三四五六几半每])|(?<=[周期拜].)){WEEK_ZH})"
            rf"(?P<weekday>[一二三四五六])(?P<second>[二三四五六日天])(?![一二三四五六七八九十两点时个天号:\d到次回])"
        ),
        _weekday_pair,
    ),
    Rule(
        (
            rf"(?:{_WEEK_REF}|(?:(?<![\d一两三四五六几半])|(?<=[周期拜].))(?:周|星期|礼拜)|(?<!礼)拜"
            rf"(?=[一二三四五六]))的?(?P<weekday>[一二三四五六日天末]|[1-7](?![\d:.点]))(?![次回福])"
        ),
        _weekday,
    ),
    Rule(
        (
            r"(?:(?<=[周期拜][一二三四五])|(?<=[周期拜][一二三四五][二三四五]))(?P<weekday>[二三四五六日])"
            r"(?![点时个天号次两:楼月十]|[二三四五六七八九]点)(?P<away>)"
        ),
        _weekday,
    ),
    Rule(rf"{_WEEK_REF}(?P<edge>初|头|中)?(?![一二三四五六日天末年边围])", _week),
    Rule(r"(?<![每个])工作日(?!志)", workdays),
    Rule(r"双休日?(?!制)", _weekend),
    Rule(
        r"(?<![\d.])(?P<year>20\d\d)[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?![\d])", _digits
    ),
    Rule(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?:[号日])?(?![\d/%])", _slash),
    Rule(
        (
            r"(?<![\d.-])(?:(?P<month>0[1-9]|1[0-2](?=-(?:0|2[5-9]|3)))-(?P<day>0[1-9]|[12]\d|3[01]))"
            r"(?![\d:.-]|点|时|号|日|个|分|人)"
        ),
        _digits,
    ),
    Rule(  # 9-20 14:00: only a day stands before a clock, not a span of hours
        r"(?<![\d.-])(?P<month>1[0-2]|0?[1-9])-(?P<day>3[01]|[12]\d|0?[1-9])(?=\s+(?:[01]?\d|2[0-4])(?::|点))", _digits
    ),
    Rule(r"^(?P<month>1[0-2]|[1-9])-(?P<day>3[01]|[12]\d|0?[1-9])$", _digits),
    Rule(
        (
            r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])(?:[号日]|"
            r"(?=\s?(?:早|上午|中午|下午|晚|凌晨|傍晚|周|星期|礼拜|那天|当天|\d{1,2}点"
            r"|[一二三四五六七八九十两]{1,2}点)))(?!\d)"
        ),
        _digits,
    ),
    Rule(
        r"(?<![\d.])(?P<month>1[0-2])\.(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.]|\s?[元块折%倍米斤克分号w万千k年岁¥])",
        _digits,
    ),
    Rule(
        (
            r"(?:^|(?<=[约在到改和是期、至~-])|(?<=[约在到改] ))(?P<month>[1-9])\.(?P<day>3[01]|[12]\d"
            r"|0?[1-9])(?![\d.]|\s?[元块折%倍米斤克分号w万千k年岁¥个小])"
        ),
        _digits,
    ),
    Rule(
        (
            rf"(?<![\d第#.一二三四五六七八九十年])(?P<day>{_DAY_NUM})(?:号(?:那天|当天)?|日(?!记|常|子|期"
            rf"|用)){_NOT_A_PLACE}"
        ),
        _day_of_month,
    ),
    Rule(
        rf"(?<![\d第#.一二三四五六七八九十:])(?P<day>{_DAY_NUM})(?={JOIN_ZH}{_DAY_NUM}(?:号|日){_NOT_A_PLACE})",
        _day_of_month,
    ),
    Rule(YEAR_STATED, _year),
)
