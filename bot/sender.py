"""Delivers the outbox of one channel account: alone by lease, per conversation in order, outside any transaction."""

from __future__ import annotations

import asyncio
import datetime as dt

import structlog

from bot.channels.base import Channel, Delivery, Outcome
from bot.gateway import AWAY
from bot.messages import load_outgoing
from core.kit.db import Database
from core.kit.ids import new_key
from core.kit.work import Work
from core.outbox import service as outbox
from core.outbox.enums import OutboxStatus, Purpose
from core.outbox.service import OutboxOut

log = structlog.get_logger()
LEASE = dt.timedelta(seconds=15)
MAX_TRIES = 8
IDLE_WAIT = 0.5


class Sender:
    """One channel account's way out."""

    def __init__(self, database: Database, channel: Channel) -> None:
        self._database, self._channel = database, channel
        self._holder = new_key()
        self._lease = f"sender:{channel.name}:{channel.account}"
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Sends until `stop`; waits while another process holds the lease or the database is away."""
        while not self._stopped.is_set():
            try:
                sent = await self.step()
            except AWAY as wrong:
                log.warning("database away", error=type(wrong).__name__)
                sent = 0
            if not sent:
                await self._rest()
        await asyncio.to_thread(self._database.run, lambda work: outbox.drop_lease(work, self._lease, self._holder))

    def stop(self) -> None:
        """Ends after what is being sent now."""
        self._stopped.set()

    async def step(self) -> int:
        """Sends what may go out now; returns how many messages were dealt with."""
        claimed = await asyncio.to_thread(self._database.run, self._claim)
        for item in claimed:
            delivery = await self._deliver(item)
            await asyncio.to_thread(self._database.run, lambda work, i=item, d=delivery: _settle(work, i, d))
        return len(claimed)

    def _claim(self, work: Work) -> list[OutboxOut]:
        if not outbox.take_lease(work, self._lease, self._holder, LEASE):
            return []
        return outbox.claim(work, self._channel.name, self._channel.account)

    async def _deliver(self, item: OutboxOut) -> Delivery | None:
        """The outcome; None for a message nobody wants any more."""
        if item.is_expired or (item.is_handed_over and item.purpose is Purpose.marketing):
            return None
        if item.was_sending and item.purpose is Purpose.marketing:
            return Delivery(Outcome.unknown)  # a promotion is never sent twice
        return await self._channel.send(item.chat_id, load_outgoing(item.payload))

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), IDLE_WAIT)
        except TimeoutError:
            return


def _settle(work: Work, item: OutboxOut, delivery: Delivery | None) -> None:
    if delivery is None:
        outbox.mark(work, item.id, OutboxStatus.dropped)
    elif delivery.outcome is Outcome.sent:
        outbox.mark_sent(work, item.id, delivery.provider_id)
    elif delivery.outcome is Outcome.refused or item.tries >= MAX_TRIES:
        outbox.mark(work, item.id, OutboxStatus.dead)
    elif delivery.outcome is Outcome.unknown and item.purpose is Purpose.marketing:
        outbox.mark(work, item.id, OutboxStatus.unknown)
    else:  # retry, or an unknown outcome of a message that must arrive: a reply may repeat, an effect never does
        outbox.put_off(work, item.id, delivery.after)
