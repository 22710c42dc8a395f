"""What can be done here, and how to say it."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog


@dialog("help", intents=("help",), command="help", in_menu=False, at_once=True)
def member_help(chat: Chat) -> None:
    """Examples to copy rather than a manual."""
    chat.say("help.member")
