"""Keeps what comes in at the same time in one transaction: many are on disk no later than one would be."""

from __future__ import annotations

import asyncio

import structlog

from bot.gateway import AWAY, Gateway
from bot.messages import Incoming

log = structlog.get_logger()
MOST_AT_ONCE = 100
_Waiting = tuple[Incoming, asyncio.Future[int]]


class Intake:
    """The way from one event loop into the inbox. What comes while a transaction is under way shares the next."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._waiting: list[_Waiting] = []
        self._keeping: asyncio.Task[None] | None = None

    async def keep(self, incoming: Incoming) -> int:
        """Its conversation, once it is kept. Raises what `Gateway.receive` raises."""
        kept: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((incoming, kept))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_waiting())
        return await kept

    async def _keep_waiting(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
                await self._keep(together)
        finally:
            self._keeping = None

    async def _keep(self, together: list[_Waiting]) -> None:
        try:
            conversations = await asyncio.to_thread(self._gateway.receive_all, [incoming for incoming, _ in together])
        except AWAY as wrong:
            _fail(together, wrong)
        except Exception as wrong:  # one that cannot be kept must not take the others along
            log.exception("not kept", together=len(together))
            if len(together) == 1:
                _fail(together, wrong)
                return
            for each in together:
                await self._keep([each])
        else:
            for (_, kept), conversation_id in zip(together, conversations, strict=True):
                if not kept.done():
                    kept.set_result(conversation_id)


def _fail(together: list[_Waiting], wrong: Exception) -> None:
    for _, kept in together:
        if not kept.done():
            kept.set_exception(wrong)
