"""/waitlist: who waits for what, in the order they will be offered it."""

from __future__ import annotations

from bot import waiting
from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.messages import Card
from bot.staff.naming import my_stores
from core.auth.enums import Permission
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.member import service as members
from core.waitlist import service as waitlist
from core.waitlist.schemas import EntryOut

SHOWN = 30


@dialog("staff_waitlist", audience="staff", command="waitlist", permission=Permission.see_store_agenda)
def staff_waitlist(chat: Chat) -> None:
    """One card a store; the first in line stands first."""
    for store in my_stores(chat):
        entries = waitlist.list_for_store(chat.work, store.id)
        title = chat.text("staff.waitlist.title", store=pick(store.name, chat.language), count=len(entries))
        lines = tuple(_line(chat, entry) for entry in entries[:SHOWN])
        chat.reply.cards.append(Card(title, lines or (chat.text("staff.waitlist.nobody"),)))


def _line(chat: Chat, entry: EntryOut) -> str:
    member = members.get(chat.work.acting_as(SYSTEM), entry.member_id)
    name = member.name or chat.text("staff.unnamed", code=member.code)
    return chat.text(
        "staff.waitlist.line",
        member=name,
        tier=chat.text(f"tier.{member.tier.value}"),
        line=waiting.line(chat, entry),
    )
