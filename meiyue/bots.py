"""The bots of a deployment, loaded only where there are any: a messenger's library takes seconds to import."""

from __future__ import annotations

import importlib
from contextlib import AbstractAsyncContextManager
from typing import Literal, Protocol

from fastapi import APIRouter

from meiyue.wiring import Parts

Receiving = Literal["polling", "webhook", "no"]
"""How a process gets a bot's updates."""


class Bots(Protocol):
    """All bots of one messenger."""

    def router(self) -> APIRouter:
        """The webhook's route."""
        ...

    def running(self, *, receiving: Receiving, sending: bool) -> AbstractAsyncContextManager[None]:
        """Runs what this process does for the bots."""
        ...


class NoBots(Exception):
    """Bots are wanted that cannot be had; the message says what to do."""


def telegram_bots(parts: Parts) -> Bots:
    """The configured Telegram bots. Raises NoBots."""
    if not parts.settings.bots:
        raise NoBots("No bot is configured: put the token of @BotFather into MEIYUE_TELEGRAM_TOKENS.")
    try:
        telegram = importlib.import_module("meiyue.telegram")
    except ModuleNotFoundError as missing:
        if missing.name != "aiogram":
            raise
        raise NoBots("Telegram needs one more package: pip install aiogram.") from missing
    try:
        bots: Bots = telegram.TelegramBots(parts)
    except ValueError as wrong:
        raise NoBots(f"MEIYUE_TELEGRAM_TOKENS: {wrong}.") from wrong
    return bots
