"""First contact: a guest agrees to what is kept about them and becomes a member."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.work import SYSTEM
from core.member import service as members

TERMS_VERSION = "2026-11"


@dialog("welcome")
def welcome(chat: Chat) -> None:
    """Greets, asks for consent (PIPL art. 13 and 14) and registers; a no leaves everything as it was.

    The text is told once; whoever says more meanwhile is reminded of the question, and nothing they said is lost.
    """
    if chat.person.member_id is not None:  # agreed already, in a welcome that came on top of this one
        return
    is_read = chat.frame.noted.get("read") == chat.language  # in another language it is read anew
    chat.frame.noted["read"] = chat.language
    answer = chat.choose(
        "terms",
        [
            Option("agree", chat.text("welcome.agree"), True, chat.texts.words("yes"), style="primary"),
            Option("refuse", chat.text("welcome.refuse"), False, chat.texts.words("no")),
        ],
        ask="welcome.terms.again" if is_read else "welcome.terms.ask",
    )
    if not answer:
        chat.say("welcome.refused")
        chat.leave(everything=True)
    contact_id = chat.person.conversation.contact_id
    system = chat.work.acting_as(SYSTEM)
    member = members.register(system, contact_id=contact_id, language=chat.language)
    consents.grant(
        system, member.id, ConsentKind.terms, text_version=TERMS_VERSION, channel=chat.person.conversation.channel
    )
    chat.person.member_id = member.id
    chat.say("welcome.done")
