"""The garden salon on Telegram: every real part of the product, and the fake's HTTP between it and the people."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.client import Account, connect
from bot.channels.telegram.pace import Pace, Rate
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.receiver import Receiver
from bot.channels.telegram.webhook import build_router
from bot.desk import build_engine
from bot.gateway import AWAY, Gateway
from bot.media import PhotoStore
from bot.sender import Sender
from bot.workers import Workers
from core.conversation import service as conversations
from core.handlers import HANDLERS
from core.kit.clock import Clock
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.outbox import service as outbox
from core.outbox.enums import OutboxStatus
from core.outbox.models import OutboxItem
from nlu.rules.reader import RuleReader
from tests.factories import garden_salon
from tests.fakes.telegram.bot import Bot
from tests.fakes.telegram.user import User
from tests.keys import KEYRING

SECRET = b"a secret of the tests"
PASSWORD = "what Telegram was told"
FAST = Rate(1e6, 1e6)
PATIENCE = 30.0
TOKEN = "123456:fake-token"


class Salon:
    """One process of the salon with one bot. It may be closed and opened again on the same database and server."""

    def __init__(self, url: str, clock: Clock, photos: Path, bot: Bot, address: str, pace: Pace | None = None) -> None:
        self.database = Database(url, handlers=HANDLERS, clock=clock, pool_size=6, keyring=KEYRING)
        self.address, self.bot = address, bot
        self.gateway = Gateway(self.database, build_engine(SECRET, RuleReader()))
        self.client = connect(Account("desk", bot.token), address)
        self.photos = PhotoStore(photos)
        self.pace = pace or _no_limits()
        texts = self.gateway.engine.texts
        self.channel = TelegramChannel("desk", self.client, self.database, texts, self.photos, self.pace)
        self.receiver = Receiver(self.gateway, self.channel)
        self.sender = Sender(self.database, self.channel)

    @contextlib.asynccontextmanager
    async def open(self, way: str = "polling", *, sends: bool = True, works: bool = True) -> AsyncIterator[Salon]:
        """Receives by polling or webhook, works, and sends."""
        workers = Workers(self.gateway, 1)
        if works:
            workers.start()
        sending = asyncio.create_task(self.sender.run()) if sends else None
        try:
            async with self._polling() if way == "polling" else self._listening():
                yield self
        finally:
            self.sender.stop()
            if sending is not None:
                await sending
            if works:
                await asyncio.to_thread(workers.stop)
            await self.client.session.close()
            self.database.dispose()

    @contextlib.asynccontextmanager
    async def _polling(self) -> AsyncIterator[None]:
        poller = Poller(self.client, self.receiver, hold=5, pause=0.02)
        polling = asyncio.create_task(poller.run())
        try:
            yield
        finally:
            poller.stop()
            await polling

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncIterator[None]:
        app = FastAPI()
        app.include_router(build_router({"desk": self.receiver}, PASSWORD))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/telegram/desk/webhook"
            await self.client.set_webhook(url, secret_token=PASSWORD, allowed_updates=None)
            try:
                yield
            finally:
                server.should_exit = True
                await serving
        self.bot.webhook = None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody else holds what every write needs; the salon does not wait long for it."""
        wish = "PRAGMA busy_timeout = 50" if self.database.is_sqlite else "SET lock_timeout = '50ms'"

        @sa.event.listens_for(self.database.engine, "connect")
        def hurry(connection: Any, _record: object) -> None:
            connection.execute(wish)
            connection.commit()

        self.database.engine.dispose()
        if self.database.is_sqlite:
            with contextlib.closing(sqlite3.connect(str(self.database.url.database), isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield
                other.execute("ROLLBACK")
            return
        plain = self.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain) as other:
            other.execute("LOCK TABLE conversations, inbox IN EXCLUSIVE MODE")
            yield
            other.rollback()

    def statuses(self, user: User) -> list[str]:
        """How every message to somebody stands, in order."""
        with self.database.reading() as work:
            rows = work.session.execute(
                sa.select(OutboxItem.status)
                .where(OutboxItem.conversation_id == self.conversation(work, user).id)
                .order_by(OutboxItem.id)
            )
            return [row.status.value for row in rows]

    def is_put_off(self, user: User) -> bool:
        """Whether a message to somebody was tried and waits for its next time."""
        with self.database.reading() as work:
            waiting = sa.select(OutboxItem.id).where(
                OutboxItem.conversation_id == self.conversation(work, user).id,
                OutboxItem.status == OutboxStatus.queued,
                OutboxItem.not_before.is_not(None),
            )
            return work.session.scalar(waiting.limit(1)) is not None

    async def until(self, is_so: Callable[[], Any], why: str = "") -> None:
        """Waits for something to come about. Raises AssertionError when it does not."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not await asyncio.to_thread(is_so):
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(0.02), self.bot.changed:
                            await self.bot.changed.wait()
        except TimeoutError:
            seen = "\n".join(f"{chat}: {each}" for chat, all_ in self.bot.messages.items() for each in all_)
            raise AssertionError(f"it did not come about: {why}\n{seen}\n{self.bot.calls[-8:]}") from None

    async def settle(self) -> None:
        """Waits until everything that came in is answered and sent."""
        await self.until(lambda: not self.bot.updates or self.is_acknowledged(), "updates taken")
        await self.until(self.is_at_rest, "inbox and outbox empty")

    def is_acknowledged(self) -> bool:
        """Whether the bot said of all updates that it has them."""
        return all(update["update_id"] <= self.bot.acknowledged for update in self.bot.updates)

    def is_at_rest(self) -> bool:
        """Whether inbox and outbox are empty."""
        try:
            with self.database.reading() as work:
                return not conversations.undone(work) and outbox.depth(work) == 0
        except AWAY:
            return False

    async def enters(self, user: User, *, member: str = "", staff: str = "") -> None:
        """Somebody opens the chat; the salon knows them already when a name is given."""
        user.starts()
        await self.settle()
        self.database.run(lambda work: self._introduce(work, user, member, staff))
        user.chat.clear()

    def conversation(self, work: Work, user: User) -> conversations.ConversationOut:
        """Somebody's conversation."""
        found = conversations.find(work, "telegram", "desk", str(user.id))
        conversation = conversations.get(work, found or 0)
        assert conversation is not None
        return conversation

    def _introduce(self, work: Work, user: User, member: str, staff: str) -> None:
        contact_id = self.conversation(work, user).contact_id
        if member:
            members.link(work, contact_id, garden_salon.member_id(work, member))
        if staff:
            members.link_staff(work, contact_id, garden_salon.staff_id(work, staff))


def _no_limits() -> Pace:
    return Pace(FAST, FAST, FAST)
