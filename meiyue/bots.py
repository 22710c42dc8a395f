"""The bots of a deployment, loaded only where there are any: a messenger's library takes seconds to import."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Literal

from meiyue.wiring import Parts

if TYPE_CHECKING:
    from meiyue.telegram import TelegramBots

Receiving = Literal["polling", "webhook", "no"]
"""How a process gets a bot's updates."""


class NoBots(Exception):
    """Bots are wanted that cannot be had; the message says what to do."""


def telegram_bots(parts: Parts) -> TelegramBots:
    """The configured Telegram bots. Raises NoBots."""
    if not parts.settings.bots:
        raise NoBots("No bot is configured: put the token of @BotFather into MEIYUE_TELEGRAM_TOKENS.")
    try:
        telegram = importlib.import_module("meiyue.telegram")
    except ModuleNotFoundError as missing:
        if missing.name != "aiogram":
            raise
        raise NoBots("Telegram needs one more package: pip install 'meiyue[telegram]'.") from missing
    try:
        bots: TelegramBots = telegram.TelegramBots(parts)
    except ValueError as wrong:
        raise NoBots(f"MEIYUE_TELEGRAM_TOKENS: {wrong}.") from wrong
    return bots
