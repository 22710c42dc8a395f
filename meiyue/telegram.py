"""The Telegram bots of a deployment put together: receiving by polling or webhook, sending, menus of commands."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from fastapi import APIRouter

from bot.channels.telegram.adapter import WANTED
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.client import accounts, connect
from bot.channels.telegram.commands import CommandMenus
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.receiver import Receiver
from bot.channels.telegram.webhook import PATH, build_router
from bot.lease import Lease
from bot.media import PhotoStore
from bot.sender import Sender
from meiyue.bots import Receiving
from meiyue.wiring import Parts

log = structlog.get_logger()
LONGEST_PAUSE = 60.0


class TelegramBots:
    """All bots of the settings."""

    def __init__(self, parts: Parts) -> None:
        """Raises BadToken."""
        self._parts = parts
        settings, photos = parts.settings, PhotoStore(parts.settings.photos)
        self._bots: dict[str, Bot] = {
            account.name: connect(account, settings.telegram_api) for account in accounts(settings.bots)
        }
        self._receivers = {
            name: Receiver(parts.gateway, TelegramChannel(name, bot, parts.database, parts.engine.texts, photos))
            for name, bot in self._bots.items()
        }

    def router(self) -> APIRouter:
        """The webhook's route."""
        return build_router(self._receivers, self._parts.settings.webhook_secret())

    @contextlib.asynccontextmanager
    async def running(self, *, receiving: Receiving, sending: bool) -> AsyncIterator[None]:
        """Runs what this process does for the bots, and ends it in order: first no more in, then no more out."""
        pollers = [self._poller(name) for name in self._receivers if receiving == "polling"]
        senders = [Sender(self._parts.database, each.channel) for each in self._receivers.values() if sending]
        polling = [asyncio.create_task(each.run()) for each in pollers]
        sending_out = [asyncio.create_task(each.run()) for each in senders]
        others = [asyncio.create_task(self._announce(name)) for name in self._bots if receiving == "webhook"]
        others += [asyncio.create_task(self._menus(name).run()) for name in self._bots if sending]
        others.append(asyncio.create_task(self._name()))
        try:
            yield
        finally:
            for poller in pollers:
                poller.stop()
            await asyncio.gather(*polling, return_exceptions=True)
            for task in others:
                task.cancel()
            for sender in senders:
                sender.stop()
            await asyncio.gather(*sending_out, *others, return_exceptions=True)
            for bot in self._bots.values():
                await bot.session.close()

    def _poller(self, name: str) -> Poller:
        lease = Lease(self._parts.database, f"poll:telegram:{name}")
        return Poller(self._bots[name], self._receivers[name], lease=lease)

    def _menus(self, name: str) -> CommandMenus:
        engine = self._parts.engine
        return CommandMenus(name, self._bots[name], self._parts.database, engine.registry, engine.texts)

    async def _name(self) -> None:
        """Finds out what people call the first bot: links that leave the chat lead to it."""
        bot = next(iter(self._bots.values()))
        while True:
            try:
                self._parts.engine.links.telegram = (await bot.me()).username or ""
            except (AiogramError, OSError) as wrong:
                log.warning("bot not asked for its name", error=type(wrong).__name__)
                await asyncio.sleep(LONGEST_PAUSE)
            else:
                return

    async def _announce(self, name: str) -> None:
        """Tells Telegram where to bring updates, until it has heard."""
        settings, pause = self._parts.settings, 1.0
        url = settings.telegram_webhook.rstrip("/") + PATH.format(account=name)
        while True:
            try:
                await self._bots[name].set_webhook(
                    url, secret_token=settings.webhook_secret(), allowed_updates=list(WANTED)
                )
            except (AiogramError, OSError) as wrong:
                log.warning("webhook not set", account=name, error=repr(wrong))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                log.info("webhook set", account=name)
                return
