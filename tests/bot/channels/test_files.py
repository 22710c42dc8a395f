"""Files that the salon sends: on every channel the bytes arrive under their name, once, until they expire."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.engine.chat import Chat
from bot.gateway import Gateway
from core.conversation import service as conversations
from core.document import service as documents
from core.document.errors import DocumentGone, DocumentTooLarge
from core.document.models import Document
from core.kit.clock import ManualClock
from core.kit.work import Work
from tests.acceptance.stage import Stage
from tests.acceptance.telegram_way import TelegramWay
from tests.acceptance.transcript import Line, plain
from tests.acceptance.ways import ConsoleWay, Loop, Way, WebWay

CONTENT = '{"name": "王芳"}\r\n'.encode() + bytes(range(256))
DAY = dt.timedelta(days=1)


@pytest.fixture(params=["web", "console", "telegram"])
def stage(request: pytest.FixtureRequest, garden_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Stage]:
    """The salon on a channel, with one member in the chat and a desk that sends them a file."""
    with contextlib.ExitStack() as stack:

        def make(gateway: Gateway) -> Way:
            notices = {**gateway.engine.notices, "test.file": send}
            gateway.engine = dataclasses.replace(gateway.engine, notices=notices)
            if request.param == "web":
                return WebWay(gateway, tmp_path / "photos")
            if request.param == "console":
                return ConsoleWay(gateway, stack.enter_context(contextlib.closing(Loop())), tmp_path / "files")
            runner = stack.enter_context(asyncio.Runner())
            return stack.enter_context(contextlib.closing(TelegramWay(gateway, tmp_path / "photos", runner)))

        opened = Stage(garden_url, clock, make)
        opened.play([Line(0, "> 菜单", "said", text="菜单")])
        opened.heard.clear()
        yield opened
        opened.close()


def send(chat: Chat, args: dict[str, Any]) -> None:
    """A notice that sends a file twice in one turn, as a dialog does that runs again."""
    chat.say("engine.welcome")
    for _ in range(2):
        chat.send_file(args["name"], "application/json", CONTENT, lasting=DAY)


def post(stage: Stage, name: str = "我的数据.json", *, key: str = "1") -> None:
    """The salon has a file for the member."""
    address = stage.way.address("member")

    def notify(work: Work) -> None:
        found = conversations.find(work, address.channel, address.account, address.chat_id)
        args = {"is": "noticed", "kind": "test.file", "args": {"name": name}}
        conversations.post(work, found or 0, args, f"file:{key}")

    stage.database.run(notify)


def test_a_file_arrives_whole_under_its_name_and_once(stage: Stage) -> None:
    post(stage)
    post(stage)  # posted twice under one key
    stage.pump()
    texts = plain("\n".join(heard.text for heard in stage.heard["member"]))
    assert texts.count("我的数据.json") == (2 if stage.way.name == "console" else 1), "the terminal says the path too"
    assert stage.way.files("member") == {"我的数据.json": CONTENT}


def test_a_name_is_no_path(stage: Stage) -> None:
    post(stage, "../../x\r\ny/\u202egpj.json")
    stage.pump()
    assert stage.way.files("member") == {"xy-gpj.json": CONTENT}


def test_two_files_of_one_name_are_two(stage: Stage) -> None:
    post(stage)
    stage.pump()
    post(stage, key="2")
    stage.pump()
    if stage.way.name == "console":
        assert list(stage.way.files("member")) == ["我的数据 (2).json", "我的数据.json"]
    with stage.database.reading() as work:
        assert work.session.scalar(sa.select(sa.func.count()).select_from(Document)) == 2


def test_a_file_that_expired_before_it_was_sent_is_excused(stage: Stage) -> None:
    post(stage)
    stage.work()
    stage.clock.advance(DAY)
    stage.pump()
    texts = plain("\n".join(heard.text for heard in stage.heard["member"]))
    if stage.way.name == "web":  # a page shows the button; it is the tap that is told
        with pytest.raises(DocumentGone):
            stage.way.files("member")
    else:
        assert "这个文件已经过期了" in texts
        assert stage.way.files("member") == {}


def test_expired_files_are_deleted_and_others_stay(stage: Stage) -> None:
    post(stage)
    stage.pump()
    assert stage.database.run(documents.drop_expired) == 0
    stage.clock.advance(DAY)
    assert stage.database.run(documents.drop_expired) == 1
    with stage.database.reading() as work:
        assert work.session.scalar(sa.select(sa.func.count()).select_from(Document)) == 0


def test_a_file_has_a_limit(stage: Stage) -> None:
    with stage.database.transaction() as work, pytest.raises(DocumentTooLarge):
        documents.keep(work, 1, "a", "text/plain", bytes(documents.MAX_BYTES + 1))
