"""One visit as a calendar file (RFC 5545). Times are UTC, which every calendar shows by its own clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
MIME = "text/calendar"
_FOLD = 75
_TEXT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar is told. The same `uid` with a higher `sequence` replaces what it knew; `alarms` in minutes."""

    uid: str
    sequence: int
    stamp: dt.datetime
    starts_at: dt.datetime
    ends_at: dt.datetime
    status: Status
    summary: str
    description: str
    location: str
    url: str = ""
    place: tuple[float, float] | None = None
    alarms: tuple[int, ...] = ()


def write(entry: Entry) -> bytes:
    """The file. A cancelled visit is a message to take it out of the calendar again."""
    is_off = entry.status == "CANCELLED"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Meiyue//Front desk//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if is_off else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_moment(entry.stamp)}",
        f"DTSTART:{_moment(entry.starts_at)}",
        f"DTEND:{_moment(entry.ends_at)}",
        f"STATUS:{entry.status}",
        f"SUMMARY:{_text(entry.summary)}",
        f"DESCRIPTION:{_text(entry.description)}",
        f"LOCATION:{_text(entry.location)}",
        *([f"URL:{entry.url}"] if entry.url else []),
        *([f"GEO:{entry.place[0]:.6f};{entry.place[1]:.6f}"] if entry.place else []),
        *([] if is_off else [line for minutes in entry.alarms for line in _alarm(minutes, entry.summary)]),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _alarm(minutes: int, summary: str) -> tuple[str, ...]:
    trigger = f"TRIGGER:-PT{minutes}M"
    return ("BEGIN:VALARM", "ACTION:DISPLAY", trigger, f"DESCRIPTION:{_text(summary)}", "END:VALARM")


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    visible = "".join(letter for letter in text if letter == "\n" or letter.isprintable() or letter == "\u200d")
    return visible.translate(_TEXT)


def _folded(line: str) -> bytes:
    """Lines of at most 75 octets, never cut inside a character; what goes on begins with a space."""
    rows, row = [], b""
    for letter in line:
        octets = letter.encode()
        if len(row) + len(octets) > _FOLD:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row]) + b"\r\n"
