"""Going on in another language."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from core.kit.work import SYSTEM
from core.member import service as members


@dialog("language", audience="anyone", command="language", in_menu=True)
def language(chat: Chat) -> None:
    """Asks in both languages at once, because who needs this may not read the present one."""
    chosen = chat.choose(
        "language",
        [Option("zh_CN", "中文", "zh_CN", ("chinese",)), Option("en", "English", "en", ("英文", "英语"))],
    )
    members.set_contact_language(chat.work, chat.person.conversation.contact_id, chosen)
    if chat.person.member_id is not None:
        members.set_language(chat.work.acting_as(SYSTEM), chat.person.member_id, chosen)
    chat.person.language = chosen
    chat.say("engine.language_set")
