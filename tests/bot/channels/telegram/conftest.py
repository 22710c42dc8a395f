"""Stages for Telegram's tests. An `async def` test runs in an event loop of its own."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.channels.telegram.pace import Pace
from core.kit.clock import ManualClock
from tests.bot.channels.telegram.salon import TOKEN, Salon
from tests.fakes.telegram.bot import Bot
from tests.fakes.telegram.server import FakeTelegram


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs coroutine functions; the others are pytest's own business."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    asyncio.run(pyfuncitem.obj(**wanted))
    return True


@dataclass
class Theatre:
    """A server of the fake, and as many salons as a test opens on one database."""

    url: str
    clock: ManualClock
    folder: Path

    @contextlib.asynccontextmanager
    async def server(self) -> AsyncIterator[tuple[FakeTelegram, Bot]]:
        """The fake with one bot."""
        telegram = FakeTelegram()
        bot = telegram.bot(TOKEN)
        async with telegram.serving():
            yield telegram, bot

    def process(self, telegram: FakeTelegram, bot: Bot, pace: Pace | None = None) -> Salon:
        """A process of the salon, not yet opened."""
        return Salon(self.url, self.clock, self.folder / "photos", bot, telegram.address, pace)

    @contextlib.asynccontextmanager
    async def salon(self, way: str = "polling", pace: Pace | None = None) -> AsyncIterator[Salon]:
        """An open salon."""
        async with self.server() as (telegram, bot), self.process(telegram, bot, pace).open(way) as salon:
            yield salon


@pytest.fixture
def theatre(garden_url: str, clock: ManualClock, tmp_path: Path) -> Theatre:
    """Both databases, unless a test asks for one."""
    return Theatre(garden_url, clock, tmp_path)


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> str:
    """How updates come."""
    return str(request.param)
