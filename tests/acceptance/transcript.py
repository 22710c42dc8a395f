"""Conversations as text files, and the grammar they are written in.

    > 明天下午三点做个脸        the member says something; "staff> …" somebody else does (the cast is in `stage`)
    tap 确认预约                taps the newest button with these words: an option of the screen, or a lasting button
    tap 确认预约 @1             taps it as it was offered one screen earlier
    tap 确认预约 x2             the same tap arrives again under the same key
    again                       what came in last is delivered again, under its key
    photo                       sends a photo; also voice, sticker, video, location, file
    open book_mask              opens the chat by a link
    < 已申请,待门店确认 {code}  came since the last input; {code} is kept, or must be what was kept. "staff< …"
    <! 已过期                   did not come
    <1 已申请                   came once, not twice
    silence                     nothing came
    ~ 3h                        three hours pass (m, h, d); what is due by then happens
    hold                        what comes in from here on waits …
    go 2                        … and is done now, by two workers at once
    restart                     every object anew, on the same database
    deploy removed book         the next version goes live (`deployments`)
    crash commit                the next turn dies just before its commit; "crash send" just after it was delivered
    given full yun              a state of the salon (`stage`)
    = pending 1                 so many bookings are in this status
    = aside 1                   so many messages were set aside as poison
    # 10 An old button …        which failure of the design this is about

A line may begin with "web " or "console ": it holds on that channel only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEMBER = "member"
CHANNELS = ("web", "console")
MEDIA = ("photo", "voice", "sticker", "video", "location", "file")


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what is done, by or to whom, with what. `number` is the line in the file, for who looks it up."""

    number: int
    source: str
    verb: str
    who: str = MEMBER
    text: str = ""
    back: int = 0
    times: int = 1
    only: str | None = None


_WHO = r"(?:(?P<who>[a-z]+) ?)??"
_FORMS = tuple(
    (verb, re.compile(form))
    for verb, form in (
        ("said", _WHO + r"> ?(?P<text>.*?)(?: x(?P<times>[2-9]))?"),
        ("tap", _WHO + r"tap (?P<text>.+?)(?: @(?P<back>\d+))?(?: x(?P<times>[2-9]))?"),
        ("once", _WHO + r"<1 (?P<text>.+)"),
        ("never", _WHO + r"<! (?P<text>.+)"),
        ("heard", _WHO + r"< (?P<text>.+)"),
        ("silence", _WHO + r"silence"),
        ("media", _WHO + rf"(?P<text>{'|'.join(MEDIA)})(?: x(?P<times>[2-9]))?"),
        ("again", r"again"),
        ("open", _WHO + r"open (?P<text>\S+)"),
        ("pass", r"~ (?P<text>\d+[mhd])"),
        ("hold", r"hold"),
        ("go", r"go(?: (?P<times>[2-9]))?"),
        ("restart", r"restart"),
        ("deploy", r"deploy (?P<text>.+)"),
        ("crash", r"crash (?P<text>commit|send)"),
        ("given", r"given (?P<text>.+)"),
        ("count", r"= (?P<text>\w+ \d+)"),
    )
)


def read(path: Path) -> tuple[Line, ...]:
    """The lines of a file. Raises ValueError, with file and line, for one that is in no form."""
    return tuple(_lines(path.read_text(encoding="utf-8"), path.name))


def _lines(text: str, name: str) -> Iterator[Line]:
    for number, written in enumerate(text.splitlines(), 1):
        source = written.strip()
        if not source or source.startswith("#"):
            continue
        channel, _, rest = source.partition(" ")
        only, rest = (channel, rest) if channel in CHANNELS else (None, source)
        yield _line(number, source, rest, only, name)


def _line(number: int, source: str, rest: str, only: str | None, name: str) -> Line:
    for verb, form in _FORMS:
        if match := form.fullmatch(rest):
            found = match.groupdict()
            return Line(
                number,
                source,
                verb,
                found.get("who") or MEMBER,
                found.get("text") or "",
                int(found.get("back") or 0),
                int(found.get("times") or 1),
                only,
            )
    raise ValueError(f"{name}:{number}: {source!r} is no line of a transcript")


_WIDE = str.maketrans({chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)} | {"\u3000": " "})


def plain(text: str) -> str:
    """Text to compare: full-width punctuation is what people read, but not what a transcript is about."""
    return text.translate(_WIDE)


def pattern(text: str, known: dict[str, str]) -> re.Pattern[str]:
    """An expectation as a pattern over `plain` text: {name} is what was kept, or anything that looks like a code."""
    parts = re.split(r"\{(\w+)\}", plain(text))
    for index in range(1, len(parts), 2):
        name = parts[index]
        parts[index] = re.escape(known[name]) if name in known else rf"(?P<{name}>[0-9A-Z]{{6,20}})"
    parts[::2] = map(re.escape, parts[::2])
    return re.compile("".join(parts))
