"""帮助改进: whether sentences that were not understood may be kept, so that somebody says what they mean."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import Option
from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.privacy import service as privacy

VERSION = "2026-11"
"""Of the text `learning.sure.ask`, which stands with every consent given to it."""


@dialog("learning", command="learning", needs_member=True)
def learning(chat: Chat) -> None:
    """Agreed to by a member who read for how long, and taken back by a tap; nothing is kept without."""
    member_id = chat.person.member_id
    assert member_id is not None
    if consents.has(chat.work, member_id, ConsentKind.learning):
        stops = chat.choose(
            "stop",
            [
                Option("stop", chat.text("learning.stop"), True, style="danger"),
                Option("fine", chat.text("my_bookings.fine"), False, chat.texts.words("no")),
            ],
        )
        if stops:
            consents.withdraw(chat.work, member_id, ConsentKind.learning)
            chat.say("learning.stopped")
        return
    chat.confirm("sure", chat.text("learning.sure.ask", days=privacy.policy(chat.work).learn_days), yes="learning.yes")
    channel = chat.person.conversation.channel
    consents.grant(chat.work, member_id, ConsentKind.learning, text_version=VERSION, channel=channel)
    chat.say("learning.done")
