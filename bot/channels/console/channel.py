"""The terminal as a channel: answers as text with numbered options, as a person with a keyboard reads them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.channels.base import Capabilities, Delivery, Outcome
from bot.messages import Attachment, Outgoing

ACCOUNT = "terminal"
CHANNEL = "console"


def render(outgoing: Outgoing, saved: Sequence[str] = ()) -> str:
    """An answer as lines of text; options are answered by their number or their words. `saved`: where its files are."""
    lines = [outgoing.toast] if outgoing.toast else []
    if outgoing.name:
        lines.append(f"[{outgoing.name}]")
    lines.extend(outgoing.says)
    for card in outgoing.cards:
        link = f"{card.link[0]}: {card.link[1]}" if card.link else ""
        body = [line for line in (card.title, *card.lines, card.footer, link) if line]
        lines.extend(["┌ " + body[0], *("│ " + line for line in body[1:])] if body else [])
    lines.extend(f"📎 {file.name} → {where}" for file, where in zip(outgoing.files, saved, strict=True))
    lines.extend(f"  [{letter}] {action.label}" for letter, action in zip("abcdefgh", outgoing.actions, strict=False))
    if outgoing.screen:
        lines.append(outgoing.screen.text)
        lines.extend(
            f"  {number}. {option.label}" + (f"  ({option.hint})" if option.hint else "")
            for number, option in enumerate(outgoing.screen.options, 1)
        )
    return "\n".join(lines)


class ConsoleChannel:
    """Writes answers and saves files; remembers the long-lived buttons of the last message that had any."""

    name = CHANNEL
    account = ACCOUNT
    capabilities = Capabilities(buttons=False, edits=False, cards=False, max_text=100_000, max_image=0)

    def __init__(self, write: Callable[[str, str], None], save: Callable[[Attachment, str], str]) -> None:
        """`save` puts a file somewhere and says where, in the language of the reader."""
        self._write, self._save = write, save
        self._actions: dict[str, dict[str, str]] = {}

    async def send(self, chat_id: str, outgoing: Outgoing) -> Delivery:
        """Writes it down; a terminal always takes it."""
        if outgoing.actions:
            self._actions[chat_id] = {
                letter: action.button for letter, action in zip("abcdefgh", outgoing.actions, strict=False)
            }
        saved = [await asyncio.to_thread(self._save, file, outgoing.language) for file in outgoing.files]
        self._write(chat_id, render(outgoing, saved))
        return Delivery(Outcome.sent)

    def action(self, chat_id: str, typed: str) -> str | None:
        """The long-lived button behind a single letter."""
        return self._actions.get(chat_id, {}).get(typed.strip().lower())
