"""Dates, times and money as people of a language write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.kit.money import yuan

_WEEKDAYS = {"zh_CN": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: dt.date, language: str) -> str:
    """A date always with its weekday, so that 「周五」 meant and 「周五」 booked can be compared: "11月28日 周六"."""
    weekday = _WEEKDAYS[language][on.weekday()]
    if language == "en":
        return f"{weekday}, {_MONTHS[on.month - 1]} {on.day}"
    return f"{on.month}月{on.day}日 周{weekday}"


def clock(at: dt.datetime, zone: str) -> str:
    """The time of day in a zone: "15:00"."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def moment(at: dt.datetime, zone: str, language: str) -> str:
    """Date, weekday and time in a zone."""
    return f"{day(at.astimezone(ZoneInfo(zone)).date(), language)} {clock(at, zone)}"


def money(fen: int) -> str:
    """A price: "¥298"."""
    return f"¥{yuan(fen)}"


def day_key(at: dt.datetime, zone: str) -> str:
    """The local date as questions store it: "2026-11-28"."""
    return at.astimezone(ZoneInfo(zone)).date().isoformat()
