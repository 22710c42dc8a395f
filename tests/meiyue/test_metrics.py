"""Prometheus reads what happened and what waits, where a deployment wants it to; over HTTP, on both databases."""

from __future__ import annotations

import contextlib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.messages import Address, Incoming, Said
from core.conversation import service as conversations
from core.kit.db import Database
from meiyue.app import build_app
from meiyue.serving import listen
from meiyue.settings import Settings
from meiyue.wiring import Parts, build

HOST = "127.0.0.1"


@pytest.fixture
def parts(garden_url: str, tmp_path: Path) -> Iterator[Parts]:
    """A deployment that wants to be measured."""
    made = build(Settings(data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64), metrics=True))
    yield made
    made.database.dispose()


@contextlib.contextmanager
def _served(parts: Parts) -> Iterator[str]:
    with listen(HOST, 8000, or_next=True) as listening:
        server = uvicorn.Server(uvicorn.Config(build_app(parts), log_level="error", lifespan="off"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        try:
            yield f"http://{HOST}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.join()


def _figures(address: str) -> dict[str, float]:
    with urllib.request.urlopen(f"{address}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    return {
        ".".join((sample.name, *(value for name, value in sample.labels.items() if name != "le"))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_turns_and_what_waits_are_told(parts: Parts) -> None:
    elsewhere = build(parts.settings)  # another process, of which the workers of this one do not hear
    said = Incoming(Address("fake", "salon", "1"), "first", Said("你好"), "1", None, "zh_CN")
    with _served(parts) as address:
        before = _figures(address)
        assert (before["meiyue_turns_total.done"], before["meiyue_turns_total.failed"]) == (0, 0)
        chat = elsewhere.gateway.receive(said)
        assert _figures(address)["meiyue_inbox_undone"] == 1
        parts.gateway.work(chat)
        after = _figures(address)
        assert after["meiyue_turns_total.done"] == after["meiyue_turn_seconds_count"] == 1
        assert after["meiyue_turn_seconds_sum"] > 0
        assert (after["meiyue_inbox_undone"], after["meiyue_outbox_depth"]) == (0, 1)
        parts.gateway.work(chat)
        assert _figures(address)["meiyue_turn_seconds_count"] == 1, "looking for work is no turn"
        _break(elsewhere.database, chat)
        parts.gateway.work(chat)
        assert _figures(address)["meiyue_turns_total.failed"] == 3  # tried three times, then set aside
    elsewhere.database.dispose()


def _break(database: Database, chat: int) -> None:
    """Something comes in that cannot be read."""
    database.run(lambda work: conversations.note(work, chat, "broken", "{}"))


def test_nothing_is_told_unasked(parts: Parts) -> None:
    quiet = Parts(parts.settings.model_copy(update={"metrics": False}), parts.database, parts.engine, parts.gateway)
    with _served(quiet) as address, pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/metrics", timeout=30)
    assert refused.value.code == 404
    refused.value.close()
