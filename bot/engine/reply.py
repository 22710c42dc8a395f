"""The answer of a turn while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.messages import Attachment, Button, Card, Outgoing, Screen


@dataclass(slots=True)
class Reply:
    """Collects what a turn says; `build` makes it one message. `files` are known by a digest of what is in them.

    `refused` are the codes of what could not be done, for figures. `unclear` is what was said and not understood, with
    the intent its person then chose, if they did. `named` are words for some of the `actions`, by their payload.
    """

    says: list[str] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    files: dict[str, Attachment] = field(default_factory=dict)
    actions: list[Button] = field(default_factory=list)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    screen: Screen | None = None
    toast: str | None = None
    edits: bool = False
    answers: str = ""
    person_name: str | None = None
    about: str = ""
    refused: list[str] = field(default_factory=list)
    unclear: tuple[str, str | None] | None = None

    def say(self, text: str) -> None:
        """Adds a sentence, once: a dialog that ran twice in a turn does not speak twice."""
        if text and text not in self.says:
            self.says.append(text)

    def build(self, language: str) -> Outgoing:
        """The message."""
        return Outgoing(
            says=tuple(self.says),
            cards=tuple(self.cards),
            files=tuple(self.files.values()),
            screen=self.screen,
            actions=tuple(self.actions),
            toast=self.toast,
            edits=self.edits,
            answers=self.answers,
            about=self.about,
            by="bot" if self.person_name is None else "person",
            name=self.person_name,
            language=language,
        )
