"""CPU a turn: a whole booking through the gateway, beside the same questions as a plain aiogram FSM, and a raw insert.

`python -m benchmarks.turn` prints milliseconds of CPU a message on SQLite and PostgreSQL. The peer keeps its state in
memory and looks nothing up, once without any network and once sending its answers over HTTP as it must in real life.
Ours is durable, de-duplicates, searches live availability, holds the time and writes the request. Client side only: the
PostgreSQL server's own CPU is not in it.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from benchmarks.databases import urls
from bot.gateway import Gateway
from bot.messages import Address, Incoming, Said, Tapped, load_outgoing
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.outbox import service as outbox
from meiyue.demo.salon import load_demo
from meiyue.settings import Settings
from meiyue.wiring import build, configure_logs

START = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
MEMBERS = 30


def main() -> None:
    configure_logs(Settings())
    rows = [("aiogram FSM, MemoryStorage, no network", *asyncio.run(_peer(_Nowhere())))]
    with _api() as base_url:
        api = TelegramAPIServer.from_base(base_url)
        rows.append(("aiogram FSM, answers over loopback", *asyncio.run(_peer(AiohttpSession(api=api)))))
    with urls() as databases:
        for name, url in databases.items():
            with contextlib.closing(_Booth(url)) as booth:
                rows.append((f"Meiyue, {name}", *booth.play()))
                rows.append((f"one-insert transaction, {name}", *booth.raw()))
    base = rows[0][1]
    print(f"{'':38}{'CPU ms':>8}{'median':>8}{'to peer':>9}{'messages':>10}")
    for name, mean, median, count in rows:
        print(f"{name:38}{mean:8.2f}{median:8.2f}{mean / base:8.2f}x{count:10}")


class _Booth:
    """Members who book, one after the other, by buttons and words."""

    def __init__(self, url: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        settings = Settings(data=Path(self._folder.name), database_url=url)
        self.parts = build(settings, ManualClock(START))
        load_demo(self.parts.database)
        self.gateway: Gateway = self.parts.gateway
        self._count = 0

    def close(self) -> None:
        self.parts.database.dispose()
        self._folder.cleanup()

    def play(self) -> tuple[float, float, int]:
        self._book("warm-up", [])
        spent: list[float] = []
        for number in range(MEMBERS):
            self._book(f"member{number}", spent)
        return 1000 * statistics.mean(spent), 1000 * statistics.median(spent), len(spent)

    def _book(self, who: str, spent: list[float]) -> None:
        self._say(who, "menu", spent, None)
        for step in ("预约护理", "同意并继续", "静安店", "面部护理", "深层清洁护理", "60 分钟", "都可以"):
            self._say(who, step, spent, step)
        self._say(who, "day", spent, "周")
        self._say(who, "time", spent, ":")
        self._say(who, "小美", spent, None)
        self._say(who, "确认预约", spent, "确认预约")

    def _say(self, who: str, text: str, spent: list[float], label: str | None) -> None:
        self._count += 1
        event = self._button(who, label, text) if label else Said(text)
        incoming = Incoming(Address("bench", "a", who), f"{self._count}", event, who, None, "zh_CN")
        began = time.process_time()
        conversation = self.gateway.receive(incoming)
        self.gateway.work(conversation)
        spent.append(time.process_time() - began)
        self._last = conversation

    def _button(self, who: str, label: str, text: str) -> Tapped:
        with self.parts.database.reading() as work:
            line = outbox.read_after(work, self._last, 0)[-1]
        screen = load_outgoing(line.payload).screen
        assert screen is not None, (who, text, line.payload)
        fitting = [option for option in screen.options if label in option.label]
        assert fitting, (label, screen)
        chosen = fitting[self._count % len(fitting)]
        return Tapped(chosen.button, chosen.label)

    def raw(self) -> tuple[float, float, int]:
        database: Database = self.parts.database
        with database.transaction() as work:
            work.session.execute(sa.text("CREATE TABLE raw_rows (id INTEGER PRIMARY KEY, said TEXT)"))
        spent = []
        for number in range(300):
            began = time.process_time()
            database.run(lambda work, n=number: _insert(work, n))
            spent.append(time.process_time() - began)
        return 1000 * statistics.mean(spent), 1000 * statistics.median(spent), len(spent)


def _insert(work: Work, number: int) -> None:
    insert = sa.text("INSERT INTO raw_rows (id, said) VALUES (:id, :said)")
    work.session.execute(insert, {"id": number, "said": "hello"})


# -- the peer ----------------------------------------------------------------------------------------------------------


class Form(StatesGroup):
    """The same questions."""

    store, category, treatment, variation, staff, day, time, name, sure = (State() for _ in range(9))


STEPS = Form.__all_states__


class _Nowhere(BaseSession):
    """Answers every API call at once, so that only the framework is measured."""

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ARG002
        return Message.model_validate(
            {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "x"}, context={"bot": bot}
        )

    async def stream_content(self, *_args: Any, **_kwargs: Any) -> Any:  # pragma: no cover
        yield b""

    async def close(self) -> None:
        return None


_API = """
import json, sys
from aiohttp import web
message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "x"}
async def answer(request):
    await request.read()
    return web.json_response({"ok": True, "result": message})
app = web.Application()
app.router.add_route("*", "/{path:.*}", answer)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
"""


@contextlib.contextmanager
def _api() -> Iterator[str]:
    """A Bot API that says yes to everything, in a process of its own so that its CPU is not counted."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", _API, str(port)])
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


async def _peer(session: BaseSession) -> tuple[float, float, int]:
    router = Router()

    @router.message()
    async def answer(message: Message, state: FSMContext) -> None:
        present = await state.get_state()
        at = next((i for i, step in enumerate(STEPS) if step.state == present), -1)
        if at >= 0:
            await state.update_data({STEPS[at].state or "": message.text})
        following = STEPS[(at + 1) % len(STEPS)]
        await state.set_state(following)
        keyboard = InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text=f"option {i}", callback_data=f"{following.state}:{i}")] for i in range(10)
            ]
        )
        await message.answer(f"Please choose for {following.state}", reply_markup=keyboard)

    bot = Bot("42:TEST", session=session)
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    spent = []
    for number in range(400):
        update = {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 0,
                "chat": {"id": 7, "type": "private"},
                "from": {"id": 7, "is_bot": False, "first_name": "A"},
                "text": "option 1",
            },
        }
        began = time.process_time()
        await dispatcher.feed_update(bot, Update.model_validate(update, context={"bot": bot}))
        spent.append(time.process_time() - began)
    await bot.session.close()
    spent = spent[50:]
    return 1000 * statistics.mean(spent), 1000 * statistics.median(spent), len(spent)


if __name__ == "__main__":
    main()
