"""How a place on the waitlist is told, and the answer that asks for one: members, staff and notices speak alike."""

from __future__ import annotations

import datetime as dt

from bot.engine.chat import Chat
from bot.texts import formats
from core.kit.localized import pick
from core.waitlist.schemas import EntryOut, Window

WAIT = "waitlist"
"""The key of the option "none of these: tell me when something becomes free"."""

AROUND = dt.timedelta(hours=1)
"""Who wished for three o'clock also wants to hear of half past two."""


def wished(chat: Chat, window: Window) -> str:
    """The dates and hours that would suit."""
    days = formats.day(window.first_on, chat.language)
    if window.last_on != window.first_on:
        days = f"{days} – {formats.day(window.last_on, chat.language)}"
    if (window.from_minute, window.until_minute) == (0, 1440):
        return days
    if window.from_minute == 0:
        return chat.text("waitlist.before", days=days, until=_clock(window.until_minute))
    if window.until_minute == 1440:
        return chat.text("waitlist.after", days=days, first=_clock(window.from_minute))
    return f"{days} {_clock(window.from_minute)}–{_clock(window.until_minute)}"


def what(chat: Chat, entry: EntryOut) -> str:
    """The treatment and with whom."""
    treatment = pick(entry.treatment_name, chat.language)
    if entry.staff_name is None:
        return treatment
    return chat.text("waitlist.with", treatment=treatment, staff=pick(entry.staff_name, chat.language))


def line(chat: Chat, entry: EntryOut) -> str:
    """A place in one line, as a list shows it."""
    return chat.text(
        "waitlist.line",
        when=wished(chat, entry.window),
        what=what(chat, entry),
        status=chat.text(f"waitlist.status.{entry.status.value}"),
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
