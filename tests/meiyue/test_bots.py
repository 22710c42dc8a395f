"""Bots of a deployment: what is loaded when, what the settings mean, and that the whole process serves them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn

from bot.channels.telegram.client import BadToken, accounts
from meiyue.app import build_app
from meiyue.bots import NoBots, telegram_bots
from meiyue.settings import Settings
from meiyue.wiring import build
from tests.architecture.sources import ROOT
from tests.factories import garden_salon
from tests.fakes.telegram.bot import Bot
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.user import User
from tests.ports import unused_port

PATIENCE = 60.0
TOKENS = "123456:first,shop=654321:second"


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    run = (sys.executable, "-c", code)
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


@pytest.mark.parametrize("module", ["meiyue.cli", "meiyue.app", "bot.desk", "bot.sender", "core.handlers"])
def test_nobody_pays_for_a_messenger_they_do_not_use(module: str) -> None:
    done = _python(f"import {module}, sys; print('aiogram' in sys.modules)")
    assert done.stdout.strip() == "False", done.stderr


def test_a_missing_package_is_told_kindly(tmp_path: Path) -> None:
    without = "import sys; sys.modules['aiogram'] = None\n"
    command = "import meiyue.cli as m; sys.argv = ['meiyue', 'bot', 'telegram']; m.main()"
    done = _python(without + command, MEIYUE_TELEGRAM_TOKENS="1:x", MEIYUE_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "pip install aiogram" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["bot", "telegram"], ["sender"]])
def test_no_token_is_told_kindly(tmp_path: Path, command: list[str]) -> None:
    code = f"import sys, meiyue.cli as m; sys.argv = ['meiyue', *{command}]; m.main()"
    done = _python(code, MEIYUE_TELEGRAM_TOKENS="", MEIYUE_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "MEIYUE_TELEGRAM_TOKENS" in done.stderr


def test_tokens_name_accounts() -> None:
    assert [(each.name, each.token) for each in accounts([" 12:ab", "shop=34:cd "])] == [
        ("12", "12:ab"),
        ("shop", "34:cd"),
    ]
    for wrong in ("", "abc", "12:", "=12:ab", "x=ab", "n" * 41 + "=12:ab"):
        with pytest.raises(BadToken) as told:
            accounts([wrong])
        assert not wrong or wrong not in str(told.value)


def test_a_wrong_token_is_told_without_repeating_it(tmp_path: Path) -> None:
    with pytest.raises(NoBots) as told:
        telegram_bots(build(Settings(data=tmp_path, telegram_tokens="hush-hush")))  # type: ignore[arg-type]
    assert "hush" not in str(told.value)


@contextlib.asynccontextmanager
async def _served(settings: Settings, port: int) -> AsyncIterator[None]:
    parts = build(settings)
    parts.database.run(garden_salon.load)
    server = uvicorn.Server(uvicorn.Config(build_app(parts), log_level="error"))
    with socket.create_server(("127.0.0.1", port)) as listening:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving


async def _until_greeted(bot: Bot, user: User) -> None:
    async with asyncio.timeout(PATIENCE), bot.changed:
        await bot.changed.wait_for(lambda: any(each.buttons for each in user.received))


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_the_web_server_serves_several_bots(tmp_path: Path, way: str) -> None:
    async def play() -> None:
        telegram = FakeTelegram()
        first, second = telegram.bot("123456:first"), telegram.bot("654321:second", "shop_bot")
        port = unused_port()
        async with telegram.serving():
            settings = Settings(
                data=tmp_path,
                telegram_tokens=TOKENS,  # type: ignore[arg-type]
                telegram_api=telegram.address,
                telegram_webhook=f"http://127.0.0.1:{port}/" if way == "webhook" else "",
            )
            async with _served(settings, port):
                guests = [User(first, 501), User(second, 501)]
                for guest in guests:
                    guest.starts()
                for bot, guest in zip((first, second), guests, strict=True):
                    await _until_greeted(bot, guest)
            assert first.commands["all_private_chats", "zh"]
            assert second.commands["all_private_chats", "zh"]

    asyncio.run(play())


def test_the_bot_command_polls_answers_and_ends(tmp_path: Path) -> None:
    async def play() -> None:
        telegram = FakeTelegram()
        bot = telegram.bot("123456:first")
        parts = build(Settings(data=tmp_path))
        parts.database.run(garden_salon.load)
        parts.database.dispose()
        async with telegram.serving():
            environment = {
                **os.environ,
                "MEIYUE_DATA": str(tmp_path),
                "MEIYUE_TELEGRAM_TOKENS": "123456:first",
                "MEIYUE_TELEGRAM_API": telegram.address,
            }
            code = "import sys, meiyue.cli as m; sys.argv = ['meiyue', 'bot', 'telegram']; m.main()"
            process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT, env=environment)
            guest = User(bot, 501)
            guest.starts()
            await _until_greeted(bot, guest)
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), PATIENCE) == 0

    asyncio.run(play())
