"""Answers out of the store's own data: prices, hours, address."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES
from bot.messages import Card
from bot.texts import formats
from core.catalog import service as catalog
from core.kit.localized import pick
from core.store import service as stores


@dialog("hours", intents=("ask_hours",), hears=("day", "store"))
def hours(chat: Chat) -> None:
    """Opening hours of a day, today unless one was named."""
    for store in stores.list_stores(chat.work):
        today = chat.work.now.astimezone(ZoneInfo(store.zone)).date()
        on = _day(chat.frame.heard.get("day", ""), today)
        spans = store.settings.hours_on(on)
        chat.say(
            "about.hours" if spans else "about.closed",
            store=pick(store.name, chat.language),
            day=formats.day(on, chat.language),
            hours=" / ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans),
        )


@dialog("address", intents=("ask_address",), in_menu=True)
def address(chat: Chat) -> None:
    """Where the stores are, how to get there, and the number to call (R7)."""
    for store in stores.list_stores(chat.work):
        lines = (pick(store.address, chat.language), pick(store.directions, chat.language), store.phone)
        chat.reply.cards.append(Card(pick(store.name, chat.language), lines))


@dialog("prices", intents=("ask_price", "ask_service_info"), hears=("treatment",), command="prices", in_menu=True)
def prices(chat: Chat) -> None:
    """What a treatment costs and is; without a name, the list."""
    wished = chat.frame.heard.pop("treatment", "").split(ALTERNATIVES)
    treatments = catalog.list_treatments(chat.work)
    named = [item for item in treatments if item.code in wished]
    for item in named:
        lines = tuple(
            f"{pick(variation.name, chat.language)}  {formats.money(variation.price_fen)}"
            for variation in item.variations
        )
        chat.reply.cards.append(Card(pick(item.name, chat.language), (pick(item.description, chat.language), *lines)))
    if named:
        return
    by_category: dict[str, list[str]] = {}
    for item in treatments:
        cheapest = min(variation.price_fen for variation in item.variations)
        line = chat.text("about.price_line", name=pick(item.name, chat.language), price=formats.money(cheapest))
        by_category.setdefault(pick(item.category_name, chat.language), []).append(line)
    for category, lines_of in by_category.items():
        chat.reply.cards.append(Card(category, tuple(lines_of)))


def _day(heard: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(heard.split(ALTERNATIVES, maxsplit=1)[0])
    except ValueError:
        return today


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
