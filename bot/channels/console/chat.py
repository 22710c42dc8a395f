"""`meiyue chat`: a member at the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

from bot.channels.console.channel import ACCOUNT, CHANNEL, ConsoleChannel
from bot.channels.console.files import Folder
from bot.gateway import AWAY, Gateway
from bot.messages import Address, Event, Incoming, Opened, Said, Tapped
from bot.sender import Sender
from bot.workers import Workers
from core.kit.ids import new_key


async def run_console(gateway: Gateway, name: str, language: str, files: Path) -> None:
    """Talks until the end of input; files that are sent are written into the folder `files`."""
    folder = Folder(gateway.database, gateway.engine.texts, files)
    channel = ConsoleChannel(_print, folder.save)
    sender, workers = Sender(gateway.database, channel), Workers(gateway)
    workers.start()
    sending = asyncio.create_task(sender.run())

    async def receive(event: Event) -> None:
        incoming = Incoming(Address(CHANNEL, ACCOUNT, name), f"console:{new_key()}", event, name, name, language)
        try:
            await asyncio.to_thread(gateway.receive, incoming)
        except AWAY:
            busy = gateway.engine.texts.say(language, "web.away")
            print(busy, file=sys.stderr)  # noqa: T201

    await receive(Opened())
    with contextlib.suppress(EOFError, KeyboardInterrupt, asyncio.CancelledError):
        while True:
            typed = await asyncio.to_thread(input)
            button = channel.action(name, typed)
            await receive(Tapped(button) if button else Said(typed))
    await asyncio.to_thread(workers.stop)
    sender.stop()
    await sending
    await sender.step()


def _print(_chat_id: str, text: str) -> None:
    print(f"\n{text}\n", flush=True)  # noqa: T201 (this is the terminal)
