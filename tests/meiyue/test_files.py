"""A file that was sent to a page is fetched over HTTP with the chat's token, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.messages import Attachment, Outgoing, dump_outgoing
from core.conversation import service as conversations
from core.document import service as documents
from core.kit.clock import ManualClock
from core.kit.work import Work
from core.outbox import service as outbox
from core.outbox.enums import Purpose
from meiyue.settings import Settings
from meiyue.wiring import Parts, build
from tests.meiyue.over_http import call, served

CONTENT = bytes(range(256))


@pytest.fixture
def parts(garden_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Parts]:
    """A deployment."""
    made = build(Settings(data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64)), clock)
    yield made
    made.database.dispose()


def send(work: Work, chat_id: str, name: str) -> None:
    """A file goes out to a page."""
    conversation_id = conversations.find(work, "web", "site", chat_id)
    assert conversation_id is not None
    kept = documents.keep(work, conversation_id, name, "text/html", CONTENT)
    file = Attachment(kept.ref, kept.name, kept.mime, len(CONTENT))
    outbox.put(work, conversation_id, dump_outgoing(Outgoing(files=(file,))), Purpose.reply)


def test_a_browser_saves_it_with_the_chats_token_only(parts: Parts, clock: ManualClock) -> None:
    with served(parts) as address:
        chats = [call(f"{address}/api/web/sessions", body={}).json()["token"] for _ in range(2)]
        chat_id = chats[0].partition(".")[0]
        parts.database.run(lambda work: send(work, chat_id, '我的"数据".html'))
        items = call(f"{address}/api/web/messages", token=chats[0]).json()["items"]
        (file,) = [file for item in items for file in item["files"]]
        assert (file["name"], file["size"]) == ("我的-数据-.html", len(CONTENT))
        answer = call(address + file["href"], token=chats[0])
        assert (answer.status, answer.body) == (200, CONTENT)
        disposition = answer.headers["content-disposition"]
        assert disposition.startswith("attachment; ")  # never shown as a page of ours, whatever is in it
        assert disposition.endswith("filename*=UTF-8''%E6%88%91%E7%9A%84-%E6%95%B0%E6%8D%AE-.html")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert call(address + file["href"]).status == 401
        assert call(address + file["href"], token=chats[1]).status == 410
        assert call(f"{address}/api/web/files/{'0' * 32}", token=chats[0]).status == 410
        clock.advance(documents.LASTING)
        gone = call(address + file["href"], token=chats[0])
        assert (gone.status, "已经过期" in gone.json()["text"]) == (410, True)
