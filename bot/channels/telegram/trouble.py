"""What an error of the Bot API means for the message that met it."""

from __future__ import annotations

import datetime as dt

import aiohttp
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.channels.base import Delivery, Outcome

UNEDITABLE = ("message to edit not found", "message can't be edited", "no text in the message")
"""Telegram's words for a message that cannot be changed: the answer is then sent anew."""
NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Nothing was sent yet: refused, no route, no name, no handshake."""
REVOKED = dt.timedelta(minutes=1)


def outcome_of(wrong: Exception) -> Delivery:
    """How a sending ended that raised this. What is not sure to have failed may have arrived."""
    match wrong:
        case TelegramRetryAfter():
            return Delivery(Outcome.wait, after=dt.timedelta(seconds=wrong.retry_after))
        case TelegramForbiddenError():
            return Delivery(Outcome.blocked)
        case TelegramEntityTooLarge() | TelegramBadRequest() | TelegramMigrateToChat():
            return Delivery(Outcome.refused)
        case TelegramUnauthorizedError() | TelegramNotFound():  # the token is wrong; a new one sends what waits
            return Delivery(Outcome.retry, after=REVOKED)
        case TelegramNetworkError() if isinstance(wrong.__cause__, NOT_CONNECTED):
            return Delivery(Outcome.retry)
        case _:
            return Delivery(Outcome.unknown)
