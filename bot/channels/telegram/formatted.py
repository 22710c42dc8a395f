"""Text as Telegram takes it: escaped, formatted, and cut where a message ends."""

from __future__ import annotations

import html
from dataclasses import dataclass

MAX_TEXT = 4096
MAX_CAPTION = 1024


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style: plain, "b" or "i"; or a link."""

    text: str
    style: str = ""
    href: str = ""

    @property
    def length(self) -> int:
        """Length as Telegram counts: UTF-16 units after formatting."""
        return len(self.text.encode("utf-16-le")) // 2

    def write(self) -> str:
        """As HTML."""
        text = html.escape(self.text, quote=False)
        if self.href:
            return f'<a href="{html.escape(self.href)}">{text}</a>'
        return f"<{self.style}>{text}</{self.style}>" if self.style else text


Line = tuple[Span, ...]


def lines_of(text: str, style: str = "") -> list[Line]:
    """A text as lines."""
    return [(Span(line, style),) for line in text.split("\n")]


def length(lines: list[Line]) -> int:
    """Length of lines in one message."""
    return sum(span.length for line in lines for span in line) + max(0, len(lines) - 1)


def write(lines: list[Line]) -> str:
    """Lines as the HTML of one message."""
    return "\n".join("".join(span.write() for span in line) for line in lines).strip("\n")


def messages(lines: list[Line]) -> list[str]:
    """Lines as HTML of as many messages as they need, cut between lines, and inside a line only if it fills one."""
    parts: list[list[Line]] = [[]]
    for line in (piece for long in lines for piece in _pieces(long)):
        if length([*parts[-1], line]) > MAX_TEXT:
            parts.append([])
        parts[-1].append(line)
    return [text for text in map(write, parts) if text.strip()]


def _pieces(line: Line) -> list[Line]:
    if length([line]) <= MAX_TEXT:
        return [line]
    half = MAX_TEXT // 2  # characters of two units each would still fit
    return [
        (Span(span.text[start : start + half], span.style, span.href),)
        for span in line
        for start in range(0, len(span.text), half)
    ]
