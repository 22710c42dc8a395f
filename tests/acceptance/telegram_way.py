"""The cast on Telegram: people of the fake on one side, the salon's own polling and sending on the other."""

from __future__ import annotations

import asyncio
import contextlib
import io
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import uvicorn
from aiogram import Bot
from fastapi import FastAPI
from PIL import Image

from bot.channels.base import Delivery
from bot.channels.telegram.adapter import WANTED
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.client import Account, connect
from bot.channels.telegram.pace import Pace, Rate
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.receiver import Receiver
from bot.channels.telegram.webhook import PATH, build_router
from bot.gateway import Gateway
from bot.media import PhotoStore
from bot.messages import Address, Outgoing
from bot.sender import Sender
from tests.acceptance.ways import Heard, Killed, Offer
from tests.fakes.telegram.bot import Message
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.user import User

FAST = Rate(1e6, 1e6)
PASSWORD = "what Telegram was told"
LANGUAGES = {"zh_CN": "zh-hans", "en": "en"}


class _Channel(TelegramChannel):
    """The product's channel; the process may die right after something was delivered."""

    dies = False

    async def send(self, chat_id: str, outgoing: Outgoing) -> Delivery:
        delivery = await super().send(chat_id, outgoing)
        if self.dies:
            raise Killed
        return delivery


class TelegramWay:
    """Everything over the fake's HTTP, in one event loop that runs while something is to be done."""

    name = "telegram"

    def __init__(self, gateway: Gateway, photos: Path, runner: asyncio.Runner, receiving: str = "polling") -> None:
        self._photos, self._runner, self._receiving = photos, runner, receiving
        self._hook = contextlib.AsyncExitStack()
        self._stack = contextlib.AsyncExitStack()
        self._telegram = FakeTelegram()
        self._bot = self._telegram.bot()
        runner.run(self._stack.enter_async_context(self._telegram.serving()))
        self._users: dict[str, User] = {}
        self._seen: dict[int, str] = {}
        self._toasted: set[str] = set()
        self._updates: dict[str, int] = {}
        self._channel: _Channel | None = None
        self.reopen(gateway)

    def close(self) -> None:
        """Ends the server and the client."""
        assert self._channel is not None
        self._runner.run(self._hook.aclose())
        self._runner.run(self._channel.bot.session.close())
        self._runner.run(self._stack.aclose())

    def reopen(self, gateway: Gateway) -> None:
        if self._channel is not None:
            self._runner.run(self._hook.aclose())
            self._runner.run(self._channel.bot.session.close())
        client = connect(Account("desk", self._bot.token), self._telegram.address)
        pace = Pace(FAST, FAST, FAST)
        texts, store = gateway.engine.texts, PhotoStore(self._photos)
        self._channel = _Channel("desk", client, gateway.database, texts, store, pace)
        receiver = Receiver(gateway, self._channel)
        self._poller = Poller(client, receiver, hold=0)
        if self._receiving == "webhook":
            self._runner.run(self._hook.enter_async_context(listening(client, {"desk": receiver})))
        self._sender = Sender(gateway.database, self._channel)

    def address(self, who: str) -> Address:
        return Address("telegram", "desk", str(self._users[who].id))

    def enter(self, who: str, language: str, start: str) -> None:
        user = self._users[who] = User(self._bot, 500 + len(self._users), who, LANGUAGES[language])
        self._arrive(lambda: user.starts(start))

    def said(self, who: str, key: str, text: str) -> None:
        # The app itself cuts a long text into several messages; here one update brings it whole.
        self._arrive(lambda: self._users[who].says(text), key)

    def tapped(self, who: str, key: str, offer: Offer, *, is_old: bool) -> None:
        user = self._users[who]
        carrying = [each for each in user.received if _carries(each, offer.button)]
        # A phone that was out of reach may still show a button that is gone.
        message = (carrying or user.received)[-1]

        def tap() -> int:
            user.presses(offer.button, message)
            return max(self._bot.history)

        self._arrive(tap, key)

    def photo(self, who: str, key: str) -> None:
        data = io.BytesIO()
        Image.new("RGB", (40, 30), "pink").save(data, "JPEG")
        self._arrive(lambda: self._users[who].sends_photo(data.getvalue()), key)

    def files(self, who: str) -> dict[str, bytes]:
        received = [each for each in self._users[who].received if each.document]
        return {each.file_name: self._bot.files[each.document] for each in received if each.document}

    def fetch(self, *, dies: bool = False) -> dict[str, list[Heard]]:
        assert self._channel is not None
        self._channel.dies = dies
        self._runner.run(self._send())
        return {who: heard for who, user in self._users.items() if (heard := self._news(user))}

    def _arrive(self, act: Callable[[], int], key: str = "") -> None:
        """Something happens on a phone, once, or is delivered again under its number."""

        async def bring() -> None:
            if key in self._updates:
                self._bot.again(self._updates[key])
            else:
                number = act()
                if key:
                    self._updates[key] = number
            await self._receive()

        self._runner.run(bring())

    async def _receive(self) -> None:
        """Until the salon has everything that happened."""
        if self._receiving == "polling":
            await self._poller.step()
            return
        async with asyncio.timeout(30), self._bot.changed:
            await self._bot.changed.wait_for(lambda: not self._bot.updates and not self._bot.repeats)

    async def _send(self) -> None:
        while await self._sender.step():
            continue

    def _news(self, user: User) -> list[Heard]:
        """Messages that are new or say something new, and what flashed up."""
        heard = []
        for message in user.received:
            shown = repr((message.text, message.buttons))
            before = self._seen.get(message.id)
            self._seen[message.id] = shown
            if before == shown or (before is not None and not message.buttons and message.text[:20] in before):
                continue  # the same, or only its buttons went
            heard.append(self._read(user, message))
        for query in self._bot.queries.values():
            if query.id not in self._toasted and query.is_answered:
                self._toasted.add(query.id)
                if query.toast:
                    heard.append(Heard(query.toast, (), False))
        return heard

    def _read(self, user: User, message: Message) -> Heard:
        """A message with the buttons of all its pages: whoever looks for one turns them."""
        pages = [message.buttons]
        offers = self._offers(message)
        while any("›" in row for row in message.buttons):
            self._turn(user, message)
            pages.append(message.buttons)
            offers += self._offers(message)
        self._seen[message.id] = repr((message.text, message.buttons))
        labels = [label for page in pages for row in page for label in row]
        has_screen = any(not offer.lasts for offer in offers)
        file = [f"📎 {message.file_name}"] if message.document else []
        return Heard("\n".join([message.text, *file, *labels]), tuple(offers), has_screen)

    def _turn(self, user: User, message: Message) -> None:
        async def turn() -> None:
            user.taps("›", message=message)
            await self._receive()

        self._runner.run(turn())

    @staticmethod
    def _offers(message: Message) -> list[Offer]:
        rows = (message.markup or {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row if not button["callback_data"].startswith("p:")]
        return [Offer(each["text"], each["callback_data"], each["callback_data"].startswith("a:")) for each in buttons]


@contextlib.asynccontextmanager
async def listening(client: Bot, receivers: dict[str, Receiver]) -> AsyncIterator[None]:
    """The product's webhook on a port of its own, made known to Telegram."""
    app = FastAPI()
    app.include_router(build_router(receivers, PASSWORD))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening_on:
        serving = asyncio.create_task(server.serve(sockets=[listening_on]))
        url = f"http://127.0.0.1:{listening_on.getsockname()[1]}" + PATH.format(account="desk")
        await client.set_webhook(url, secret_token=PASSWORD, allowed_updates=list(WANTED))
        try:
            yield
        finally:
            await client.delete_webhook()
            server.should_exit = True
            await serving


def _carries(message: Message, data: str) -> bool:
    rows = (message.markup or {}).get("inline_keyboard", [])
    return any(button["callback_data"] == data for row in rows for button in row)
