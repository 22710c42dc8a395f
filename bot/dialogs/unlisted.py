"""Who or what somebody asked for is not here: said kindly, with who and what is, never passed over."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.options import ALTERNATIVES
from core.catalog import service as catalog
from core.kit.localized import pick
from core.staff import service as staff_service
from core.store import service as stores
from core.store.schemas import StoreOut
from nlu.entities.other_stores import place_of

_MOST_NAMED = 10
NO_STORE = "no_store"
"""Noted: the store asked for that is not there. Who named one is asked, and not sent where they went last."""


def tell_unlisted(chat: Chat) -> None:
    """Tells of a store, colleague or treatment spoken of that the salon does not have, and lets the dialog ask as if
    nothing had been said of it. What is known beside it stays."""
    heard = chat.frame.heard
    _tell_store(chat, heard)
    if unknown := _unknown(heard.get("staff", ""), {each.code for each in staff_service.list_staff(chat.work)}):
        del heard["staff"]
        people = [each for each in staff_service.list_staff(chat.work) if each.skills][:_MOST_NAMED]
        names = chat.text("unlisted.comma").join(pick(each.name, chat.language) for each in people)
        chat.say("unlisted.staff", name=unknown, people=names)
    if unknown := _unknown(heard.get("treatment", ""), {each.code for each in catalog.list_treatments(chat.work)}):
        del heard["treatment"]
        kinds = {each.category: pick(each.category_name, chat.language) for each in catalog.list_treatments(chat.work)}
        chat.say("unlisted.treatment", name=unknown, kinds=chat.text("unlisted.comma").join(kinds.values()))


def _tell_store(chat: Chat, heard: dict[str, str]) -> None:
    """Which stores there are, instead of one that is not; a part of the town some stores are in means these."""
    listed = stores.list_stores(chat.work)
    unknown = _unknown(heard.get("store", ""), {each.code for each in listed})
    if not unknown:
        return
    del heard["store"]
    place = place_of(unknown)
    there = [each for each in listed if any(place in text.casefold() for text in _whereabouts(each))]
    if there:
        heard["store"] = ALTERNATIVES.join(each.code for each in there)
        return
    chat.frame.noted[NO_STORE] = unknown
    told = [
        chat.text("unlisted.one_store", name=pick(each.name, chat.language), address=pick(each.address, chat.language))
        for each in listed[:_MOST_NAMED]
    ]
    chat.say("unlisted.store", name=unknown, stores=chat.text("unlisted.comma").join(told))


def _whereabouts(store: StoreOut) -> list[str]:
    return [*store.name.values(), *store.address.values(), *store.directions.values()]


def _unknown(said: str, codes: set[str]) -> str:
    """What was said, where none of it is known."""
    parts = [part for part in said.split(ALTERNATIVES) if part]
    return "" if codes.intersection(parts) else "/".join(parts)
