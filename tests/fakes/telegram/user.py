"""A person with Telegram on their phone: what they do, and what they see."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.telegram.bot import Bot, Json, Message, Query
from tests.fakes.telegram.methods import as_json

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class User:
    """One person in a private chat with one bot."""

    def __init__(self, bot: Bot, user_id: int, name: str = "小王", language: str | None = "zh-hans") -> None:
        self.bot, self.id, self.name, self.language = bot, user_id, name, language

    # -- doing -----------------------------------------------------------------------------------------------------

    def starts(self, payload: str = "") -> int:
        """Opens the chat, by a link with a payload perhaps."""
        assert _PAYLOAD.fullmatch(payload), "Telegram opens no such link"
        self.bot.started.add(self.id)
        return self.says(f"/start {payload}".strip())

    def says(self, text: str, **more: Any) -> int:
        """Sends a text."""
        self.bot.started.add(self.id)
        return self._sends(text=text, shown=text, **more)

    def edits(self, text: str) -> int:
        """Corrects the last own message."""
        mine = [each for each in self.bot.chat(self.id) if not each.is_by_bot][-1]
        mine.text = text
        return self.bot.push(edited_message={**self._head(mine.id), "text": text, "edit_date": 1_790_000_100})

    def taps(self, label: str, *, message: Message | None = None) -> Query:
        """Taps the newest button with this label."""
        shown, button = self._button(label, message)
        return self.presses(button["callback_data"], shown)

    def presses(self, data: str, shown: Message) -> Query:
        """Taps a button as this phone still shows it, even if the message has changed meanwhile."""
        query = Query(f"query{self.bot.number()}")
        self.bot.queries[query.id] = query
        content = {"id": query.id, "from": self._self(), "chat_instance": "1", "data": data}
        self.bot.push(callback_query={**content, "message": as_json(self.bot, shown)})
        return query

    def sends_photo(self, content: bytes, caption: str = "", album: str | None = None) -> int:
        """Sends a photo, of which Telegram keeps a small copy too."""
        small, large = f"photo{self.bot.number()}", f"photo{self.bot.number()}"
        self.bot.files |= {small: b"small", large: content}
        sizes = [
            {"file_id": small, "file_unique_id": small, "width": 90, "height": 67},
            {"file_id": large, "file_unique_id": large, "width": 1280, "height": 960},
        ]
        more = {"media_group_id": album} if album else {}
        return self._sends(photo=sizes, shown="[photo]", **more, **({"caption": caption} if caption else {}))

    def sends(self, kind: str, **content: Any) -> int:
        """Sends something else: "voice", "sticker", "location" …"""
        return self._sends(**{kind: content}, shown=f"[{kind}]")

    def shares_contact(self, phone: str, *, of: int | None = None) -> int:
        """Shares the own card, or somebody else's."""
        card = {"phone_number": phone, "first_name": self.name, "user_id": of or self.id}
        return self._sends(contact=card, shown="[contact]")

    def blocks(self) -> int:
        """Blocks the bot."""
        self.bot.blocked.add(self.id)
        return self._membership("member", "kicked")

    def returns(self) -> int:
        """Lets the bot in again; the app then shows START."""
        self.bot.blocked.discard(self.id)
        return self._membership("kicked", "member")

    # -- seeing ----------------------------------------------------------------------------------------------------

    @property
    def chat(self) -> list[Message]:
        """The chat as it is now, edits applied."""
        return self.bot.chat(self.id)

    @property
    def received(self) -> list[Message]:
        """What the bot sent."""
        return [each for each in self.chat if each.is_by_bot]

    def sees(self) -> str:
        """The chat as a person reads it: messages with their buttons, own ones after ">"."""
        lines = []
        for each in self.chat:
            lines.append(("" if each.is_by_bot else "> ") + ("[photo] " if each.photos else "") + each.text)
            lines += ["  " + " ".join(f"[{label}]" for label in row) for row in each.buttons]
        return "\n".join(lines)

    def _button(self, label: str, message: Message | None) -> tuple[Message, Json]:
        for is_called in (lambda text: text == label, lambda text: label in text):
            for shown in [message] if message else reversed(self.chat):
                for row in (shown.markup or {}).get("inline_keyboard", []):
                    for button in row:
                        if is_called(button["text"]):
                            return shown, button
        raise AssertionError(f"there is no button {label!r}:\n{self.sees()}")

    def _sends(self, shown: str, **content: Any) -> int:
        message = Message(self.bot.number(), self.id, shown, is_by_bot=False)
        self.chat.append(message)
        return self.bot.push(message={**self._head(message.id), **content})

    def _membership(self, old: str, new: str) -> int:
        head = self._head(0)
        me = {"id": self.bot.id, "is_bot": True, "first_name": "bot"}
        states = {
            "old_chat_member": {"user": me, "status": old, "until_date": 0},
            "new_chat_member": {"user": me, "status": new, "until_date": 0},
        }
        del head["message_id"]
        return self.bot.push(my_chat_member={**head, **states})

    def _head(self, message_id: int) -> Json:
        chat = {"id": self.id, "type": "private", "first_name": self.name}
        return {"message_id": message_id, "date": 1_790_000_000, "chat": chat, "from": self._self()}

    def _self(self) -> Json:
        body: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        return body if self.language is None else {**body, "language_code": self.language}
