"""The right to act alone under a name, for as long as somebody alive renews it."""

from __future__ import annotations

import asyncio
import datetime as dt

import structlog

from bot.gateway import AWAY
from core.kit.db import Database
from core.kit.ids import new_key
from core.kit.work import Work
from core.outbox import service as outbox

log = structlog.get_logger()
LASTING = dt.timedelta(seconds=6)
"""After a kill somebody else may act so much later; renewed three times as often."""


class Lease:
    """One holder's claim to a name; several processes may want it, one has it."""

    def __init__(self, database: Database, name: str, lasting: dt.timedelta = LASTING) -> None:
        self._database, self._name, self._lasting = database, name, lasting
        self._holder = new_key()

    def take(self, work: Work) -> bool:
        """Takes or renews it, in a transaction that is under way; False while somebody else has it."""
        return outbox.take_lease(work, self._name, self._holder, self._lasting)

    async def taken(self) -> bool:
        """`take` in a transaction of its own. Raises one of `AWAY`."""
        return await asyncio.to_thread(self._database.run, self.take)

    async def keep(self) -> None:
        """Renews it until cancelled; returns when somebody else has it, or when the database was away too long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._lasting.total_seconds()
        while loop.time() < until:
            await asyncio.sleep(self._lasting.total_seconds() / 3)
            try:
                if not await self.taken():
                    return
            except AWAY as wrong:
                log.warning("lease not renewed", lease=self._name, error=type(wrong).__name__)
            else:
                until = loop.time() + self._lasting.total_seconds()

    async def drop(self) -> None:
        """Lets somebody else act at once."""
        await asyncio.to_thread(self._database.run, lambda work: outbox.drop_lease(work, self._name, self._holder))
