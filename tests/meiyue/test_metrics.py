"""Prometheus reads what happened and what waits, where a deployment wants it to; over HTTP, on both databases."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.messages import Address, Incoming, Said
from core.conversation import service as conversations
from core.kit.db import Database
from core.kit.work import Work
from core.outbox import service as outbox
from core.outbox.enums import OutboxStatus, Purpose
from meiyue.settings import Settings
from meiyue.wiring import Parts, build
from tests.architecture.sources import ROOT
from tests.meiyue.over_http import HOST, served
from tests.ports import unused_port


@pytest.fixture
def parts(garden_url: str, tmp_path: Path) -> Iterator[Parts]:
    """A deployment that wants to be measured."""
    made = build(Settings(data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64), metrics=True))
    yield made
    made.database.dispose()


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
    with served(parts) as address:
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
    with served(quiet) as address, pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/metrics", timeout=30)
    assert refused.value.code == 404
    refused.value.close()


def test_refusals_are_counted_by_their_code_in_chat_and_over_the_api(parts: Parts) -> None:
    with served(parts) as address:
        chat = parts.gateway.receive(Incoming(Address("fake", "salon", "1"), "k1", Said("/staff ABCDEFGHJK"), "1"))
        parts.gateway.work(chat)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/api/v1/members?text=x", timeout=30)
        refused.value.close()
        counted = {name: value for name, value in _figures(address).items() if name.startswith("meiyue_refusals_total")}
    assert counted == {"meiyue_refusals_total.staff.invitation_unknown": 1, "meiyue_refusals_total.api.no_token": 1}


def test_what_did_not_go_out_is_told_by_status(parts: Parts) -> None:
    def fill(work: Work) -> None:
        chat = conversations.open_conversation(work, "fake", "salon", "1", "1", None, "zh_CN")
        latest = sa.text("UPDATE outbox SET status = :status WHERE id = (SELECT MAX(id) FROM outbox)")
        for status in (*OutboxStatus, OutboxStatus.dead):
            outbox.put(work, chat, "{}", Purpose.reply)
            work.session.execute(latest, {"status": status.value})

    parts.database.run(fill)
    with served(parts) as address:
        found = {name: value for name, value in _figures(address).items() if name.startswith("meiyue_outbox.")}
    assert found == {
        "meiyue_outbox.queued": 1,
        "meiyue_outbox.sending": 1,
        "meiyue_outbox.unknown": 1,
        "meiyue_outbox.dead": 2,
    }


@pytest.mark.parametrize("command", ["worker", "scheduler", "sender"])
def test_a_process_without_a_page_serves_its_figures(garden_url: str, tmp_path: Path, command: str) -> None:
    port = unused_port()
    settings = {
        "MEIYUE_DATABASE_URL": garden_url,
        "MEIYUE_DATA": str(tmp_path),
        "MEIYUE_METRICS_PORT": str(port),
        "MEIYUE_TELEGRAM_TOKENS": "salon=123456789:" + "A" * 35,
        "MEIYUE_TELEGRAM_API": "http://127.0.0.1:1",
    }
    process = subprocess.Popen((sys.executable, "-m", "meiyue", command), cwd=ROOT, env={**os.environ, **settings})
    try:
        found = _soon(f"http://{HOST}:{port}", process)
    finally:
        process.terminate()
        assert process.wait(60) == 0
    assert {"meiyue_outbox_depth", "meiyue_due_late", "meiyue_turns_total.done"} <= set(found)


def _soon(address: str, process: subprocess.Popen[bytes]) -> dict[str, float]:
    """The figures as soon as the process has begun; it takes seconds to import what it needs."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            return _figures(address)
        time.sleep(0.1)
    raise AssertionError("no figures")
