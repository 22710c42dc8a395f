"""Delivers the outbox of one channel account: alone by lease, per conversation in order, outside any transaction.

Conversations do not wait for each other: a step takes the oldest message of each and sends them side by side.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt

import structlog

from bot.channels.base import Channel, Delivery, Outcome
from bot.gateway import AWAY
from bot.lease import Lease
from bot.messages import load_outgoing
from core.conversation import service as conversations
from core.kit.db import Database
from core.kit.work import Work
from core.outbox import service as outbox
from core.outbox.enums import OutboxStatus, Purpose
from core.outbox.service import OutboxOut

log = structlog.get_logger()
TIME_TO_SEND = 10.0
"""Seconds a channel has for one message; the lease is renewed meanwhile. After that it counts as perhaps arrived."""
MAX_TRIES = 8
"""How often something may be sent that perhaps arrived already. What surely did not arrive is tried for ever."""
BACK_OFF = dt.timedelta(seconds=2)
LONGEST_WAIT = dt.timedelta(minutes=5)
IDLE_WAIT = 0.5


class Sender:
    """One channel account's way out."""

    def __init__(self, database: Database, channel: Channel) -> None:
        self._database, self._channel = database, channel
        self._lease = Lease(database, f"sender:{channel.name}:{channel.account}")
        self._stopped = False
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        database.on_commit("outbox", self._wake)

    async def run(self) -> None:
        """Sends until `stop`; waits while another process holds the lease or the database is away."""
        self._loop = asyncio.get_running_loop()
        while not self._stopped:
            self._woken.clear()
            try:
                sent = await self.step()
            except AWAY as wrong:
                log.warning("database away", error=type(wrong).__name__)
                sent = 0
            if not sent:
                with contextlib.suppress(TimeoutError):  # another process may have queued something, or a wait is over
                    await asyncio.wait_for(self._woken.wait(), IDLE_WAIT)
        self._loop = None
        await self._lease.drop()

    def stop(self) -> None:
        """Ends after what is being sent now."""
        self._stopped = True
        self._woken.set()

    async def step(self) -> int:
        """Sends what may go out now; returns how many messages were dealt with."""
        if not await asyncio.to_thread(self._is_anything_due):
            return 0
        claimed = await asyncio.to_thread(self._database.run, self._claim)
        keeping = asyncio.create_task(self._lease.keep())
        try:
            ended = await asyncio.gather(*map(self._send, claimed), return_exceptions=True)
        finally:
            keeping.cancel()
        for wrong in ended:
            if wrong is not None:
                raise wrong
        return len(claimed)

    async def _send(self, item: OutboxOut) -> None:
        delivery = await self._deliver(item)
        await asyncio.to_thread(self._database.run, lambda work: _settle(work, item, delivery))

    def _is_anything_due(self) -> bool:
        """A look that locks nothing, so that a channel at rest costs no writing transaction."""
        with self._database.reading() as work:
            return outbox.is_due(work, self._channel.name, self._channel.account)

    def _claim(self, work: Work) -> list[OutboxOut]:
        if not self._lease.take(work):
            return []
        return outbox.claim(work, self._channel.name, self._channel.account)

    async def _deliver(self, item: OutboxOut) -> Delivery | None:
        """The outcome; None for a message nobody wants any more."""
        if item.is_expired or (item.is_handed_over and item.purpose is Purpose.marketing):
            return None
        if item.is_blocked:
            return Delivery(Outcome.refused)
        if item.was_sending and item.purpose is Purpose.marketing:
            return Delivery(Outcome.unknown)  # a promotion is never sent twice
        try:
            async with asyncio.timeout(TIME_TO_SEND):
                return await self._channel.send(item.chat_id, load_outgoing(item.payload))
        except TimeoutError:
            return Delivery(Outcome.unknown)
        except Exception:  # a message that no code can send must not stop those of everybody else
            log.exception("sending failed", channel=self._channel.name, account=self._channel.account, item=item.id)
            return Delivery(Outcome.unknown)

    def _wake(self, _conversation_ids: set[int]) -> None:
        """Something was queued; called from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._woken.set)


def _settle(work: Work, item: OutboxOut, delivery: Delivery | None) -> None:
    if delivery is None:
        outbox.mark(work, item.id, OutboxStatus.dropped)
    elif delivery.outcome is Outcome.sent:
        outbox.mark_sent(work, item.id, delivery.provider_id)
    elif delivery.outcome is Outcome.blocked:
        conversations.set_blocked(work, item.conversation_id, True)
        outbox.mark(work, item.id, OutboxStatus.dead)
    elif delivery.outcome is Outcome.refused:
        outbox.mark(work, item.id, OutboxStatus.dead)
    elif delivery.outcome is Outcome.wait:
        outbox.put_off(work, item.id, delivery.after, is_try=False)
    elif delivery.outcome is Outcome.unknown and item.purpose is Purpose.marketing:
        outbox.mark(work, item.id, OutboxStatus.unknown)
    elif delivery.outcome is Outcome.unknown and item.tries >= MAX_TRIES:
        outbox.mark(work, item.id, OutboxStatus.dead)
    else:  # retry, or an unknown outcome of a message that must arrive: a reply may repeat, an effect never does
        outbox.put_off(work, item.id, max(delivery.after, min(BACK_OFF * 2**item.tries, LONGEST_WAIT)))
