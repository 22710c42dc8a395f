"""The Chinese calendar behind two functions; the only file that knows sxtwl."""

from datetime import date
from functools import cache

import sxtwl

# sxtwl numbers the solar terms from the winter solstice.
SOLAR_TERMS = (
    "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种",
    "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪",
)  # fmt: skip

FIRST_YEAR, LAST_YEAR = 1901, 2099


@cache
def lunar_date(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The Gregorian date of a day of the lunar year that begins in `year`.

    Day 30 of a month that has only 29 is its 29th: who was born on 腊月三十 celebrates then. A leap
    month the year does not have is read as the plain month. None outside 1901–2099 or for no day at all.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    has_leap = sxtwl.getRunMonth(year) == month
    is_leap = leap and has_leap
    days = sxtwl.getLunarMonthNum(year, month, is_leap)
    found = sxtwl.fromLunar(year, month, min(day, days), is_leap)
    return date(found.getSolarYear(), found.getSolarMonth(), found.getSolarDay())


@cache
def solar_term(year: int, name: str) -> date | None:
    """The Gregorian date of a solar term (冬至, 清明) in a Gregorian year, None for an unknown name."""
    if name not in SOLAR_TERMS or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    wanted = SOLAR_TERMS.index(name)
    # One list runs from spring to the next January, so 小寒 and 大寒 stand in that of the year before.
    for term in (*sxtwl.getJieQiByYear(year - 1), *sxtwl.getJieQiByYear(year)):
        moment = sxtwl.JD2DD(term.jd)
        if term.jqIndex == wanted and int(moment.Y) == year:
            return date(int(moment.Y), int(moment.M), int(moment.D))
    return None


def lunar_year_of(day: date) -> int:
    """The lunar year a Gregorian date belongs to: January is often still last year."""
    return int(sxtwl.fromSolar(day.year, day.month, day.day).getLunarYear())


def lunar_month_of(day: date) -> int:
    """The lunar month (1–12) a Gregorian date belongs to."""
    return int(sxtwl.fromSolar(day.year, day.month, day.day).getLunarMonth())
