"""Holidays by name: fixed, moving, of the lunar calendar and solar terms, with the years they fall in."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from nlu.entities.time.calendar import DAY, make_date, nth_weekday
from nlu.entities.time.lunar import SOLAR_TERMS, lunar_date, solar_term

_FIXED = {
    (1, 1): "元旦|new year's day|new years day|new year",
    (2, 14): "情人节|valentine's day|valentines day|valentine's|valentines",
    (3, 8): "三八妇女节|三八节|妇女节|女神节|女王节|women's day|womens day",
    (3, 12): "植树节",
    (3, 14): "白色情人节|white day",
    (4, 1): "愚人节|april fools' day|april fools",
    (5, 1): "五一劳动节|劳动节|五一节|五一|labour day|labor day|may day",
    (5, 4): "五四青年节|青年节",
    (5, 20): "520情人节|五二零",
    (6, 1): "六一儿童节|儿童节|六一|children's day",
    (7, 1): "建党节|七一建党节",
    (8, 1): "建军节|八一建军节",
    (9, 10): "教师节|teachers' day|teacher's day",
    (10, 1): "国庆节|国庆|十一国庆|national day",
    (10, 31): "万圣节前夜|万圣节|万圣夜|halloween",
    (11, 11): "双十一|双11|双十1|光棍节|singles' day|singles day|single's day|double eleven",
    (12, 12): "双十二|双12|double twelve",
    (12, 24): "平安夜|圣诞前夜|圣诞前夕|christmas eve|xmas eve",
    (12, 25): "圣诞节|圣诞|christmas day|christmas|xmas",
    (12, 26): "boxing day",
    (12, 31): "跨年夜|跨年|new year's eve|new years eve|nye",
}

_LUNAR = {
    (1, 1): "春节|大年初一|农历新年|农历大年初一|spring festival|chinese new year|lunar new year",
    (1, 15): "元宵节|元宵|上元节|lantern festival",
    (2, 2): "龙抬头",
    (5, 5): "端午节|端午|dragon boat festival|dragon boat",
    (7, 7): "七夕情人节|七夕节|七夕|qixi festival|qixi",
    (7, 15): "中元节|中元|鬼节|盂兰节|ghost festival",
    (8, 15): "八月十五中秋节|八月十五中秋|中秋佳节|中秋节|中秋|八月半|八月节"
    "|mid-autumn festival|mid autumn festival|mid-autumn day|mid-autumn|mid autumn|moon festival",
    (9, 9): "重阳节|重阳|double ninth festival|double ninth",
    (12, 8): "腊八节|腊八",
    (12, 23): "小年夜|小年",
    (12, 30): "大年三十|大年夜|年三十|年卅|除夕夜|除夕|年夜饭那天|chinese new year's eve|lunar new year's eve",
}

# (month, n-th, weekday): counted from the start of the month, Monday = 0.
_MOVING = {
    (5, 2, 6): "母亲节|mother's day|mothers day",
    (6, 3, 6): "父亲节|father's day|fathers day",
    (11, 4, 3): "感恩节|thanksgiving day|thanksgiving",
}

# Terms that are also staff names or plain weather words count only when the sentence says it is the term.
_WEATHER_WORDS = ("大雪", "小雪", "小满", "白露", "谷雨", "雨水", "霜降", "寒露")

# Long holidays: days off before and after the feast itself (春节 from 除夕 to 初六).
_STRETCH = {"春节": (1, 5), "国庆": (0, 6), "五一": (0, 4), "元旦": (0, 2)}

_Finder = Callable[[int], date | None]
_Key = TypeVar("_Key")


def _names(table: dict[_Key, str]) -> dict[str, _Key]:
    return {name: key for key, names in table.items() for name in names.split("|")}


_FIXED_NAMES = _names(_FIXED)
_LUNAR_NAMES = _names(_LUNAR)
_MOVING_NAMES = _names(_MOVING)
TERM_NAMES = tuple(name for name in SOLAR_TERMS if name not in _WEATHER_WORDS)
HOLIDAY_NAMES = (*_FIXED_NAMES, *_LUNAR_NAMES, *_MOVING_NAMES, *TERM_NAMES)


def _finder(name: str) -> _Finder:
    if name in _FIXED_NAMES:
        month, day = _FIXED_NAMES[name]
        return lambda year: make_date(year, month, day)
    if name in _LUNAR_NAMES:
        month, day = _LUNAR_NAMES[name]
        return lambda year: lunar_date(year, month, day)
    if name in _MOVING_NAMES:
        month, nth, weekday = _MOVING_NAMES[name]
        return lambda year: nth_weekday(date(year, month, 1), nth, weekday)
    return lambda year: solar_term(year, name)


def holiday(name: str, today: date, year: int | None = None) -> date | None:
    """The holiday in `year`, or without a year the next one on or after `today`."""
    find = _finder(name)
    if year is not None:
        return find(year)
    # A lunar year ends in the next Gregorian one, so the search begins a year early.
    days = (find(candidate) for candidate in range(today.year - 1, today.year + 3))
    return next((day for day in days if day and day >= today), None)


def holiday_stretch(name: str, day: date) -> tuple[date, date]:
    """First and last day of the days off around a holiday: 「国庆假期」 is 1 to 7 October."""
    before, after = next((days for feast, days in _STRETCH.items() if feast in name), (0, 0))
    return day - before * DAY, day + after * DAY
