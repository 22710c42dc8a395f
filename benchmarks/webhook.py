"""Telegram by webhook: updates a second, accepted and answered, beside a bare aiogram echo in the same FastAPI.

`python -m benchmarks.webhook` starts one server process after the other, brings each the same updates over HTTP and
counts the answers that arrive at a Bot API stand-in. The peer keeps nothing: it de-duplicates nothing and a crash loses
what it had in hand. Ours keeps every update once before it says 200, answers in a turn and sends from the outbox. The
pace that Telegram demands of a sender is switched off for the measurement. The last column is the processor's time that
the server spends on an update, whatever else the machine does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, Update
from aiohttp import web
from fastapi import FastAPI, Request

from benchmarks.databases import urls
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.client import Account, connect
from bot.channels.telegram.pace import Pace, Rate
from bot.channels.telegram.receiver import Receiver
from bot.channels.telegram.webhook import build_router
from bot.media import PhotoStore
from bot.sender import Sender
from bot.workers import Workers
from meiyue.demo.salon import load_demo
from meiyue.reader import warm
from meiyue.settings import Settings
from meiyue.wiring import build, configure_logs

TOKEN, SECRET = "123456:benchmark", "what Telegram was told"
CHATS, EACH, AT_ONCE = 40, 20, 16
NO_LIMIT = Rate(1e9, 1e9)


def main() -> None:
    if len(sys.argv) > 1:
        asyncio.run(_serve(*sys.argv[1:]))
        return
    configure_logs(Settings())
    rows = [("aiogram echo, keeps nothing", *asyncio.run(_measure("peer", "")))]
    with urls() as databases:
        rows += [(f"Meiyue, {name}", *asyncio.run(_measure("meiyue", url))) for name, url in databases.items()]
    accepted, answered = rows[0][1:3]
    print(f"{'':30}{'accepted/s':>12}{'to peer':>9}{'answered/s':>12}{'to peer':>9}{'CPU ms':>9}")
    for name, took, ended, spent in rows:
        ratios = f"{took:12.0f}{took / accepted:8.2f}x{ended:12.0f}{ended / answered:8.2f}x"
        print(f"{name:30}{ratios}{spent:9.2f}")


async def _measure(which: str, url: str) -> tuple[float, float, float]:
    """Updates a second until the last was accepted, and until the last was answered; CPU milliseconds an update."""
    answers = asyncio.Queue[int]()
    async with _stand_in(answers) as api, aiohttp.ClientSession() as client:
        with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
            free.close()
            server = subprocess.Popen([sys.executable, "-m", __spec__.name, which, url, api, port, folder])
            try:
                hook = f"http://127.0.0.1:{port}/telegram/bench/webhook"
                await _until_open(client, hook)
                await _bring(client, hook, answers, range(CHATS), first=1)  # everybody has said hello
                began, before = time.perf_counter(), _processor(server.pid)
                people = [chat for _ in range(EACH) for chat in range(CHATS)]
                accepted = await _bring(client, hook, answers, people, first=10_000)
                took, spent = time.perf_counter() - began, _processor(server.pid) - before
                return len(people) / (accepted - began), len(people) / took, 1000 * spent / len(people)
            finally:
                server.terminate()
                server.wait()


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has spent, by the kernel's own count."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def _bring(client: aiohttp.ClientSession, hook: str, answers: Any, people: Any, first: int) -> float:
    """Brings a text of each and waits for all answers; when the last was accepted."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def bring(number: int, chat: int) -> None:
        async with gate:
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with client.post(hook, json=_update(number, chat), headers=headers) as answer:
                assert answer.status == 200, answer.status

    await asyncio.gather(*(bring(first + number, chat) for number, chat in enumerate(people)))
    accepted = time.perf_counter()
    for _ in people:
        await asyncio.wait_for(answers.get(), 60)
    return accepted


def _update(number: int, chat: int) -> dict[str, Any]:
    person = {"id": 1000 + chat, "first_name": "P", "is_bot": False, "language_code": "zh-hans"}
    where = {"id": 1000 + chat, "type": "private", "first_name": "P"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": where, "from": person, "text": "你好"}
    return {"update_id": number, "message": message}


@contextlib.asynccontextmanager
async def _stand_in(answers: asyncio.Queue[int]) -> AsyncIterator[str]:
    async def call(request: web.Request) -> web.Response:
        if request.match_info["method"] == "sendMessage":
            answers.put_nowait(1)
        where = {"id": 1, "type": "private"}
        return web.json_response({"ok": True, "result": {"message_id": 1, "date": 1, "chat": where, "text": "x"}})

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", call)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _until_open(client: aiohttp.ClientSession, hook: str) -> None:
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(aiohttp.ClientConnectionError):
                async with client.get(hook):
                    return
            await asyncio.sleep(0.05)


async def _serve(which: str, url: str, api: str, port: str, folder: str) -> None:
    app = FastAPI()
    server = uvicorn.Server(uvicorn.Config(app, port=int(port), log_level="error", lifespan="off"))
    if which == "peer":
        _echo(app, api)
        await server.serve()
        return
    configure_logs(Settings())
    parts = build(Settings(data=Path(folder), database_url=url))
    load_demo(parts.database)
    bot, photos = connect(Account("bench", TOKEN), api), PhotoStore(Path(folder) / "photos")
    pace = Pace(NO_LIMIT, NO_LIMIT, NO_LIMIT)
    channel = TelegramChannel("bench", bot, parts.database, parts.engine.texts, photos, pace)
    app.include_router(build_router({"bench": Receiver(parts.gateway, channel)}, SECRET))
    workers, sender = Workers(parts.gateway), Sender(parts.database, channel)
    warm(parts.engine.understanding.reader)
    workers.start()
    sending = asyncio.create_task(sender.run())
    await server.serve()
    sender.stop()
    await sending
    await asyncio.to_thread(workers.stop)


def _echo(app: FastAPI, api: str) -> None:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher, router = Dispatcher(), Router()
    dispatcher.include_router(router)

    @router.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    @app.post("/telegram/bench/webhook")
    async def webhook(request: Request) -> None:
        await dispatcher.feed_webhook_update(bot, Update.model_validate(await request.json()))


if __name__ == "__main__":
    main()
