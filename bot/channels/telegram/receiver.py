"""Updates on their way into the inbox, the same for polling and webhook."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pydantic
import structlog
from aiogram.exceptions import AiogramError

from bot.channels.telegram.adapter import Arrived, Flip, read
from bot.channels.telegram.channel import TelegramChannel
from bot.gateway import AWAY, Gateway
from bot.intake import Intake
from bot.messages import Sent

log = structlog.get_logger()
MAX_TRIES = 3
MOST_REMEMBERED = 1000


class NotKept(Exception):
    """An update could not be kept; it must not be acknowledged."""


class Receiver:
    """Takes the updates of one bot."""

    def __init__(self, gateway: Gateway, channel: TelegramChannel) -> None:
        self._intake, self.channel = Intake(gateway), channel
        self._tries: OrderedDict[int, int] = OrderedDict()
        self._albums: OrderedDict[str, int] = OrderedDict()

    async def take(self, raws: Iterable[dict[str, Any]]) -> None:
        """Keeps updates, each chat's in order and chats side by side. Raises `AWAY` or NotKept: do not acknowledge."""
        chats: defaultdict[str, list[tuple[int, Arrived | Flip]]] = defaultdict(list)
        for raw in sorted(raws, key=lambda each: int(each.get("update_id", 0))):
            try:
                found = read(raw, self.channel.account)
            except pydantic.ValidationError as wrong:  # of a form not known yet: nobody could ever read it
                log.warning("update not understood", account=self.channel.account, errors=wrong.error_count())
                continue
            if isinstance(found, Flip):
                chats[found.chat_id].append((raw["update_id"], found))
            elif found is not None:
                chats[found.incoming.address.chat_id].append((raw["update_id"], found))
        ended = await asyncio.gather(*map(self._chat, chats.values()), return_exceptions=True)
        if failures := [each for each in ended if each is not None]:
            raise failures[0]

    async def _chat(self, updates: list[tuple[int, Arrived | Flip]]) -> None:
        for update_id, found in updates:
            try:
                await (self._flip(found) if isinstance(found, Flip) else self._keep(found, update_id))
            except AWAY:
                raise
            except Exception as wrong:  # one update that always fails must not stop all that come after it
                tries = self._tries.pop(update_id, 0) + 1
                if tries < MAX_TRIES:
                    self._tries[update_id] = tries
                    _forget(self._tries)
                    raise NotKept(update_id) from wrong
                log.exception("update set aside", account=self.channel.account, update=update_id)

    async def _keep(self, arrived: Arrived, update_id: int) -> None:
        incoming = arrived.incoming
        if isinstance(incoming.event, Sent):
            ref = None if arrived.photo is None else await self.channel.download(arrived.photo)
            follows = arrived.album is not None and self._albums.setdefault(arrived.album, update_id) != update_id
            _forget(self._albums)
            incoming = replace(incoming, event=replace(incoming.event, ref=ref, follows=follows))
        await self._intake.keep(incoming)

    async def _flip(self, flip: Flip) -> None:
        try:
            await self.channel.flip(flip)
        except (AiogramError, OSError) as wrong:  # they will tap again
            log.warning("page not turned", account=self.channel.account, error=type(wrong).__name__)


def _forget(table: OrderedDict[Any, int]) -> None:
    if len(table) > MOST_REMEMBERED:
        table.popitem(last=False)
