"""All that outlives a turn. Plain JSON; nothing in it refers to code but by name, so a deployment cannot break it."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from bot.engine.options import Offered
from bot.messages import Style
from core.kit.ids import new_key

VERSION = 2
"""Of the JSON a state is stored as."""


@dataclass(slots=True)
class Frame:
    """A running dialog. Answers are kept by question name, never by position. `key` makes its effect happen once."""

    dialog: str
    key: str = field(default_factory=new_key)
    answers: dict[str, str] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)  # said early, not yet asked for
    noted: dict[str, str] = field(default_factory=dict)  # said, never asked for: "in the afternoon"


@dataclass(slots=True)
class Shown:
    """The question the person is looking at."""

    question: str
    kind: str
    text: str = ""
    options: tuple[Offered, ...] = ()


@dataclass(slots=True)
class State:
    """The stack of dialogs, the last one on top, and the screen shown with its revision.

    `asked` is a digest of the question shown: the revision moves only when the question does, so a button lives as
    long as its question. `spoken` is the treatment last spoken of: 「小气泡多少钱」「疼吗」. `told` are buttons of the
    last notice that may be named in words as well, until something else is done. `topic` is what was just answered
    and what was heard for it, until the next word: 「那周日呢」. `waits`: who waits for a colleague was told that their
    words are passed on. `under` is the question that a question back (「您是想…?」) hides: what is no answer to the one
    may be an answer to the other.
    """

    stack: list[Frame] = field(default_factory=list)
    shown: Shown | None = None
    rev: int = 0
    asked: str = ""
    misses: int = 0
    spoken: str = ""
    told: tuple[Offered, ...] = ()
    topic: tuple[str, dict[str, str]] | None = None
    waits: bool = False
    under: Shown | None = None

    def dump(self) -> str:
        """The state as JSON."""
        shown, under = _packed(self.shown), _packed(self.under)
        frames = [[frame.dialog, frame.key, frame.answers, frame.heard, frame.noted] for frame in self.stack]
        told = [[option.key, option.label, option.hint, option.style, *option.words] for option in self.told]
        parts = [VERSION, frames, shown, self.rev, self.asked, self.misses, self.spoken, told, self.topic, self.waits]
        return json.dumps([*parts, under], ensure_ascii=False)

    @classmethod
    def load(cls, text: str | None) -> State:
        """The state of a conversation row; a fresh one when there is none, or when it is of a form not known here.

        The fresh one's revision is not one that went before: an old button must not fit a new question.
        """
        if not text:
            return cls()
        try:
            version, frames, shown, rev, asked, misses, *later = json.loads(text)
            if version == VERSION:
                screen, under = _unpacked(shown), _unpacked(later[4] if len(later) > 4 else None)
                spoken, told = later[0] if later else "", later[1] if len(later) > 1 else ()
                buttons = tuple(_offered(*each) for each in told)
                topic = (later[2][0], later[2][1]) if len(later) > 2 and later[2] else None
                stack = [Frame(*frame) for frame in frames]
                waits = len(later) > 3 and bool(later[3])
                return cls(stack, screen, rev, asked, misses, spoken, buttons, topic, waits, under)
        except (ValueError, TypeError, LookupError):
            pass
        return cls(rev=zlib.crc32(text.encode()))


def _packed(shown: Shown | None) -> list[Any] | None:
    if shown is None:
        return None
    options = [[option.key, option.label, option.hint, option.style, *option.words] for option in shown.options]
    return [shown.question, shown.kind, shown.text, options]


def _unpacked(packed: list[Any] | None) -> Shown | None:
    if not packed:
        return None
    question, kind, text, options = packed
    return Shown(question, kind, text, tuple(_offered(*each) for each in options))


def _offered(key: str, label: str, hint: str, style: Style, *words: str) -> Offered:
    return Offered(key, label, words, hint, style)
