"""Delivers the outbox of one channel account: alone by lease, per conversation in order, outside any transaction.

Conversations do not wait for each other: a round takes the oldest message of each that has none on its way.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import functools
from collections.abc import AsyncIterator, Sequence

import structlog

from bot.channels.base import Channel, Delivery, Outcome
from bot.gateway import AWAY
from bot.lease import LASTING, Lease
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
GATHER = 0.02
"""Seconds from one round to the next: what is queued or arrives meanwhile shares a transaction. What comes after a rest
waits for nothing."""
MOST_AT_ONCE = 50
"""Messages taken in one round."""
Ended = tuple[OutboxOut, Delivery | None]
"""What was tried, and how it ended."""


class Sender:
    """One channel account's way out.

    It goes round by round: one transaction settles what has ended and takes what is next, whatever their number, and
    nothing waits for a message that takes its time but those behind it in the same chat.
    """

    def __init__(self, database: Database, channel: Channel) -> None:
        self._database, self._channel = database, channel
        self._lease = Lease(database, f"sender:{channel.name}:{channel.account}")
        self._stopped = False
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sending: dict[int, asyncio.Task[None]] = {}
        """On its way, by conversation: what follows in it waits."""
        self._ended: list[Ended] = []
        """Sent, but not yet noted: kept here while the database is away."""
        database.on_commit("outbox", self._wake)

    async def run(self) -> None:
        """Sends until `stop`; waits while another process holds the lease or the database is away."""
        self._loop = loop = asyncio.get_running_loop()
        async with self._keeping():
            while not self._stopped:
                self._woken.clear()
                next_at = loop.time() + GATHER
                if await self._try_round() < MOST_AT_ONCE:
                    with contextlib.suppress(TimeoutError):  # another process may have queued something, or a wait ends
                        await asyncio.wait_for(self._woken.wait(), IDLE_WAIT)
                    await asyncio.sleep(next_at - loop.time())
            self._loop = None
            await asyncio.gather(*self._sending.values())
            await self._try_round(taking=False)
        await self._lease.drop()

    def stop(self) -> None:
        """Ends after what is being sent now."""
        self._stopped = True
        self._woken.set()

    async def step(self) -> int:
        """Sends what may go out now and waits for it; returns how many messages were dealt with."""
        async with self._keeping():
            taken = await self._round()
            await asyncio.gather(*self._sending.values())
            await self._round(taking=False)
        return taken

    async def _try_round(self, *, taking: bool = True) -> int:
        try:
            return await self._round(taking=taking)
        except AWAY as wrong:
            log.warning("database away", error=type(wrong).__name__)
        except Exception:  # whatever it is, the next message must still go out
            log.exception("sender failed", channel=self._channel.name, account=self._channel.account)
        return 0

    async def _round(self, *, taking: bool = True) -> int:
        """Notes what has ended and begins what may go out now; returns how many were begun."""
        ended, busy = tuple(self._ended), frozenset(self._sending)
        if not ended and not (taking and await asyncio.to_thread(self._is_anything_due, busy)):
            return 0
        taken = await asyncio.to_thread(
            self._database.run, functools.partial(self._settle_and_claim, ended=ended, busy=busy, taking=taking)
        )
        del self._ended[: len(ended)]
        for item in taken:
            self._sending[item.conversation_id] = asyncio.create_task(self._send(item))
        return len(taken)

    @contextlib.asynccontextmanager
    async def _keeping(self) -> AsyncIterator[None]:
        """Renews the lease while something is on its way, and leaves nothing on its way behind."""
        keeping = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            for task in (keeping, *self._sending.values()):
                task.cancel()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(LASTING.total_seconds() / 3)
            if self._sending:
                try:
                    await self._lease.taken()
                except AWAY as wrong:
                    log.warning("lease not renewed", channel=self._channel.name, error=type(wrong).__name__)

    async def _send(self, item: OutboxOut) -> None:
        delivery = await self._deliver(item)
        self._ended.append((item, delivery))
        del self._sending[item.conversation_id]
        self._woken.set()

    def _is_anything_due(self, busy: frozenset[int]) -> bool:
        """A look that locks nothing, so that a channel at rest costs no writing transaction."""
        with self._database.reading() as work:
            return outbox.is_due(work, self._channel.name, self._channel.account, busy)

    def _settle_and_claim(
        self, work: Work, ended: Sequence[Ended], busy: frozenset[int], *, taking: bool
    ) -> list[OutboxOut]:
        # The lease first: whoever takes it from us goes on to the rows that we are about to settle.
        is_ours = taking and self._lease.take(work)
        _settle_all(work, ended)
        if not is_ours:
            return []
        return outbox.claim(work, self._channel.name, self._channel.account, busy, MOST_AT_ONCE)

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


def _settle_all(work: Work, ended: Sequence[Ended]) -> None:
    arrived = {item.id: each.provider_id for item, each in ended if each and each.outcome is Outcome.sent}
    outbox.mark_sent(work, arrived)
    for item, delivery in ended:
        if item.id not in arrived:
            _settle(work, item, delivery)


def _settle(work: Work, item: OutboxOut, delivery: Delivery | None) -> None:
    if delivery is None:
        outbox.mark(work, item.id, OutboxStatus.dropped)
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
