"""Of several processes that would poll one bot one does, and another follows when it ends or dies."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram import polling
from bot.channels.telegram.polling import Poller
from bot.lease import LASTING, Lease
from tests.bot.channels.telegram.conftest import Theatre
from tests.bot.channels.telegram.salon import Salon
from tests.fakes.telegram.bot import Bot
from tests.fakes.telegram.user import User

NAME = "poll:telegram:desk"
REFUSED = ("getUpdates", 409)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for another one's end looks often."""
    monkeypatch.setattr(polling, "STANDBY", 0.02)


class Watched(Lease):
    """Counts how often somebody asked for it."""

    looks = 0

    async def taken(self) -> bool:
        is_ours = await super().taken()
        self.looks += 1
        return is_ours


def polls(bot: Bot) -> int:
    """How often the bot asked for updates."""
    return sum(name == "getUpdates" for name, _ in bot.calls)


def poller(salon: Salon, lease: Lease | None) -> Poller:
    """The product's own."""
    return Poller(salon.client, salon.receiver, hold=5, pause=0.02, lease=lease)


async def closed(*salons: Salon) -> None:
    """Leaves nothing open."""
    for salon in salons:
        await salon.client.session.close()
        salon.database.dispose()


async def test_of_two_pollers_one_polls_and_the_other_follows_at_its_end(theatre: Theatre) -> None:
    async with theatre.server() as (telegram, bot):
        amy, first, second = User(bot, 501), theatre.process(telegram, bot), theatre.process(telegram, bot)
        waiting = Watched(second.database, NAME)
        pollers = [poller(first, Lease(first.database, NAME)), poller(second, waiting)]
        running = [asyncio.create_task(pollers[0].run())]
        await first.until(lambda: polls(bot))
        running.append(asyncio.create_task(pollers[1].run()))
        await second.until(lambda: waiting.looks > 3)
        amy.says("你们在哪里")
        await first.until(first.is_acknowledged)
        assert REFUSED not in bot.refused
        pollers[0].stop()
        await running[0]
        asked = polls(bot)
        await second.until(lambda: polls(bot) > asked, "the other one polls")
        amy.says("几点开门")
        await second.until(second.is_acknowledged)
        bot.refused.clear()  # of the first one's last question, which nobody was waiting for any more
        alone = poller(first, None)  # the control: without a lease Telegram puts one of them out
        running.append(asyncio.create_task(alone.run()))
        await first.until(lambda: REFUSED in bot.refused, "two polled at once")
        for each in (alone, pollers[1]):
            each.stop()
        await asyncio.gather(*running)
        await closed(first, second)


async def test_the_place_of_a_poller_that_died_is_taken_when_its_lease_is_over(theatre: Theatre) -> None:
    async with theatre.server() as (telegram, bot):
        salon = theatre.process(telegram, bot)
        assert await Lease(salon.database, NAME).taken()  # by a process that is no more
        waiting = Watched(salon.database, NAME)
        follower = poller(salon, waiting)
        running = asyncio.create_task(follower.run())
        await salon.until(lambda: waiting.looks > 3)
        assert polls(bot) == 0
        theatre.clock.advance(LASTING)
        await salon.until(lambda: polls(bot), "it polls")
        follower.stop()
        await running
        await closed(salon)
