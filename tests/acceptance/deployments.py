"""Next versions of the front desk, as `deploy …` brings them into a running salon."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from bot import desk
from bot.dialogs.book import book
from bot.engine.chat import Chat
from bot.engine.dialog import Dialog, Registry
from bot.engine.options import Option
from bot.engine.turn import Engine
from bot.texts.catalogue import Texts
from nlu.embedded.reader import load_reader
from tests.acceptance.ways import SECRET

TEXTS = Texts()
READER = load_reader()
"""Once a process: the model and the encoder take a second."""


def engine(change: str = "") -> Engine:
    """The engine of a version: "" is today's, else "<kind> <dialog>", or "question" for one more question in `book`."""
    present = desk.build_engine(SECRET, READER, TEXTS)
    if not change:
        return present
    registry = Registry(_changed(tuple(present.registry.dialogs.values()), *change.split()))
    understanding = dataclasses.replace(present.understanding, registry=registry)
    return dataclasses.replace(present, registry=registry, understanding=understanding)


def _changed(dialogs: Sequence[Dialog], kind: str, name: str = "book") -> list[Dialog]:
    changes: dict[str, Callable[[Dialog], list[Dialog]]] = {
        "removed": lambda old: [],
        "renamed": lambda old: [dataclasses.replace(old, name=f"{old.name}_anew", in_menu=False)],
        "broken": lambda old: [dataclasses.replace(old, run=_break)],
        "question": lambda old: [dataclasses.replace(old, run=_with_a_question)],
    }
    assert name in {each.name for each in dialogs}, f"there is no dialog {name}"
    return [new for each in dialogs for new in (changes[kind](each) if each.name == name else [each])]


def _break(chat: Chat) -> None:
    raise RuntimeError("this version is broken")


def _with_a_question(chat: Chat) -> None:
    """The booking of the next version first wants to know the language of the consultation."""
    spoken = [Option("zh", "说中文", "zh"), Option("en", "Speak English", "en")]
    chat.choose("spoken", spoken, ask="language.language.ask")
    book.run(chat)
