"""Dates, times and money as people of a language write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from core.kit.money import yuan

_WEEKDAYS = {"zh_CN": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_LUNAR_MONTHS = "正二三四五六七八九十冬腊"
_TENS = ("初", "十", "廿", "三十")
_DIGITS = "一二三四五六七八九十"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: dt.date, language: str) -> str:
    """A date always with its weekday, so that 「周五」 meant and 「周五」 booked can be compared: "11月28日 周六"."""
    weekday = _WEEKDAYS[language][on.weekday()]
    if language == "en":
        return f"{weekday}, {_MONTHS[on.month - 1]} {on.day}"
    return f"{on.month}月{on.day}日 周{weekday}"


def weekday(number: int, language: str) -> str:
    """A day of the week, 0 = Monday: "周六"."""
    name = _WEEKDAYS[language][number]
    return name if language == "en" else f"周{name}"


def clock(at: dt.datetime, zone: str) -> str:
    """The time of day in a zone: "15:00"."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def moment(at: dt.datetime, zone: str, language: str) -> str:
    """Date, weekday and time in a zone."""
    return f"{day(at.astimezone(ZoneInfo(zone)).date(), language)} {clock(at, zone)}"


def dated(at: dt.datetime, zone: str, language: str) -> str:
    """A date that may be years ago, with its year: "2025年11月28日 15:00"."""
    local = at.astimezone(ZoneInfo(zone))
    if language == "en":
        return f"{_MONTHS[local.month - 1]} {local.day}, {local.year} {local:%H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def money(fen: int) -> str:
    """A price: "¥298"."""
    return f"¥{yuan(fen)}"


def day_key(at: dt.datetime, zone: str) -> str:
    """The local date as questions store it: "2026-11-28"."""
    return at.astimezone(ZoneInfo(zone)).date().isoformat()


def date_of_year(month: int, day: int, language: str) -> str:
    """A day of the year without its year: "8月15日"."""
    return f"{_MONTHS[month - 1]} {day}" if language == "en" else f"{month}月{day}日"


def lunar_day(month: int, day: int, *, is_leap: bool, language: str) -> str:
    """A day of the Chinese calendar as people write it: "闰四月初八"; in English by numbers."""
    if language == "en":
        return f"day {day} of {'leap ' if is_leap else ''}month {month}, lunar"
    if day == 30:
        name = "三十"
    elif day in {10, 20}:
        name = "初十" if day == 10 else "二十"
    else:
        name = _TENS[day // 10] + _DIGITS[day % 10 - 1]
    return f"农历{'闰' if is_leap else ''}{_LUNAR_MONTHS[month - 1]}月{name}"


def percent(of_list: int, language: str) -> str:
    """A share of the list price as shops write it: 80 → "8折" or "20% off", 120 → "加价20%" or "20% more"."""
    if of_list > 100:
        return f"加价{of_list - 100}%" if language != "en" else f"{of_list - 100}% more"
    if language == "en":
        return f"{100 - of_list}% off"
    return f"{of_list // 10}折" if of_list % 10 == 0 else f"{of_list / 10:g}折"


def weekdays(days: Sequence[str], language: str) -> str:
    """Days of the week ("mon" … "sun", "holiday") in few words: "周一至周五、节假日", "Mon–Fri, holidays"."""
    places = sorted(_DAYS.index(day) for day in set(days))
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1 and place < len(_DAYS) - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ("、" if language != "en" else ", ").join(_run(run, language) for run in runs)


def _run(run: Sequence[int], language: str) -> str:
    if run == [len(_DAYS) - 1]:
        return "节假日" if language != "en" else "holidays"
    names = [_WEEKDAYS[language][place] if language == "en" else f"周{_WEEKDAYS[language][place]}" for place in run]
    if len(names) == 1:
        return names[0]
    joints = ("–", ", ") if language == "en" else ("至", "、")
    between = joints[0] if len(names) > 2 else joints[1]
    return between.join((names[0], names[-1]))
