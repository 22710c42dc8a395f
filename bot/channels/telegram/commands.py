"""The menu of commands beside the text field: by role and language, from the table of dialogs."""

from __future__ import annotations

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.channels.telegram.adapter import CHANNEL
from bot.engine.dialog import Registry
from bot.gateway import AWAY
from bot.texts.catalogue import LANGUAGES, Texts
from core.auth.service import allowed
from core.conversation import service as conversations
from core.kit.db import Database
from core.kit.work import Actor
from core.staff import service as staff_service

log = structlog.get_logger()
PULSE = 60.0
"""Seconds between looks for colleagues who joined, left or changed."""
_CODES = {"zh_CN": "zh", "en": None}
"""Telegram's code of a language; None is for everybody whose language has no list of its own."""


class CommandMenus:
    """Keeps the lists of one bot."""

    def __init__(self, account: str, bot: Bot, database: Database, registry: Registry, texts: Texts) -> None:
        self._account, self._bot, self._database = account, bot, database
        self._registry, self._texts = registry, texts
        self._shown: dict[str, list[BotCommand]] = {}

    async def run(self) -> None:
        """Sets the lists and keeps them right until cancelled."""
        is_public = False
        while True:
            try:
                if not is_public:
                    await self.publish()
                    is_public = True
                await self.sync()
            except (AiogramError, OSError, *AWAY) as wrong:
                log.warning("commands not set", account=self._account, error=type(wrong).__name__)
            await asyncio.sleep(PULSE)

    async def publish(self) -> None:
        """What every private chat is offered."""
        for language in LANGUAGES:
            commands = self._commands(language, Actor("guest"), "member")
            scope = BotCommandScopeAllPrivateChats()
            await self._bot.set_my_commands(commands, scope=scope, language_code=_CODES[language])

    async def sync(self) -> None:
        """What each colleague's own chat is offered: their role's commands; nothing of it once they have left."""
        wanted = await asyncio.to_thread(self._of_staff)
        for chat_id in [each for each, commands in self._shown.items() if commands and each not in wanted]:
            await self._set(chat_id, [])
        for chat_id, commands in wanted.items():
            if self._shown.get(chat_id) != commands:
                await self._set(chat_id, commands)

    async def _set(self, chat_id: str, commands: list[BotCommand]) -> None:
        scope = BotCommandScopeChat(chat_id=int(chat_id))
        try:
            if commands:
                await self._bot.set_my_commands(commands, scope=scope)
            else:
                await self._bot.delete_my_commands(scope=scope)
        except (TelegramBadRequest, TelegramForbiddenError) as wrong:  # a chat that is gone needs no list
            log.info("no commands for a chat", account=self._account, error=type(wrong).__name__)
        self._shown[chat_id] = commands

    def _of_staff(self) -> dict[str, list[BotCommand]]:
        found = {}
        with self._database.reading() as work:
            for chat in conversations.staff_chats(work, CHANNEL, self._account):
                staff = staff_service.find(work, chat.staff_id)
                language = chat.language if chat.language in LANGUAGES else LANGUAGES[0]
                actor = staff and Actor("staff", staff.id, staff.role.value, staff.store_id)
                found[chat.chat_id] = self._commands(language, actor, "staff") if actor else []
        return found

    def _commands(self, language: str, actor: Actor, audience: str) -> list[BotCommand]:
        offered = self._registry.commands(audience)
        return [
            BotCommand(command=dialog.command, description=self._texts.say(language, f"command.{dialog.command}"))
            for dialog in offered
            if dialog.permission is None or allowed(actor, dialog.permission)
        ]
