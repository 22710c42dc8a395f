"""Six processes on one PostgreSQL, any of them killed at any moment: everybody is answered, everything happens once.

`MEIYUE_CHAOS=full` plays 40 guests, 1,000 reminders and 40 kills.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.conversation.models import Conversation, InboxItem
from core.handlers import HANDLERS
from core.kit.clock import SystemClock
from core.kit.db import Database
from core.member.models import Contact
from core.outbox.models import OutboxItem
from core.reminder import service as reminders
from tests.bot.chaos.processes import Deployment, Guest
from tests.bot.chaos.salon import open_salon
from tests.factories.due import visits
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.user import User
from tests.keys import KEYRING
from tests.ports import unused_port

pytestmark = [pytest.mark.concurrency, pytest.mark.parametrize("engine_name", ["postgres"], indirect=True)]

FULL = os.environ.get("MEIYUE_CHAOS") == "full"
GUESTS, REMINDERS, KILLS, APART = (40, 1000, 40, 4.0) if FULL else (3, 60, 3, 3.0)
PATIENCE = 90.0
TOKEN = "123456:fake-token"


def test_any_process_may_die(database_url: str, tmp_path: Path, tell: Callable[[str], None]) -> None:
    database = Database(database_url, handlers=HANDLERS, keyring=KEYRING)
    _open(database)
    telegram = FakeTelegram()
    bot = telegram.bot(TOKEN)
    guests = [Guest(User(bot, 100 + number), Random(number)) for number in range(GUESTS)]
    settings = {
        "MEIYUE_DATABASE_URL": database_url,
        "MEIYUE_DATA": str(tmp_path),
        "MEIYUE_SECRET": "a secret of the tests",
        "MEIYUE_TELEGRAM_TOKENS": TOKEN,
        "MEIYUE_PORT": str(unused_port()),
        "MEIYUE_LOG_JSON": "true",
    }
    longest, kills, log = asyncio.run(_play(telegram, guests, settings, database))
    with database.reading() as work:
        booked = Counter(
            work.session.scalars(
                sa.select(Contact.external_id)
                .join(Booking, Booking.member_id == Contact.member_id)
                .where(Booking.status == BookingStatus.pending)
            )
        )
        told = Counter(
            work.session.scalars(
                sa.select(OutboxItem.conversation_id)
                .join(Conversation, Conversation.id == OutboxItem.conversation_id)
                .where(Conversation.channel == "web")
            )
        )
        aside = work.session.scalar(sa.select(sa.func.count()).where(InboxItem.is_set_aside))
    database.dispose()
    assert booked == {str(guest.user.id): 1 for guest in guests if guest.outcome == "booked"}
    assert len(told) == REMINDERS
    assert set(told.values()) == {1}
    assert aside == 0, log[-3000:]
    texts = Counter(
        (guest.user.id, each.text) for guest in guests for each in bot.chat(guest.user.id) if "已申请" in each.text
    )
    assert sum(texts.values()) - len(texts) <= kills  # a message on its way when its sender died may come again
    tell(
        f"{GUESTS} guests on Telegram, {REMINDERS} reminders, {kills} kills of any of six processes: all answered, the"
        f" longest wait {longest:.1f} s, {sum(texts.values()) - len(texts)} messages repeated"
    )


def _open(database: Database) -> None:
    """A salon where it is about noon now, whose visits of tomorrow are reminded of in these seconds."""
    now = SystemClock().now()
    away = 12 - now.hour
    zone = f"Etc/GMT{-away:+d}" if away else "Etc/GMT"

    salon = database.run(lambda work: open_salon(work, zone=zone, horizon_days=12, reminder_minutes=[1440]))
    first = now + dt.timedelta(days=1, seconds=5)
    moments = [first + dt.timedelta(seconds=KILLS * APART * number / REMINDERS) for number in range(REMINDERS)]
    database.run(lambda work: visits(work, salon, moments))
    while database.run(reminders.plan_missing):
        pass


async def _play(
    telegram: FakeTelegram, guests: list[Guest], settings: dict[str, str], database: Database
) -> tuple[float, int, str]:
    """Until everybody is through and all kills were done; the longest wait, the kills, and what was logged."""
    random, longest = Random(7), 0.0
    async with telegram.serving():
        deployment = await asyncio.to_thread(Deployment, settings | {"MEIYUE_TELEGRAM_API": telegram.address})
        try:
            while not any(method == "getUpdates" for method, _ in telegram.bots[TOKEN].calls):
                await asyncio.sleep(0.1)
            next_kill = time.monotonic() + APART
            deadline = time.monotonic() + PATIENCE
            while deployment.kills < KILLS or not await asyncio.to_thread(_is_all_done, guests, database):
                now = time.monotonic()
                for guest in guests:
                    if not guest.outcome:
                        before = guest.waiting_since
                        guest.act(now)
                        if before is not None and guest.waiting_since != before:
                            longest, deadline = max(longest, now - before), now + PATIENCE
                if now > next_kill and deployment.kills < KILLS:
                    await asyncio.to_thread(deployment.strike, random)
                    next_kill, deadline = time.monotonic() + random.uniform(0.5, 1.5) * APART, now + PATIENCE
                waiting = [guest.user.id for guest in guests if not guest.outcome]
                assert now < deadline, f"not answered: {waiting}"
                await asyncio.sleep(0.05)
        finally:
            log = await asyncio.to_thread(deployment.end)
            (Path(settings["MEIYUE_DATA"]) / "log.jsonl").write_text(log)
    return longest, deployment.kills, log


def _is_all_done(guests: list[Guest], database: Database) -> bool:
    if not all(guest.outcome for guest in guests):
        return False
    with database.reading() as work:
        undone = work.session.scalar(sa.select(sa.func.count()).where(InboxItem.done_at.is_(None)))
        told = (
            sa.select(sa.func.count()).select_from(OutboxItem).join(Conversation).where(Conversation.channel == "web")
        )
        return undone == 0 and (work.session.scalar(told) or 0) >= REMINDERS
