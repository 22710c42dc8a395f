"""Long polling: updates are kept before the next ones are asked for, because asking acknowledges them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod

from bot.channels.telegram.adapter import WANTED
from bot.channels.telegram.receiver import NotKept, Receiver
from bot.gateway import AWAY
from bot.lease import Lease

log = structlog.get_logger()
HOLD = 25
"""Seconds Telegram holds a request open while there is nothing new."""
STANDBY = 2.0
"""Seconds between looks of a poller that waits for another one's end."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class _Updates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, unread: one update of an unknown form must not hide the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int
    allowed_updates: list[str]


class Poller:
    """Asks for one bot's updates until it is stopped."""

    def __init__(
        self,
        bot: Bot,
        receiver: Receiver,
        *,
        hold: int = HOLD,
        pause: float = FIRST_PAUSE,
        lease: Lease | None = None,
    ) -> None:
        """`pause`: seconds after the first failure; they double up to a minute. `lease`: makes it one poller of many,
        of which one polls; Telegram lets nobody poll beside another (409)."""
        self._lease = lease
        self._bot, self._receiver, self._hold, self._first_pause = bot, receiver, hold, pause
        self._account = receiver.channel.account
        self._stopped = asyncio.Event()
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Polls until `stop`. Ends by itself only when Telegram does not know the token."""
        stopping = asyncio.ensure_future(self._stopped.wait())
        polling = asyncio.ensure_future(self._poll())
        await asyncio.wait({stopping, polling}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        polling.cancel()  # what was asked for and not kept comes again
        with contextlib.suppress(asyncio.CancelledError):
            await polling
        if self._lease is not None:
            with contextlib.suppress(*AWAY):
                await self._lease.drop()

    def stop(self) -> None:
        """Ends the polling."""
        self._stopped.set()

    async def _poll(self) -> None:
        is_ready = False
        while True:
            try:
                if self._lease is not None and not await self._lease.taken():
                    is_ready = False
                    await asyncio.sleep(STANDBY)
                    continue
                if not is_ready:
                    await self._bot.delete_webhook()  # with one in place Telegram refuses to be asked
                    is_ready = True
                await self._step_alone()
                self._failures = 0
            except TelegramUnauthorizedError:
                log.error("token refused", account=self._account, advice="ask @BotFather for the bot's present token")
                return
            except TelegramConflictError:
                advice = "another program polls this bot, or a webhook was set: stop it; one at a time"
                log.error("bot is polled elsewhere", account=self._account, advice=advice)
                is_ready = False
                await self._rest()
            except TelegramRetryAfter as wrong:
                await asyncio.sleep(wrong.retry_after)
            except (AiogramError, OSError, NotKept, *AWAY) as wrong:
                log.warning("poll failed", account=self._account, error=type(wrong).__name__)
                await self._rest()
            except Exception:  # whatever it is, the next member must still be heard
                log.exception("poll failed", account=self._account)
                await self._rest()

    async def _step_alone(self) -> None:
        """A step for as long as the lease is held: it may take longer than the lease lasts."""
        if self._lease is None:
            await self.step()
            return
        asking, keeping = asyncio.create_task(self.step()), asyncio.create_task(self._lease.keep())
        try:
            await asyncio.wait({asking, keeping}, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                asking.result()
            else:
                log.warning("another process polls now", account=self._account)
        finally:
            asking.cancel()
            keeping.cancel()

    async def step(self) -> None:
        """Asks once, and keeps what comes."""
        wanted = _Updates(offset=self._offset, timeout=self._hold, allowed_updates=list(WANTED))
        raws = await self._bot(wanted, request_timeout=self._hold + 10)
        await self._receiver.take(raws)
        if raws:
            self._offset = max(self._offset or 0, *(int(raw["update_id"]) + 1 for raw in raws))

    async def _rest(self) -> None:
        await asyncio.sleep(min(self._first_pause * 2**self._failures, LONGEST_PAUSE))
        self._failures = min(self._failures + 1, 10)
