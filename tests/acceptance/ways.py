"""How the cast reaches the salon: the channels' own code, driven like a terminal and like a page."""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PIL import Image

from bot.channels.base import Delivery
from bot.channels.console.channel import ACCOUNT, CHANNEL, ConsoleChannel
from bot.channels.console.files import Folder
from bot.channels.webchat import sessions
from bot.channels.webchat.chat import WebChat
from bot.gateway import Gateway
from bot.media import PhotoStore
from bot.messages import Address, Event, Incoming, MediaKind, Opened, Outgoing, Said, Sent, Tapped
from bot.sender import Sender

SECRET = b"a secret of the tests"
T = TypeVar("T")


class Killed(BaseException):
    """The process dies here."""


class Loop:
    """An event loop in a thread of its own: the main thread's may belong to a browser that another test drives."""

    def __init__(self) -> None:
        self._runner, self._thread = asyncio.Runner(), ThreadPoolExecutor(1)

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine, or whatever ended it."""
        return self._thread.submit(self._runner.run, coroutine).result()

    def close(self) -> None:
        """Ends loop and thread."""
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to tap. `lasts`: a button of a message, not an option of the open question."""

    label: str
    button: str
    lasts: bool
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as somebody got it."""

    text: str
    offers: tuple[Offer, ...]
    has_screen: bool


class Way(Protocol):
    """A channel as its users have it."""

    name: str

    def enter(self, who: str, language: str, start: str) -> None:
        """Opens the chat of somebody."""

    def address(self, who: str) -> Address:
        """Where somebody's chat is."""

    def said(self, who: str, key: str, text: str) -> None:
        """Somebody types."""

    def tapped(self, who: str, key: str, offer: Offer, *, is_old: bool) -> None:
        """Somebody chooses."""

    def photo(self, who: str, key: str) -> None:
        """Somebody sends a photo."""

    def files(self, who: str) -> dict[str, bytes]:
        """The files somebody got and can still open, by name."""

    def fetch(self, *, dies: bool = False) -> dict[str, list[Heard]]:
        """What has arrived since the last look, by person. `dies`: the first delivery is the process's last act."""

    def reopen(self, gateway: Gateway) -> None:
        """The process is another one now."""


def offers_of(screen: dict[str, Any] | None, actions: list[dict[str, Any]]) -> tuple[Offer, ...]:
    options = screen["options"] if screen else []
    kind = screen["kind"] if screen else ""
    return (
        *(Offer(each["label"], each["button"], False, number, kind) for number, each in enumerate(options, 1)),
        *(Offer(each["label"], each["button"], True) for each in actions),
    )


class ConsoleWay:
    """A terminal: options are chosen by number, a yes is written out, lasting buttons are letters."""

    name = "console"

    def __init__(self, gateway: Gateway, loop: Loop, folder: Path) -> None:
        self._loop, self._folder = loop, folder
        self.reopen(gateway)

    def reopen(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._arrived: dict[str, list[Heard]] = {}
        files = Folder(gateway.database, gateway.engine.texts, self._folder)
        self._terminal = _Terminal(self._arrived, files)
        self._sender = Sender(gateway.database, self._terminal)

    def address(self, who: str) -> Address:
        return Address(CHANNEL, ACCOUNT, who)

    def enter(self, who: str, language: str, start: str) -> None:
        self._receive(who, f"open:{who}", Opened(start), language)

    def said(self, who: str, key: str, text: str) -> None:
        self._receive(who, key, Said(text))

    def tapped(self, who: str, key: str, offer: Offer, *, is_old: bool) -> None:
        """A terminal has no old buttons; one is pressed all the same, as on any channel that keeps them."""
        if is_old:
            self._receive(who, key, Tapped(offer.button, offer.label))
        elif offer.lasts:
            letter = next((each for each in "abcdefgh" if self._terminal.action(who, each) == offer.button), None)
            button = offer.button if letter is None else self._terminal.action(who, letter)
            self._receive(who, key, Tapped(button or "", offer.label))
        else:
            self._receive(who, key, Said(offer.label if offer.kind == "confirm" else str(offer.number)))

    def photo(self, who: str, key: str) -> None:
        self._receive(who, key, Sent(MediaKind.photo, "photo.jpg"))

    def files(self, who: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self._folder.glob("*"))}

    def fetch(self, *, dies: bool = False) -> dict[str, list[Heard]]:
        self._terminal.dies = dies
        while self._loop.run(self._sender.step()):
            continue
        arrived = {who: list(heard) for who, heard in self._arrived.items()}
        self._arrived.clear()
        return arrived

    def _receive(self, who: str, key: str, event: Event, language: str | None = None) -> None:
        self._gateway.receive(Incoming(self.address(who), key, event, who, None, language))


class _Terminal(ConsoleChannel):
    """The product's terminal; what it prints is kept beside the buttons that were behind it."""

    def __init__(self, arrived: dict[str, list[Heard]], files: Folder) -> None:
        super().__init__(self._print, files.save)
        self._arrived, self._printed = arrived, ""
        self.dies = False

    def _print(self, _chat_id: str, text: str) -> None:
        self._printed = text

    async def send(self, chat_id: str, outgoing: Outgoing) -> Delivery:
        delivery = await super().send(chat_id, outgoing)
        shown = asdict(outgoing)
        offers = offers_of(shown["screen"], shown["actions"])
        for offer in offers:  # a person can only choose what is printed
            mark = r"\[[a-h]\]" if offer.lasts else rf"{offer.number}\."
            assert re.search(rf"^  {mark} {re.escape(offer.label)}", self._printed, re.M), self._printed
        self._arrived.setdefault(chat_id, []).append(Heard(self._printed, offers, outgoing.screen is not None))
        if self.dies:
            raise Killed
        return delivery


class WebWay:
    """A page: a session token, keys of its own, and an id behind which it reads on."""

    name = "web"

    def __init__(self, gateway: Gateway, photos: Path) -> None:
        self._photos = photos
        self._tokens: dict[str, str] = {}
        self._after: dict[str, int] = {}
        self.read_by: dict[str, list[int]] = {}
        self.reopen(gateway)

    def reopen(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._chat = WebChat(gateway, sessions.Sessions(SECRET), PhotoStore(self._photos))

    def address(self, who: str) -> Address:
        return Address(sessions.CHANNEL, sessions.ACCOUNT, self._found(who)[0])

    def enter(self, who: str, language: str, start: str) -> None:
        self._tokens[who] = self._chat.open(language, start)
        self._after[who] = 0

    def said(self, who: str, key: str, text: str) -> None:
        self._write(who, {"type": "say", "key": key, "text": text})

    def tapped(self, who: str, key: str, offer: Offer, *, is_old: bool) -> None:
        self._write(who, {"type": "tap", "key": key, "button": offer.button, "label": offer.label})

    def photo(self, who: str, key: str) -> None:
        data = io.BytesIO()
        Image.new("RGB", (40, 30), "pink").save(data, "JPEG")
        self.bring(who, key, data.getvalue())

    def bring(self, who: str, key: str, data: bytes) -> None:
        """Sends a file as it is."""
        self._chat.bring(self._found(who)[0], key, data)

    def files(self, who: str) -> dict[str, bytes]:
        _, conversation_id = self._found(who)
        sent = [file for item in self._chat.read(conversation_id, 0) for file in item["files"]]
        return {file["name"]: self._content(conversation_id, file["href"]) for file in sent}

    def _content(self, conversation_id: int, href: str) -> bytes:
        return self._chat.file(conversation_id, href.removeprefix("/api/web/files/")).content

    def fetch(self, *, dies: bool = False) -> dict[str, list[Heard]]:
        arrived: dict[str, list[Heard]] = {}
        for who in self._tokens:
            items = self._chat.read(self._found(who)[1], self._after[who])
            if dies and items:
                raise Killed  # marked as read, but the page never got it
            if items:
                self._after[who] = items[-1]["id"]
                self.read_by.setdefault(who, []).extend(each["id"] for each in items)
                arrived[who] = [_heard(each) for each in items if each["by"] != "me"]
        return arrived

    def log_of(self, who: str) -> list[int]:
        """The ids of the whole chat, as a page reads them that was just opened."""
        return [each["id"] for each in self._chat.read(self._found(who)[1], 0)]

    def _found(self, who: str) -> tuple[str, int]:
        found = self._chat.conversation_of(self._tokens[who])
        assert found is not None, f"the token of {who} is no longer known"
        return found

    def _write(self, who: str, frame: dict[str, Any]) -> None:
        assert self._chat.write(self._found(who)[0], frame) == frame["key"]


@contextlib.contextmanager
def ways(channel: str, folder: Path) -> Iterator[Callable[[Gateway], Way]]:
    """Makes the way into a gateway through a channel; what it stores goes below `folder`."""
    loop = Loop()

    def make(gateway: Gateway) -> Way:
        if channel == "web":
            return WebWay(gateway, folder / "photos")
        return ConsoleWay(gateway, loop, folder / "files")

    try:
        yield make
    finally:
        loop.close()


def _heard(item: dict[str, Any]) -> Heard:
    screen = item["screen"]
    lines: list[str] = [item["toast"] or "", item["name"] or "", *item["says"]]
    for card in item["cards"]:
        lines += [card["title"], *card["lines"], card["footer"]]
    lines += [f"📎 {file['name']}" for file in item["files"]]
    if screen:
        lines.append(screen["text"])
        lines += [f"{option['label']}  ({option['hint']})" for option in screen["options"]]
    lines += [action["label"] for action in item["actions"]]
    offers = offers_of(screen, item["actions"])
    return Heard("\n".join(line for line in lines if line), offers, screen is not None)
