"""Two versions of the front desk, as before and after a deployment."""

from __future__ import annotations

import dataclasses

from bot.desk import DIALOGS
from bot.dialogs.book import book
from bot.engine.chat import Chat
from bot.engine.dialog import Registry
from bot.engine.options import Option
from bot.engine.reading import Understanding
from bot.engine.turn import Engine
from nlu.rules.reader import RuleReader
from tests.bot.chaos.salon import engine

GONE = {"reschedule", "hours"}


def engine_of(version: str) -> Engine:
    """v1 is the product; v2 asks one question more when booking, and lacks a dialog that v1 has."""
    return engine() if version == "v1" else _newer(engine())


def _newer(base: Engine) -> Engine:
    dialogs = [each for each in DIALOGS if each.name not in GONE and each is not book]
    registry = Registry([dataclasses.replace(book, run=_book_with_drink), *dialogs])
    understanding = Understanding(registry, base.texts, RuleReader())
    return dataclasses.replace(base, registry=registry, understanding=understanding)


def _book_with_drink(chat: Chat) -> None:
    drinks = [Option(name, name, name) for name in ("茶", "咖啡")]
    chat.choose("part", drinks, ask="engine.hello")  # a name that texts know
    book.run(chat)
