"""The transcripts once more, on Telegram: over HTTP, through aiogram, on both databases.

By polling and by webhook. A few of each pattern belong to the normal suite; `MEIYUE_ALL_TRANSCRIPTS=1` plays them all.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.kit.clock import ManualClock
from core.outbox.models import OutboxItem
from tests.acceptance.stage import Stage
from tests.acceptance.telegram_way import TelegramWay
from tests.acceptance.test_transcripts import FILES
from tests.acceptance.transcript import read

CHOSEN = {
    "happy": ("book_zh", "book_step_by_step", "first_contact_en", "propose_accepted", "deep_link"),
    "correction": ("button", "time_at_the_confirmation"),
    "digression": ("language_switch", "notice_in_between"),
    "cancel": ("only_the_top",),
    "handoff": ("there_and_back", "photo_passed_on"),
    "stale": ("old_confirmation", "menu_button_of_long_ago", "after_restart"),
    "repeat": ("double_tap_on_confirm", "same_update_again", "crash_before_send", "three_at_once"),
}
BY_WEBHOOK = {"happy": ("propose_accepted",), "repeat": ("same_update_again", "crash_before_send")}
"""What a webhook may do otherwise than polling: answer, repeat, and go on after a restart."""


def _played(chosen: dict[str, tuple[str, ...]], receiving: str) -> list[Any]:
    is_played = os.environ.get("MEIYUE_ALL_TRANSCRIPTS")
    return [
        pytest.param(receiving, path, id=f"{receiving}-{path.parent.name}/{path.stem}")
        for path in FILES
        if is_played or path.stem in chosen.get(path.parent.name, ())
    ]


PLAYED = [*_played(CHOSEN, "polling"), *_played(BY_WEBHOOK, "webhook")]


@pytest.fixture
def stage(garden_url: str, clock: ManualClock, tmp_path: Path, receiving: str) -> Iterator[Stage]:
    """The salon, open on Telegram."""
    ways: list[TelegramWay] = []

    with asyncio.Runner() as runner:

        def make(gateway: object) -> TelegramWay:
            ways.append(TelegramWay(gateway, tmp_path / "photos", runner, receiving))  # type: ignore[arg-type]
            return ways[-1]

        opened = Stage(garden_url, clock, make)
        yield opened
        for way in ways:
            way.close()
        opened.close()


@pytest.mark.parametrize(("receiving", "path"), PLAYED)
def test_a_conversation_goes_as_it_is_written(stage: Stage, path: Path) -> None:
    lines = read(path)
    stage.play(lines)
    assert stage.gateway.undone() == []
    if not any(line.verb == "count" and line.text.startswith("aside") for line in lines):
        assert stage.count_aside() == 0
    with stage.database.reading() as work:
        assert set(work.session.scalars(sa.select(OutboxItem.status).distinct())) <= {"sent"}


def test_the_chosen_ones_exist() -> None:
    assert {(path.parent.name, path.stem) for path in FILES} >= {
        (pattern, name) for pattern, names in (*CHOSEN.items(), *BY_WEBHOOK.items()) for name in names
    }
