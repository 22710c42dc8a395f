"""Chats through which members can be reached."""

from __future__ import annotations

from core.conversation import service as conversations
from core.kit.work import Work
from core.member import service as members


def give_chats(work: Work, member_ids: list[int]) -> None:
    """Opens a chat for each member, and joins the two."""
    for member_id in member_ids:
        chat = f"{member_id}"
        opened = conversations.open_conversation(work, "web", "test", chat, chat, None, "en")
        conversation = conversations.get(work, opened)
        assert conversation is not None
        members.link(work, conversation.contact_id, member_id)
