"""Every transcript, on every channel and both databases: web on one and console on the other, by turns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.gateway import Gateway
from core.kit.clock import ManualClock
from core.outbox.models import OutboxItem
from tests.acceptance import deployments
from tests.acceptance.stage import Stage
from tests.acceptance.transcript import CHANNELS, Line, read
from tests.acceptance.ways import Way, WebWay, ways

FOLDER = Path(__file__).parent / "transcripts"
FILES = sorted(FOLDER.glob("*/*.txt"))
PATTERNS = {
    "happy",
    "correction",
    "digression",
    "cancel",
    "clarify",
    "handoff",
    "stale",
    "repeat",
    "lapse",
    "points",
    "deploy",
    "error",
    "staff",
    "understanding",
    "visits",
    "waitlist",
    "prepaid",
    "reviews",
}


ENGINES = ("sqlite", "postgres")


def _played() -> list[Any]:
    """Each file on both channels and both databases; on each with each with MEIYUE_ALL_TRANSCRIPTS=1."""
    return [
        pytest.param(channel, engine, path, id=f"{channel}-{engine}-{path.parent.name}/{path.stem}")
        for number, path in enumerate(FILES)
        for at, channel in enumerate(CHANNELS)
        for with_, engine in enumerate(ENGINES)
        if os.environ.get("MEIYUE_ALL_TRANSCRIPTS") or (at + with_ + number) % 2 == 0
    ]


@pytest.fixture
def make_way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Gateway], Way]]:
    """The channel under test."""
    with ways(request.param, tmp_path) as make:
        yield make


@pytest.fixture
def stage(garden_url: str, clock: ManualClock, make_way: Callable[[Gateway], Way]) -> Iterator[Stage]:
    """The salon, open."""
    opened = Stage(garden_url, clock, make_way)
    yield opened
    opened.close()


@pytest.mark.parametrize(("make_way", "engine_name", "path"), _played(), indirect=["make_way", "engine_name"])
def test_a_conversation_goes_as_it_is_written(stage: Stage, path: Path) -> None:
    lines = read(path)
    stage.play(lines)
    _check_nothing_is_left(stage, lines)
    _check_logs(stage)
    _check_the_menu_is_reachable(stage, lines)


def test_every_pattern_has_transcripts() -> None:
    assert {path.parent.name for path in FILES} == PATTERNS


def _check_nothing_is_left(stage: Stage, lines: tuple[Line, ...]) -> None:
    assert stage.gateway.undone() == []
    if not any(line.verb == "count" and line.text.startswith("aside") for line in lines):
        assert stage.count_aside() == 0, "a message was set aside\n" + "\n".join(stage.played)
    with stage.database.reading() as work:
        statuses = set(work.session.scalars(sa.select(OutboxItem.status).distinct()))
    assert statuses <= {"sent"}


def _check_logs(stage: Stage) -> None:
    """A page that reads on by id has seen everything, once and in order."""
    if isinstance(stage.way, WebWay):
        for who, seen in stage.way.read_by.items():
            assert seen == stage.way.log_of(who)


def _check_the_menu_is_reachable(stage: Stage, lines: tuple[Line, ...]) -> None:
    home = {
        deployments.TEXTS.say(language, f"menu.{name}")
        for language in deployments.TEXTS.languages
        for name in ("address", "today")
    }
    for number, who in enumerate(dict.fromkeys(line.who for line in lines)):
        stage.play([Line(9000 + number, f"{who}> /menu", "said", who, "/menu")])
        offered = {offer.label for message in stage.heard.get(who, []) for offer in message.offers}
        assert offered & home, f"{who} does not get to the menu\n" + "\n".join(stage.played)
