"""All that outlives a turn. Plain JSON; nothing in it refers to code but by name, so a deployment cannot break it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from bot.engine.options import Offered
from core.kit.ids import new_key


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
    options: tuple[Offered, ...] = ()


@dataclass(slots=True)
class State:
    """The stack of dialogs, the last one on top, and the screen shown with its revision.

    `asked` is a digest of the question shown: the revision moves only when the question does, so a button lives as
    long as
    its question.
    """

    stack: list[Frame] = field(default_factory=list)
    shown: Shown | None = None
    rev: int = 0
    asked: str = ""
    misses: int = 0

    def dump(self) -> str:
        """The state as JSON."""
        shown = self.shown and [
            self.shown.question,
            self.shown.kind,
            [[option.key, option.label, *option.words] for option in self.shown.options],
        ]
        frames = [[frame.dialog, frame.key, frame.answers, frame.heard, frame.noted] for frame in self.stack]
        return json.dumps([1, frames, shown, self.rev, self.asked, self.misses], ensure_ascii=False)

    @classmethod
    def load(cls, text: str | None) -> State:
        """The state of a conversation row; a fresh one when there is none, or when it is of a form no longer known."""
        if not text:
            return cls()
        data = json.loads(text)
        if not isinstance(data, list) or data[0] != 1:
            return cls()
        _, frames, shown, rev, asked, misses = data
        screen = shown and Shown(
            shown[0], shown[1], tuple(Offered(key, label, tuple(words)) for key, label, *words in shown[2])
        )
        return cls([Frame(*frame) for frame in frames], screen, rev, asked, misses)
