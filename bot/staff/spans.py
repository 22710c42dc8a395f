"""From when until when: a day ahead and hours of it, asked alike of whoever blocks, repairs or is off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.options import ALTERNATIVES, Option
from bot.texts import formats
from core.kit.errors import BadInput
from core.store.schemas import StoreOut
from nlu.entities.time import find_times
from nlu.normalise import normalise

DAYS_AHEAD = 14
_ANY_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_OPEN_HOURS = (9, 22)
OPEN = "open"
WHOLE_DAY = "all"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time with how it is told; without an end it lasts until somebody ends it."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None
    told: str
    wish: str
    """As a button carries it: days and minutes, "0917-0918.0.1440", or "open"."""


def stretch(chat: Chat, store: StoreOut, *, open_label: str, open_told: str) -> Stretch:
    """Now and until further notice, whole days, or hours of one day."""
    zone = ZoneInfo(store.zone)
    now = chat.work.now
    carried = chat.noted("wish")
    if carried is not None:
        return _carried(chat, store, carried, open_told)
    said = sorted(dt.date.fromisoformat(part) for part in (chat.noted("day") or "").split(ALTERNATIVES) if part)
    if not said:
        today = now.astimezone(zone).date()
        days = [today + dt.timedelta(days=n) for n in range(DAYS_AHEAD)]
        listed: list[Option[dt.date | None]] = [Option(OPEN, open_label, None)]
        listed += [Option(day.isoformat(), formats.day(day, chat.language), day) for day in days]
        on = chat.choose("until", listed, ask="staff.repair.day")
        if on is None:
            return Stretch(now.replace(second=0, microsecond=0), None, open_told, OPEN)
        said = [on]
    first, last = (0, 1440) if len(said) > 1 else _hours(chat)
    return _between(chat, store, (said[0], said[-1]), (first, last))


def _between(chat: Chat, store: StoreOut, days: tuple[dt.date, dt.date], minutes: tuple[int, int]) -> Stretch:
    zone = ZoneInfo(store.zone)
    starts_at, ends_at = _at(zone, days[0], minutes[0]), _at(zone, days[1], minutes[1])
    told = f"{formats.moment(starts_at, store.zone, chat.language)} – {_told_end(chat, store, ends_at, days)}"
    wish = f"{days[0]:%y%m%d}-{days[1]:%y%m%d}.{minutes[0]}.{minutes[1]}"
    return Stretch(max(starts_at, chat.work.now.replace(second=0, microsecond=0)), ends_at, told, wish)


def _carried(chat: Chat, store: StoreOut, wish: str, open_told: str) -> Stretch:
    """What a colleague asked for, out of the button that grants it."""
    if wish == OPEN:
        return Stretch(chat.work.now.replace(second=0, microsecond=0), None, open_told, OPEN)
    days, first, last = wish.split(".")
    begin, _, end = days.partition("-")
    on = [dt.datetime.strptime(day, "%y%m%d").replace(tzinfo=dt.UTC).date() for day in (begin, end)]
    return _between(chat, store, (on[0], on[1]), (int(first), int(last)))


def tidy_span(said: str) -> str:
    """ "14:00-16:00" in the forms people write, as "14:00/16:00". Raises BadInput."""
    text = said.strip()
    for sign in ("-", "–", "到", "～", "~"):
        text = text.replace(sign, "/")
    first, slash, last = (part.strip() for part in text.partition("/"))
    if (read := _read_span(said)) is not None:
        return read
    try:
        times = [
            dt.time.fromisoformat(f"{part:0>2}:00" if part.isdecimal() else f"{part:0>5}") for part in (first, last)
        ]
    except ValueError as wrong:
        raise BadInput(what="span") from wrong
    if not slash or times[0] >= times[1]:
        raise BadInput(what="span")
    return "/".join(f"{time:%H:%M}" for time in times)


def _read_span(said: str) -> str | None:
    """「下午两点到四点」, 「上午」: hours in words."""
    found = find_times(normalise(said), _ANY_DAY, *_OPEN_HOURS)
    spans = [each for each in found if (each.has_clock or each.has_part) and each.end is not None]
    if len(spans) != 1 or spans[0].end is None or spans[0].end.date() != spans[0].start.date():
        return None
    return f"{spans[0].start:%H:%M}/{spans[0].end:%H:%M}"


def _hours(chat: Chat) -> tuple[int, int]:
    whole = Option(WHOLE_DAY, chat.text("staff.repair.all_day"), WHOLE_DAY, chat.texts.words("all_day"))
    said = chat.ask("part", ask="staff.repair.span", check=tidy_span, options=[whole])
    if said == WHOLE_DAY:
        return 0, 1440
    first, _, last = said.partition("/")
    return _minute(first), _minute(last)


def _minute(clock: str) -> int:
    time = dt.time.fromisoformat(clock)
    return time.hour * 60 + time.minute


def _at(zone: ZoneInfo, on: dt.date, minute: int) -> dt.datetime:
    return (dt.datetime.combine(on, dt.time(), zone) + dt.timedelta(minutes=minute)).astimezone(dt.UTC)


def _told_end(chat: Chat, store: StoreOut, ends_at: dt.datetime, days: tuple[dt.date, dt.date]) -> str:
    if days[0] != days[1]:
        return f"{formats.day(days[1], chat.language)} 24:00"
    if ends_at.astimezone(ZoneInfo(store.zone)).date() > days[1]:
        return "24:00"
    return formats.clock(ends_at, store.zone)
