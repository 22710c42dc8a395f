"""What every channel keeps, whatever the platform behind it does: nothing lost, nothing doubled, in order."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from PIL import Image

from bot.channels.console.channel import ConsoleChannel
from bot.gateway import AWAY, Gateway
from bot.media import PhotoStore
from core.kit.clock import ManualClock
from core.kit.db import Database
from tests.acceptance.stage import Stage
from tests.acceptance.transcript import CHANNELS, Line, plain
from tests.acceptance.ways import Way, WebWay, ways

QUESTIONS = ("你们在哪里", "小气泡多少钱", "周一开门吗")
LEASE_OVER = dt.timedelta(seconds=16)
ANSWERS = ("花汀路 8 号", "小气泡仪器清洁", "花汀店 9月21日 周一 休息")


@pytest.fixture(params=CHANNELS)
def make_way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Gateway], Way]]:
    """The channel under test."""
    with ways(request.param, tmp_path) as make:
        yield make


@pytest.fixture
def stage(garden_url: str, clock: ManualClock, make_way: Callable[[Gateway], Way]) -> Iterator[Stage]:
    """The salon with one member in the chat, greeted already."""
    opened = Stage(garden_url, clock, make_way)
    opened.play([Line(0, "> 菜单", "said", text="菜单")])
    opened.heard.clear()
    yield opened
    opened.close()


def heard(stage: Stage) -> list[str]:
    """The messages the member got, in order."""
    return [plain(message.text) for message in stage.heard.get("member", [])]


def order_of(texts: list[str]) -> list[int]:
    """Which of `ANSWERS` came, in order."""
    return [number for text in texts for number, answer in enumerate(ANSWERS) if plain(answer) in text]


def test_a_text_is_answered_and_a_choice_is_taken(stage: Stage) -> None:
    stage.way.said("member", "1", "我想找小丽做个脸")
    stage.pump()
    day = next(offer for offer in stage.heard["member"][-1].offers if "9月18日" in offer.label)
    stage.way.tapped("member", "2", day, is_old=False)
    stage.pump()
    assert "9月18日 周五,几点方便" in heard(stage)[-1]


def test_a_photo_is_acknowledged(stage: Stage) -> None:
    stage.way.photo("member", "1")
    stage.pump()
    assert ["照片收到啦" in text for text in heard(stage)] == [True]


def test_a_message_that_is_delivered_again_is_answered_once(stage: Stage) -> None:
    for _ in range(3):
        stage.way.said("member", "1", QUESTIONS[0])
    stage.pump()
    stage.way.said("member", "1", QUESTIONS[0])
    stage.pump()
    assert order_of(heard(stage)) == [0]


def test_messages_are_answered_in_the_order_they_arrived_in(stage: Stage) -> None:
    for number in (2, 0, 1):
        stage.way.said("member", f"{number}", QUESTIONS[number])
    stage.way.said("member", "0", QUESTIONS[0])
    stage.pump()
    assert order_of(heard(stage)) == [2, 0, 1]


def test_who_was_away_gets_what_they_missed_once(stage: Stage) -> None:
    for number, question in enumerate(QUESTIONS):
        stage.way.said("member", f"{number}", question)
        stage.work()  # answered while nobody looks
        if number == 1:
            stage.heard.update(stage.way.fetch())
            stage.way.reopen(stage.gateway)
            stage.clock.advance(LEASE_OVER)
    missed = stage.way.fetch()["member"]
    assert order_of(heard(stage)) == [0, 1]
    assert order_of([plain(message.text) for message in missed]) == [2]
    assert stage.way.fetch() == {}


def test_a_restart_with_a_full_outbox_loses_and_doubles_nothing(stage: Stage) -> None:
    for number in range(24):
        stage.way.said("member", f"{number}", QUESTIONS[number % 3])
    stage.work()
    stage.restart()
    stage.pump()
    assert order_of(heard(stage)) == [0, 1, 2] * 8


def test_a_message_that_arrives_at_a_locked_database_is_not_acknowledged(stage: Stage) -> None:
    """The channel keeps it and delivers it again, under the same key."""
    stage.way.said("member", "0", QUESTIONS[0])
    with locked(stage):
        with pytest.raises(AWAY):
            stage.way.said("member", "1", QUESTIONS[1])
        with pytest.raises(AWAY):
            stage.work()
    stage.way.said("member", "1", QUESTIONS[1])
    stage.pump()
    assert order_of(heard(stage)) == [0, 1]


def test_a_photo_of_four_megabytes_comes_in_small_and_without_its_place(stage: Stage, tmp_path: Path) -> None:
    if not isinstance(stage.way, WebWay):
        assert ConsoleChannel.capabilities.max_image == 0, "a terminal that takes files has to prove it here"
        return
    data = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    Image.frombytes("RGB", (1200, 1200), os.urandom(1200 * 1200 * 3)).save(data, "PNG", exif=exif)
    assert len(data.getvalue()) > 4_000_000
    stage.way.bring("member", "1", data.getvalue())
    stage.pump()
    assert ["照片收到啦" in text for text in heard(stage)] == [True]
    kept = [path for path in (tmp_path / "photos").iterdir() if PhotoStore(tmp_path / "photos").path(path.name)]
    assert len(kept) == 1
    with Image.open(kept[0]) as picture:
        assert not picture.getexif()


@contextlib.contextmanager
def locked(stage: Stage) -> Iterator[None]:
    """Somebody else holds what every write needs; the salon does not wait long for it."""
    _be_impatient(stage.database)
    address = sa.make_url(stage.url)
    if address.get_backend_name() == "sqlite":
        with contextlib.closing(sqlite3.connect(str(address.database), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")
        return
    plain_address = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain_address) as session:
        session.execute("LOCK TABLE conversations, inbox IN EXCLUSIVE MODE")
        yield
        session.rollback()


def _be_impatient(database: Database) -> None:
    wish = "PRAGMA busy_timeout = 50" if database.is_sqlite else "SET lock_timeout = '50ms'"

    @sa.event.listens_for(database.engine, "connect")
    def _configure(connection: sqlite3.Connection | psycopg.Connection, _record: object) -> None:
        connection.execute(wish)
        connection.commit()

    database.engine.dispose()
