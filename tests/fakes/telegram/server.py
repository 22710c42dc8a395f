"""The HTTP server: calls of bots, long polling, files, and webhooks that are tried again."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.telegram.bot import Bot, Json, Upload
from tests.fakes.telegram.errors import HAS_WEBHOOK, POLLED_TWICE, ApiError
from tests.fakes.telegram.methods import METHODS, allow

RETRY = 0.05
"""Seconds until an update that a webhook did not take is brought again."""
MOST_AT_ONCE = 100


class FakeTelegram:
    """A Bot API server with its bots."""

    def __init__(self) -> None:
        self.bots: dict[str, Bot] = {}
        self.address = ""
        self._polls: dict[str, asyncio.Future[None]] = {}
        self._deliveries: set[asyncio.Task[None]] = set()
        self._delivering: set[str] = set()

    def bot(self, token: str = "123456:fake-token", username: str = "meiyue_bot") -> Bot:
        """A bot registered with BotFather."""
        bot = self.bots[token] = Bot(token, username)
        bot.on_update = lambda: self._deliver(bot)
        return bot

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[FakeTelegram]:
        """Serves on a port of its own, the same one when it is opened again."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        port = int(self.address.rpartition(":")[2]) if self.address else 0
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            for task in self._deliveries:
                task.cancel()
            for poll in self._polls.values():
                poll.cancel()
            await runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        bot, method = self.bots.get(request.match_info["token"]), request.match_info["method"]
        if bot is None:
            return web.json_response(ApiError(401, "Unauthorized").body(), status=401)
        params = await _params(request)
        bot.calls.append((method, params))
        mishap = bot.mishap(method)
        if mishap == "cut":
            return _hang_up(request)
        try:
            if isinstance(mishap, Exception):
                raise mishap
            result = await (self._poll(bot, params) if method == "getUpdates" else _run(bot, method, params))
        except ApiError as wrong:
            bot.refused.append((method, wrong.code))
            return web.json_response(wrong.body(), status=wrong.code)
        finally:
            await bot.notify()
        return _hang_up(request) if mishap == "lost" else web.json_response({"ok": True, "result": result})

    async def _poll(self, bot: Bot, params: Json) -> list[Json]:
        """Long polling: asking for an offset acknowledges everything before it; a second poller ends the first."""
        if bot.webhook is not None:
            raise HAS_WEBHOOK
        allow(bot, params)
        offset = int(params.get("offset") or 0)
        bot.acknowledged = max(bot.acknowledged, offset - 1)
        bot.updates = [update for update in bot.updates if update["update_id"] >= offset]
        earlier = self._polls.get(bot.token)
        if earlier is not None and not earlier.done():
            earlier.set_exception(POLLED_TWICE)
        mine = self._polls[bot.token] = asyncio.get_running_loop().create_future()
        has_some = asyncio.ensure_future(_some(bot))
        await asyncio.wait(
            {mine, has_some}, timeout=float(params.get("timeout") or 0), return_when=asyncio.FIRST_COMPLETED
        )
        has_some.cancel()
        if mine.done():
            await mine
        mine.cancel()
        if bot.is_held:
            return []
        repeats, bot.repeats = bot.repeats, []
        return [*bot.updates, *repeats][:MOST_AT_ONCE]

    async def _file(self, request: web.Request) -> web.StreamResponse:
        bot = self.bots.get(request.match_info["token"])
        mishap = bot.mishap("file") if bot else None
        name = request.match_info["path"].rpartition("/")[2].removesuffix(".jpg")
        if bot is None or name not in bot.files:
            raise web.HTTPNotFound
        return _hang_up(request) if mishap else web.Response(body=bot.files[name])

    def _deliver(self, bot: Bot) -> None:
        """Brings what waits to the bot's webhook, one update after the other."""
        if bot.webhook is not None and bot.token not in self._delivering:
            self._delivering.add(bot.token)
            task = asyncio.ensure_future(self._bring(bot))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)

    async def _bring(self, bot: Bot) -> None:
        try:
            async with aiohttp.ClientSession() as client:
                while bot.webhook is not None and (bot.updates or bot.repeats) and not bot.is_held:
                    waiting = bot.updates or bot.repeats
                    update = waiting[0]
                    if await _post(client, bot.webhook, update):
                        waiting.remove(update)
                        bot.acknowledged = max(bot.acknowledged, update["update_id"])
                        await bot.notify()
                    else:
                        bot.calls.append(("webhook refused", update))
                        await bot.notify()
                        await asyncio.sleep(RETRY)
        finally:
            self._delivering.discard(bot.token)
        if bot.updates or bot.repeats:  # came while the connection was being closed
            bot.told()


async def _post(client: aiohttp.ClientSession, webhook: Json, update: Json) -> bool:
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook["secret"]}
    try:
        async with client.post(webhook["url"], json=update, headers=headers) as answer:
            return 200 <= answer.status < 300
    except aiohttp.ClientError:
        return False


async def _run(bot: Bot, method: str, params: Json) -> Any:
    run = METHODS.get(method)
    if run is None:
        raise ApiError(404, "Not Found")
    return run(bot, params)


async def _some(bot: Bot) -> None:
    async with bot.changed:
        await bot.changed.wait_for(lambda: bool(bot.updates or bot.repeats) and not bot.is_held)


async def _params(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(json.loads(await request.text()))
    form = await request.post()
    return {
        name: Upload(value.filename, value.file.read()) if isinstance(value, web.FileField) else value
        for name, value in form.items()
    }


def _hang_up(request: web.Request) -> web.StreamResponse:
    """The connection ends without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
