"""One bot as Telegram's servers keep it: chats, updates that wait, taps that spin, files, and planned mishaps."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.errors import BLOCKED, NEVER_STARTED, QUERY_TOO_OLD, bad, migrated

Json = dict[str, Any]


@dataclass
class Upload:
    """A file as it comes with a call."""

    name: str
    content: bytes


@dataclass
class Message:
    """One message of a chat, as it is now."""

    id: int
    chat_id: int
    text: str = ""
    markup: Json | None = None
    photos: list[str] = field(default_factory=list)
    album: str | None = None
    document: str | None = None
    file_name: str = ""
    is_by_bot: bool = True
    edits: int = 0

    @property
    def buttons(self) -> list[list[str]]:
        """Labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in (self.markup or {}).get("inline_keyboard", [])]


@dataclass
class Query:
    """A tap whose spinner turns until it is answered."""

    id: str
    is_open: bool = True
    toast: str | None = None
    is_answered: bool = False


@dataclass
class Mishap:
    """What happens to the next calls of a method: `fails` raises instead, "lost" drops the answer, "cut" the call."""

    method: str
    how: str | Exception
    times: int = 1


class Bot:
    """The server's side of one bot."""

    def __init__(self, token: str, username: str) -> None:
        self.token, self.username = token, username
        self.id = int(token.partition(":")[0])
        self.messages: dict[int, list[Message]] = {}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, bytes] = {}
        self.updates: list[Json] = []
        self.repeats: list[Json] = []
        self.history: dict[int, Json] = {}
        self.started: set[int] = set()
        self.blocked: set[int] = set()
        self.migrated: dict[int, int] = {}
        self.commands: dict[tuple[str, str], list[str]] = {}
        self.webhook: Json | None = None
        self.allowed: list[str] | None = None
        self.mishaps: list[Mishap] = []
        self.calls: list[tuple[str, Json]] = []
        self.refused: list[tuple[str, int]] = []
        self.acknowledged = 0
        self.is_held = False
        self.changed = asyncio.Condition()
        self.on_update: Callable[[], None] = lambda: None
        self._waking: set[asyncio.Task[None]] = set()
        self._numbers = itertools.count(1)
        self._updates = itertools.count(1000)

    # -- what people do --------------------------------------------------------------------------------------------

    def number(self) -> int:
        """A fresh number: of a message, a file, a query."""
        return next(self._numbers)

    def push(self, **content: Any) -> int:
        """Something happened that the bot is told of; returns the update's id."""
        update_id = next(self._updates)
        if self.allowed is None or next(iter(content)) in self.allowed:
            self.updates.append({"update_id": update_id, **content})
            self.history[update_id] = self.updates[-1]
        self.told()
        return update_id

    def again(self, update_id: int) -> None:
        """An update is delivered once more, though it was acknowledged."""
        self.repeats.append(self.history[update_id])
        self.told()

    def told(self) -> None:
        """Wakes whoever waits for updates."""
        if not self.is_held:
            self.on_update()
            task = asyncio.ensure_future(self.notify())
            self._waking.add(task)
            task.add_done_callback(self._waking.discard)

    async def notify(self) -> None:
        """Wakes whoever waits for any change."""
        async with self.changed:
            self.changed.notify_all()

    def chat(self, chat_id: int) -> list[Message]:
        """The messages of a chat."""
        return self.messages.setdefault(chat_id, [])

    # -- what the bot does -----------------------------------------------------------------------------------------

    def may_write(self, chat_id: int) -> None:
        """Raises ApiError where the bot may not write."""
        if chat_id in self.migrated:
            raise migrated(self.migrated[chat_id])
        if chat_id in self.blocked:
            raise BLOCKED
        if chat_id > 0 and chat_id not in self.started:
            raise NEVER_STARTED

    def find(self, chat_id: int, message_id: int) -> Message:
        """A message of the bot's own. Raises ApiError."""
        found = next((each for each in self.chat(chat_id) if each.id == message_id and each.is_by_bot), None)
        if found is None:
            raise bad("message to edit not found")
        return found

    def answer(self, query_id: str, toast: str | None) -> None:
        """Ends a spinner. Raises ApiError when it ended already."""
        query = self.queries.get(query_id)
        if query is None or not query.is_open:
            raise QUERY_TOO_OLD
        query.is_open, query.is_answered, query.toast = False, True, toast

    def mishap(self, method: str) -> str | Exception | None:
        """The mishap planned for this call."""
        for planned in self.mishaps:
            if planned.method == method and planned.times > 0:
                planned.times -= 1
                return planned.how
        return None
