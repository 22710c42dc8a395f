"""「您是想…?」: what may be meant, as choices; no is an answer too."""

from __future__ import annotations

from bot.engine.chat import Chat
from bot.engine.dialog import dialog
from bot.engine.options import ALTERNATIVES, Option
from bot.engine.weighing import MEANT


@dialog(MEANT, audience="anyone", hears=("wishes", "said"))
def meant(chat: Chat) -> None:
    """Goes on with the wish that is chosen and everything said along with it; what it was teaches the reader."""
    wishes = dict(each.split("=", 1) for each in (chat.noted("wishes") or "").split(ALTERNATIVES) if "=" in each)
    text = chat.noted("said") or ""
    said = dict(chat.frame.heard)
    chosen = chat.choose(
        "wish",
        [
            *(Option(intent, chat.text(f"wish.{intent}"), intent) for intent in wishes),
            Option("none", chat.text("meant.none"), "", chat.texts.words("no")),
        ],
        ask="meant.ask",
    )
    if not chosen:
        chat.say("meant.rephrase")
        chat.leave()
    chat.reply.unclear = (text, chosen)
    chat.go_on_with(wishes[chosen], **{"intent": chosen, **said})
