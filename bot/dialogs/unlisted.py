"""Who or what somebody asked for is not here: said kindly, with who and what is, never passed over."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.options import ALTERNATIVES
from core.catalog import service as catalog
from core.kit.localized import pick
from core.staff import service as staff_service

_MOST_NAMED = 10


def tell_unlisted(chat: Chat) -> None:
    """Tells of a colleague or treatment spoken of that the salon does not have, and lets the dialog ask as if nothing
    had been said of it. What is known beside it stays."""
    heard = chat.frame.heard
    if unknown := _unknown(heard.get("staff", ""), {each.code for each in staff_service.list_staff(chat.work)}):
        del heard["staff"]
        people = [each for each in staff_service.list_staff(chat.work) if each.skills][:_MOST_NAMED]
        names = chat.text("unlisted.comma").join(pick(each.name, chat.language) for each in people)
        chat.say("unlisted.staff", name=unknown, people=names)
    if unknown := _unknown(heard.get("treatment", ""), {each.code for each in catalog.list_treatments(chat.work)}):
        del heard["treatment"]
        kinds = {each.category: pick(each.category_name, chat.language) for each in catalog.list_treatments(chat.work)}
        chat.say("unlisted.treatment", name=unknown, kinds=chat.text("unlisted.comma").join(kinds.values()))


def _unknown(said: str, codes: set[str]) -> str:
    """What was said, where none of it is known."""
    parts = [part for part in said.split(ALTERNATIVES) if part]
    return "" if codes.intersection(parts) else "/".join(parts)
