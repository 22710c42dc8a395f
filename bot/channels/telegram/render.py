"""An answer as messages of Telegram: what is said, cards, pictures, and the question with its buttons last."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

import segno
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.channels.telegram import formatted, keyboards
from bot.channels.telegram.formatted import Line, Span, lines_of
from bot.messages import Attachment, Card, Outgoing, Screen

MAX_ALBUM = 10
_HINTED = {"choice", "text"}
"""Questions whose options are explained in the text above them, one a line; in a grid of days there is no room."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo by its name in the store, or drawn here; `caption` is HTML."""

    name: str | None
    drawn: bytes | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One message, album or file. `role`: "screen" carries the question, "body" what stays when that is answered."""

    text: str = ""
    pictures: tuple[Picture, ...] = ()
    file: Attachment | None = None
    keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None
    role: Literal["screen", "body"] = "body"


@dataclass(slots=True)
class _Writer:
    parts: list[Part] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def space(self) -> None:
        """An empty line between blocks."""
        if self.lines:
            self.lines.append((Span(""),))

    def flush(self) -> None:
        """What was written so far becomes messages."""
        self.parts += [Part(text) for text in formatted.messages(self.lines)]
        self.lines = []


def render(outgoing: Outgoing, share_phone: str) -> list[Part]:
    """The messages of an answer, in order; the last one with a screen has its buttons. `share_phone`: a label."""
    writer = _Writer()
    if outgoing.name:
        writer.lines.append((Span(outgoing.name, "b"),))
    for said in outgoing.says:
        writer.lines += lines_of(said)
    for card in outgoing.cards:
        _card(writer, card)
    if outgoing.files:
        writer.flush()
        writer.parts += [Part(file=file) for file in outgoing.files]
    screen = outgoing.screen
    if screen is None or (outgoing.actions and (writer.lines or writer.parts)):
        writer.flush()
        parts = _with_keyboard(writer.parts, keyboards.lasting(outgoing))
        return parts if screen is None else [*parts, *_screen(_Writer(), replace(outgoing, actions=()), share_phone)]
    return _screen(writer, outgoing, share_phone)


def _screen(writer: _Writer, outgoing: Outgoing, share_phone: str) -> list[Part]:
    screen = outgoing.screen
    assert screen is not None
    writer.space()
    writer.lines += lines_of(screen.text)
    if screen.kind in _HINTED:
        writer.lines += _hints(screen)
    elif screen.kind == "time":
        writer.lines += _hints_of_times(screen)
    writer.flush()
    keyboard = keyboards.phone(screen, share_phone) if screen.kind == "phone" else keyboards.inline(outgoing)
    *before, last = writer.parts
    return [*before, replace(last, keyboard=keyboard, role="screen")]


def _hints(screen: Screen) -> list[Line]:
    return [(Span(f"· {option.label}  "), Span(option.hint, "i")) for option in screen.options if option.hint]


def _hints_of_times(screen: Screen) -> list[Line]:
    """Why a time is recommended, a line each; what many times have in common, such as a saving, once for all."""
    lines: list[Line] = [
        (Span(f"★ {option.label}  "), Span(option.hint, "i"))
        for option in screen.options
        if option.hint and option.style == "primary"
    ]
    rest = [option for option in screen.options if option.style != "primary"]
    of_hint: dict[str, list[str]] = {}
    for hint, run in groupby(rest, key=lambda option: option.hint):
        labels = [option.label for option in run]
        if hint:
            of_hint.setdefault(hint, []).append(labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}")
    lines += [(Span(f"· {' / '.join(runs)}  "), Span(hint, "i")) for hint, runs in of_hint.items()]
    return lines


def _card(writer: _Writer, card: Card) -> None:
    lines = lines_of(card.title, "b") if card.title else []
    lines += [line for text in card.lines for line in lines_of(text)]
    if card.footer:
        lines += lines_of(card.footer, "i")
    if card.link is not None:
        lines.append((Span(card.link[0], href=card.link[1]),))
    if card.picture is None and card.qr is None:
        writer.space()
        writer.lines += lines
        return
    caption = formatted.write(lines) if formatted.length(lines) <= formatted.MAX_CAPTION else ""
    picture = Picture(card.picture, None if card.qr is None else _qr(card.qr), caption)
    writer.flush()
    last = writer.parts[-1] if writer.parts else None
    if last is not None and last.pictures and len(last.pictures) < MAX_ALBUM and card.qr is None:
        writer.parts[-1] = replace(last, pictures=(*last.pictures, picture))
    else:
        writer.parts.append(Part(pictures=(picture,)))
    if lines and not caption:
        writer.lines += lines


def _with_keyboard(parts: list[Part], keyboard: InlineKeyboardMarkup | None) -> list[Part]:
    """The buttons under the last message that can carry any: an album cannot."""
    carriers = [index for index, part in enumerate(parts) if len(part.pictures) <= 1]
    if keyboard is not None and carriers:
        parts[carriers[-1]] = replace(parts[carriers[-1]], keyboard=keyboard)
    return parts


def _qr(text: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=8, border=3)
    return drawn.getvalue()
