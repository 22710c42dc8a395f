"""Updates that Telegram brings by itself: answered only when they are kept, so that it tries again otherwise."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, HTTPException, Response

from bot.channels.telegram.receiver import NotKept, Receiver
from bot.gateway import AWAY

PATH = "/telegram/{account}/webhook"


def build_router(receivers: Mapping[str, Receiver], secret: str) -> APIRouter:
    """The route of all bots. `secret` is what Telegram was told to send along; nobody else knows it."""
    router = APIRouter(tags=["telegram"])

    @router.post(PATH)
    async def webhook(
        account: str,
        update: Annotated[dict[str, Any], Body()],
        x_telegram_bot_api_secret_token: Annotated[str, Header()] = "",
    ) -> Response:
        """One update. 200 when it is kept; 503 while it cannot be."""
        receiver = receivers.get(account)
        if receiver is None or not secrets.compare_digest(x_telegram_bot_api_secret_token.encode(), secret.encode()):
            raise HTTPException(404)  # to whoever guesses, there is nothing here
        try:
            await receiver.take([update])
        except (NotKept, *AWAY) as wrong:
            raise HTTPException(503) from wrong
        return Response(status_code=200)

    return router
