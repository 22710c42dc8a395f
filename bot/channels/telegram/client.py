"""The way to Telegram's servers, or to a Bot API server of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.methods.base import Response
from aiogram.types import Message

TIMEOUT = 8.0
"""Seconds for one request; long polling names its own."""

ANSWERS = (Response[bool], Response[Message | bool])
"""The forms of what Telegram answers to a tap, held: pydantic makes those that nobody holds anew each time."""


@dataclass(frozen=True, slots=True)
class Account:
    """A bot of the salon: its name here (the bot's id unless another one is given) and its token."""

    name: str
    token: str


class BadToken(ValueError):
    """Not what BotFather gives out. The message does not repeat it: it may be nearly right."""


def accounts(tokens: Iterable[str]) -> list[Account]:
    """Accounts of "token" or "name=token" entries. Raises BadToken."""
    found = []
    for entry in tokens:
        name, equals, token = entry.strip().rpartition("=")
        bot_id, colon, secret = token.partition(":")
        if not (colon and secret and bot_id.isdecimal()) or (equals and not 0 < len(name.strip()) <= 40):
            raise BadToken("a token looks like 123456:ABC…, or name=123456:ABC…")
        found.append(Account(name.strip() or bot_id, token))
    return found


def connect(account: Account, api: str = "") -> Bot:
    """The client of an account; `api` is the base URL of a Bot API server, empty for Telegram's own."""
    server = TelegramAPIServer.from_base(api) if api else PRODUCTION
    session = AiohttpSession(api=server, timeout=TIMEOUT)
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(account.token, session=session, default=properties)
