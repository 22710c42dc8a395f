"""The Chinese calendar for birthdays (农历生日); the only file of the core that knows sxtwl."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import sxtwl

FIRST_YEAR, LAST_YEAR = 1901, 2099


@lru_cache(maxsize=4096)
def solar_of(year: int, month: int, day: int, *, is_leap: bool = False) -> dt.date | None:
    """The Gregorian date of a day in the lunar year that begins in `year`; None outside 1901–2099 or for no day at all.

    The 30th of a month that has only 29 days is its 29th. A leap month the year does not have is the plain month.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    in_leap = is_leap and sxtwl.getRunMonth(year) == month
    days = sxtwl.getLunarMonthNum(year, month, in_leap)
    found = sxtwl.fromLunar(year, month, min(day, days), in_leap)
    return dt.date(found.getSolarYear(), found.getSolarMonth(), found.getSolarDay())
