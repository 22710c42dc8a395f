"""Questions about the house itself, answered in the salon's own words (WiFi, children, invoices) or from its rules."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES
from core.kit.localized import pick
from core.store import service as stores
from core.store.schemas import StoreOut


@dialog("house", hears=("answer", "terms", "store"), at_once=True)
def house(chat: Chat) -> None:
    """Each answer once: where all stores that are meant say the same, no name is told."""
    listed = list(stores.list_stores(chat.work))
    named = chat.frame.heard.get("store", "").split(ALTERNATIVES)
    asked = [store for store in listed if store.code in named] or listed
    if chat.noted("terms"):
        _tell(chat, [(store, _terms(chat, store)) for store in asked])
    for code in (chat.noted("answer") or "").split(ALTERNATIVES):
        usual = _own(listed, code)[:1]
        own = [(store, text) for store in asked for text in (_own([store], code) or usual)]
        _tell(chat, [(store, pick(text, chat.language)) for store, text in own])


def _tell(chat: Chat, told: list[tuple[StoreOut, str]]) -> None:
    if len({text for _, text in told}) == 1:
        chat.reply.say(told[0][1])
        return
    for store, text in told:
        chat.say("house.at", store=pick(store.name, chat.language), text=text)


def _own(listed: Sequence[StoreOut], code: str) -> list[dict[str, str]]:
    """What these stores themselves say to a question."""
    return [answer.says.model_dump() for store in listed for answer in store.settings.answers if answer.code == code]


def _terms(chat: Chat, store: StoreOut) -> str:
    """What calling off or moving late and not coming lead to, as a new visit would have it (C, policy)."""
    policy = store.settings.booking
    return chat.text(
        "house.terms",
        hours=max(1, policy.late_cancel_minutes // 60),
        late=policy.late_cancel_percent,
        missed=policy.no_show_percent,
    )
