"""A group chat with the bot in it."""

from __future__ import annotations

from tests.fakes.telegram.bot import Bot, Json, Message, Query
from tests.fakes.telegram.methods import as_json, chat_of
from tests.fakes.telegram.user import User


class Group:
    """What people do in a group, and what stands there."""

    def __init__(self, bot: Bot, chat_id: int = -1001) -> None:
        self.bot, self.id = bot, chat_id

    @property
    def posts(self) -> list[Message]:
        """What the bot wrote."""
        return self.bot.chat(self.id)

    def says(self, user: User, text: str) -> None:
        """Somebody writes."""
        self.bot.push(message={**self._head(), "from": _of(user), "text": text})

    def taps(self, user: User, label: str) -> Query:
        """Somebody taps a button of the newest message that has it."""
        for shown in reversed(self.posts):
            for button in [each for row in (shown.markup or {}).get("inline_keyboard", []) for each in row]:
                if button["text"] == label:
                    return self.presses(user, button["callback_data"], shown)
        raise AssertionError(f"there is no button {label!r}: {self.posts}")

    def presses(self, user: User, data: str, shown: Message) -> Query:
        """Somebody taps a button as their phone still shows it."""
        query = Query(f"query{self.bot.number()}")
        self.bot.queries[query.id] = query
        content = {"id": query.id, "from": _of(user), "chat_instance": "1", "data": data}
        self.bot.push(callback_query={**content, "message": as_json(self.bot, shown)})
        return query

    def upgrades(self, to: int) -> None:
        """The group becomes a supergroup with another id."""
        self.bot.migrated[self.id] = to
        self.id = to

    def puts_out(self, user: User) -> None:
        """Somebody removes the bot."""
        self.bot.blocked.add(self.id)
        me = {"id": self.bot.id, "is_bot": True, "first_name": "bot"}
        head = self._head()
        del head["message_id"]
        states = {
            "old_chat_member": {"user": me, "status": "member"},
            "new_chat_member": {"user": me, "status": "kicked", "until_date": 0},
        }
        self.bot.push(my_chat_member={**head, "from": _of(user), **states})

    def _head(self) -> Json:
        return {"message_id": self.bot.number(), "date": 1_790_000_000, "chat": chat_of(self.id)}


def _of(user: User) -> Json:
    return {"id": user.id, "is_bot": False, "first_name": user.name, "language_code": "zh-hans"}
