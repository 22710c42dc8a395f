"""What is logged can be followed from turn to turn, and says nothing of anybody (R1)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from bot.messages import Address, Incoming, Said, Shared
from core.conversation import service as conversations
from core.kit.clock import ManualClock
from core.member import service as members
from meiyue.settings import Settings
from meiyue.wiring import Parts, build, configure_logs
from tests.factories import garden_salon

NAME, PHONE = "欧阳听雨", "13700012345"
SAID = ("你好", "我要预约", NAME, PHONE, f"我叫{NAME}，电话{PHONE}", "取消", "我的资料", f"过敏 {NAME}")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StringIO]:
    """All that a deployment logs at debug level, as JSON lines."""
    before, stream = structlog.get_config(), StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logs(Settings(data=tmp_path, log_json=True, log_level="debug"))
    yield stream
    structlog.configure(**before)


@pytest.fixture
def parts(garden_url: str, tmp_path: Path, clock: ManualClock, log: StringIO) -> Iterator[Parts]:
    """A deployment that logs."""
    assert log is not None
    made = build(Settings(data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64)), clock)
    yield made
    made.database.dispose()


def _say(parts: Parts, who: str, key: str, event: Said | Shared) -> int:
    chat = parts.gateway.receive(Incoming(Address("fake", "salon", who), key, event, who, NAME, "zh_CN"))
    parts.gateway.work(chat)
    return chat


def _lines(log: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines() if line.startswith("{")]


def test_every_turn_is_logged_with_its_numbers_and_nothing_of_the_person(parts: Parts, log: StringIO) -> None:
    chat = _say(parts, NAME, "first", Said("你好"))
    wang = parts.database.run(lambda work: garden_salon.member_id(work, "王芳"))

    def join(work: object) -> None:
        conversation = conversations.get(work, chat)  # type: ignore[arg-type]
        assert conversation is not None
        members.link(work, conversation.contact_id, wang)  # type: ignore[arg-type]

    parts.database.run(join)
    for number, text in enumerate(SAID):
        _say(parts, NAME, f"k{number}", Said(text))
    _say(parts, NAME, "shared", Shared(f"+86{PHONE}"))
    turns = [line for line in _lines(log) if line["event"] == "turn"]
    assert len(turns) == len(SAID) + 2
    assert {line["conversation"] for line in turns} == {chat}
    assert len({line["turn"] for line in turns}) == len(turns)
    assert [line["member"] for line in turns] == [None, *[wang] * (len(SAID) + 1)]
    parts.database.run(lambda work: conversations.note(work, chat, "broken", "{}"))
    parts.gateway.work(chat)
    failed = [line for line in _lines(log) if line["event"] == "turn failed"]
    assert {(line["conversation"], line["turn"] is not None) for line in failed} == {(chat, True)}
    assert [word for word in (NAME, NAME[1:], PHONE, "王芳", "13900000001") if word in log.getvalue()] == []
