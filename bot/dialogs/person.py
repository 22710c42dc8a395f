"""Handing over to a person: the member can always ask for one."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from core.conversation import service as conversations


@dialog("person", intents=("human_handoff", "complaint"), command="person", in_menu=True)
def person(chat: Chat) -> None:
    """Tells the salon's desk and falls silent until a colleague gives the conversation back, or it rests too long."""
    conversation = chat.person.conversation
    if conversation.handed_at is None:
        conversations.hand_over(chat.work, conversation.id)
        told = conversations.notify_desk(chat.work, "handoff.requested", conversation=conversation.id)
        chat.say("handoff.called" if told else "handoff.nobody")
        fresh = conversations.get(chat.work, conversation.id)
        if fresh is not None:
            chat.person.conversation = fresh
    else:
        chat.say("handoff.called_already")
