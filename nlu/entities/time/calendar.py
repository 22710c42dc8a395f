"""Calendar arithmetic without words: months, weeks and the n-th weekday."""

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (30 February, year 0)."""
    if 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def add_months(day: date, months: int) -> date:
    """The same day some months on; the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_first(day: date, months: int = 0) -> date:
    """The first of the month that lies `months` after that of `day`."""
    return add_months(day.replace(day=1), months)


def month_last(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def monday(day: date, weeks: int = 0) -> date:
    """The Monday of the week of `day`, or of one some weeks later; weeks begin on Monday."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday (Monday = 0) on or after `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def nearest_weekday(day: date, weekday: int) -> date:
    """That weekday within three days of `day`, before or after."""
    return next_weekday(day - 3 * DAY, weekday)


def nth_weekday(first: date, nth: int, weekday: int) -> date | None:
    """The n-th weekday of the month of `first`, counted from the end when negative; None when there is none."""
    if nth > 0:
        found = next_weekday(first.replace(day=1), weekday) + timedelta(weeks=nth - 1)
    else:
        found = next_weekday(month_last(first) - 6 * DAY, weekday) + timedelta(weeks=nth + 1)
    return found if found.month == first.month else None
