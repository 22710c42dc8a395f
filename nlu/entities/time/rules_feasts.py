"""Rules for feasts and days of the lunar calendar, Chinese and English."""

import re

from nlu.entities.numbers import number
from nlu.entities.time.atoms import DayAtom, Piece, Scene, Source
from nlu.entities.time.holidays import HOLIDAY_NAMES, holiday, holiday_stretch
from nlu.entities.time.lexer import Rule
from nlu.entities.time.lunar import lunar_date, lunar_month_of, lunar_year_of
from nlu.entities.time.rules_days_zh import MONTH_NUM, YEAR, single, year_of
from nlu.entities.time.values import Grain
from nlu.entities.time.words import EN_END, EN_START, either

_LUNAR_MONTH = {"正": 1, "冬": 11, "腊": 12}
_LUNAR_DAY = (
    r"(?:初[一二三四五六七八九十]|初\d{1,2}|廿[一二三四五六七八九]?|三十|卅|二十[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[12]\d|30|[1-9])"
)
_ZH_HOLIDAYS = either(name for name in HOLIDAY_NAMES if not name[0].isascii())
_EN_HOLIDAYS = either(name for name in HOLIDAY_NAMES if name[0].isascii())


def _lunar_day(month: int, day: int, year: int | None, scene: Scene, leap: bool = False) -> DayAtom | None:
    """Of the stated lunar year, or the next one on or after today."""
    if year is not None:
        return single(lunar_date(year, month, day, leap), Source.holiday, pinned=True)
    begin = lunar_year_of(scene.today)
    days = (lunar_date(candidate, month, day, leap) for candidate in (begin, begin + 1))
    return single(next((found for found in days if found and found >= scene.today), None), Source.holiday)


def _lunar_number(text: str) -> int:
    return number(text.removeprefix("初").removesuffix("日").removesuffix("号")) or 0


def _lunar_month(match: re.Match[str], scene: Scene) -> DayAtom | None:
    month = _LUNAR_MONTH.get(match["month"]) or number(match["month"]) or 0
    last = _lunar_day(month, 30, year_of(match, scene), scene)
    first = lunar_date(lunar_year_of(last.last), month, 1) if last else None
    return DayAtom(first, last.last, Source.stretch, Grain.month) if first and last else None


def _lunar(match: re.Match[str], scene: Scene) -> DayAtom | None:
    name = match["month"]
    month = _LUNAR_MONTH.get(name) or number(name) or 0
    return _lunar_day(month, _lunar_number(match["day"]), year_of(match, scene), scene, bool(match["leap"]))


def _mid_autumn(match: re.Match[str], scene: Scene) -> DayAtom | None:
    return _lunar_day(8, 15, year_of(match, scene), scene)


def _new_year_day(match: re.Match[str], scene: Scene) -> DayAtom | None:
    return _lunar_day(1, _lunar_number(match["day"]), year_of(match, scene), scene)


def _lunar_of_month(match: re.Match[str], scene: Scene) -> DayAtom | None:
    """「初八」 alone: of the lunar month that is running, else of the next."""
    year, month, day = lunar_year_of(scene.today), lunar_month_of(scene.today), _lunar_number(match["day"])
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    days = (lunar_date(*place, day) for place in ((year, month), after))
    found = next((found for found in days if found and found >= scene.today), None)
    return single(found, Source.holiday, fuzzy=True)


def _holiday(match: re.Match[str], scene: Scene) -> Piece | None:
    day = holiday(match["name"], scene.today, year_of(match, scene))
    if day is None:
        return None
    pinned = bool(match["year"] or match["year_away"])
    if match["stretch"]:
        first, last = holiday_stretch(match["name"], day)
        return DayAtom(first, last, Source.stretch, is_pinned=pinned)
    return DayAtom(day, day, Source.holiday, is_pinned=pinned)


def _holiday_en(match: re.Match[str], scene: Scene) -> Piece | None:
    day = holiday(match["name"], scene.today)
    return DayAtom(day, day, Source.holiday) if day else None


def _named_by_digits(match: re.Match[str], scene: Scene) -> Piece | None:
    """520, 618, 十一: festivals that are also plain numbers, so the pattern asks for company."""
    name = {"520": "五二零", "十一": "国庆", "11": "国庆"}.get(match["name"])
    if name:
        day = holiday(name, scene.today)
        first, last = holiday_stretch(name, day) if day and match["stretch"] else (day, day)
    else:
        year = scene.today.year + ((scene.today.month, scene.today.day) > (6, 18))
        first = last = scene.today.replace(year=year, month=6, day=18)
    return DayAtom(first, last, Source.holiday) if first and last else None


FEAST_RULES = (
    # Said like this, without 号, it is always the Mid-Autumn day.
    Rule(rf"{YEAR}八月十五(?![号日])", _mid_autumn),
    Rule(
        (
            rf"{YEAR}(?:农历)?(?P<name>{_ZH_HOLIDAYS})节?(?!路|广场|大道|街)(?:那天|当天|当日)?"
            rf"(?P<stretch>黄金周|小?长假|假期|期间|放假期间)?"
        ),
        _holiday,
    ),
    Rule(rf"{EN_START}(?P<name>{_EN_HOLIDAYS}){EN_END}", _holiday_en),
    Rule(
        (
            r"(?<![\d.])(?P<name>520|618|11(?!点))(?P<stretch>(?:假期|期间|黄金周|长假))?(?:那天|当天|"
            r"(?=晚上|下午|上午|早上|中午)|(?<=期间|假期|长假)|(?<=黄金周))(?!\d)"
        ),
        _named_by_digits,
    ),
    Rule(r"(?:^|(?<=[约在到等过]))(?P<name>520|618)(?P<stretch>)(?=$|[来去做可行,。])", _named_by_digits),
    Rule(
        r"(?<![双二三四五\d.])(?P<name>十一)(?:(?P<stretch>黄金周|小?长假|假期|期间|放假)|节|那天|当天)",
        _named_by_digits,
    ),
    Rule(
        (
            rf"(?:农历|阴历|旧历|古历){YEAR}(?P<leap>闰)?(?P<month>正|腊|冬|{MONTH_NUM})月的?"
            rf"(?P<day>{_LUNAR_DAY})[号日]?"
        ),
        _lunar,
    ),
    Rule(rf"{YEAR}(?P<leap>闰)?(?P<month>正|腊|冬)月的?(?P<day>{_LUNAR_DAY})[号日]?", _lunar),
    Rule(
        rf"{YEAR}(?P<leap>闰)?(?P<month>{MONTH_NUM})月(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?)",
        _lunar,
    ),
    Rule(rf"(?:农历|阴历|旧历)?{YEAR}大?(?:年|正月)(?P<day>初[一二三四五六七八九十]|初\d{{1,2}})", _new_year_day),
    Rule(r"(?:农历|阴历|旧历|(?<![年月当起最]))(?P<day>初[一二三四五六七八九十])(?![步次级中个])", _lunar_of_month),
    Rule(rf"(?:农历|阴历|旧历){YEAR}(?P<month>正|腊|冬|{MONTH_NUM})月份?", _lunar_month),
)
