"""What a message can mean: a closed set. A model may only choose among these, and none of them confirms anything."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Start:
    """Begin a dialog (or come back to it) with what was said along."""

    dialog: str
    heard: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fill:
    """Something said for a question of the running dialog, asked already or not."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer to the question shown, by the key of its option."""

    key: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Leave the running dialog."""


@dataclass(frozen=True, slots=True)
class Home:
    """Leave everything and show the menu."""


@dataclass(frozen=True, slots=True)
class Back:
    """Take the last answer back."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Show the question again."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A person is wanted."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Go on in another language ("zh_CN" or "en")."""

    language: str


@dataclass(frozen=True, slots=True)
class Tell:
    """Answer with a text of the catalogue, without any dialog. An argument that names a wish is told in words."""

    key: str
    args: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood. `options` are dialogs that may be meant."""

    options: tuple[str, ...] = ()


Command = Start | Fill | Pick | Cancel | Home | Back | Repeat | Handoff | Speak | Tell | Unclear
