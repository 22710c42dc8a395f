"""Birthdays by either calendar (A1). Pure: no database, no clock."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from core.kit import lunar
from core.profile.enums import Calendar
from core.profile.errors import BadBirthday
from core.profile.schemas import Birthday

OLDEST = 120
_WRITTEN = re.compile(r"(?P<lunar>lunar:)?(?:(?P<year>\d{4})-)?(?P<month>\d{2})-(?P<day>\d{2})(?P<leap>\+)?", re.ASCII)
_A_LEAP_YEAR = 2000


def read_birthday(text: str) -> Birthday:
    """A birthday as it is stored. Raises BadBirthday for what is no day of its calendar."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise BadBirthday
    found = Birthday(
        Calendar.lunar if match["lunar"] else Calendar.solar,
        int(match["month"]),
        int(match["day"]),
        int(match["year"]) if match["year"] else None,
        is_leap=match["leap"] is not None,
    )
    if not _is_day(found):
        raise BadBirthday
    return found


def kept_in(birthday: Birthday, year: int) -> dt.date | None:
    """The Gregorian date it is celebrated on in a year; a lunar one in the lunar year that begins in that year.

    Who was born on 29 February celebrates on the 28th in a common year; on the 30th of a lunar month that has only 29
    days, on the 29th; in a leap month that the year does not have, in the plain month. None where the tables of the
    Chinese calendar end (before 1901, after 2099).
    """
    if birthday.calendar is Calendar.lunar:
        return lunar.solar_of(year, birthday.month, birthday.day, is_leap=birthday.is_leap)
    last = calendar.monthrange(year, birthday.month)[1]
    return dt.date(year, birthday.month, min(birthday.day, last))


def next_kept(birthday: Birthday, today: dt.date) -> dt.date | None:
    """The first celebration that is not over: today's counts."""
    # In January it may still be the lunar year that began the year before.
    dates = (kept_in(birthday, year) for year in (today.year - 1, today.year, today.year + 1))
    return min((on for on in dates if on is not None and on >= today), default=None)


def age_on(birthday: Birthday, today: dt.date) -> int | None:
    """Completed years by the Gregorian date of birth; None when the year was not given."""
    born = None if birthday.year is None else kept_in(birthday, birthday.year)
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def require_past(birthday: Birthday, today: dt.date) -> None:
    """Raises BadBirthday for somebody not born yet, or born longer ago than people live."""
    born = None if birthday.year is None else kept_in(birthday, birthday.year)
    if born is not None and (born > today or today.year - born.year > OLDEST):
        raise BadBirthday


def _is_day(birthday: Birthday) -> bool:
    if birthday.calendar is Calendar.lunar:
        in_table = birthday.year is None or lunar.FIRST_YEAR <= birthday.year <= lunar.LAST_YEAR
        return in_table and 1 <= birthday.month <= 12 and 1 <= birthday.day <= 30
    try:
        dt.date(birthday.year or _A_LEAP_YEAR, birthday.month, birthday.day)
    except ValueError:
        return False
    return not birthday.is_leap
