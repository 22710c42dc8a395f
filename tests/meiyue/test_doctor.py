"""The doctor finds a sound deployment well, names each trouble with what to do, and changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from core.conversation import service as conversations
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.migrations.migrate import upgrade
from core.outbox import service as outbox
from core.outbox.enums import Purpose
from core.token import service as tokens
from meiyue import doctor
from meiyue.doctor import examine
from meiyue.settings import Settings
from nlu.embedded.trainer import train
from scheduler.clock import LEASE
from tests.conftest import NOW
from tests.factories import garden_salon
from tests.keys import KEYRING
from tests.nlu.embedded.test_trainer import SENTENCES

SECRET = SecretStr("0123456789abcdef" * 4)
TOKEN = "123456789:" + "A" * 35
Change = Callable[[str], None]


def _problems(settings: Settings, clock: ManualClock | None = None) -> list[str]:
    return [f"{each.what}: {each.remedy}" for each in examine(settings, clock) if not each.is_well]


@pytest.fixture
def settings(garden_url: str, tmp_path: Path) -> Settings:
    """A deployment in which nothing is wrong."""
    return Settings(data=tmp_path, database_url=garden_url, secret=SECRET, telegram_tokens=SecretStr(TOKEN))


@pytest.fixture
def change(garden_url: str) -> Change:
    """Changes the salon behind everybody's back."""

    def run(statement: str) -> None:
        database = Database(garden_url, pool_size=1, keyring=KEYRING)
        with database.engine.begin() as connection:
            connection.execute(sa.text(statement))
        database.dispose()

    return run


def test_sound_deployment_is_well(settings: Settings) -> None:
    found = list(examine(settings))
    assert [each for each in found if not each.is_well] == []
    assert len(found) > 10


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE staff SET role = 'manager'", "there is no owner"),
        ("DELETE FROM shifts", "nobody has a shift"),
        ("UPDATE treatments SET is_active = false", "there is no treatment: run `meiyue catalog import FILE`"),
        ("UPDATE alembic_version SET version_num = '0001'", "run `meiyue migrate`"),
    ],
)
def test_trouble_of_the_salon_is_named(settings: Settings, change: Change, statement: str, problem: str) -> None:
    change(statement)
    (told,) = _problems(settings)
    assert problem in told


def test_late_messages_are_named(settings: Settings, garden_url: str, change: Change) -> None:
    def post(work: Work) -> None:
        chat = conversations.open_conversation(work, "fake", "salon", "1", "1", None, "zh_CN")
        conversations.note(work, chat, "first", "{}")
        outbox.put(work, chat, "{}", Purpose.reply)

    database = Database(garden_url, pool_size=1, keyring=KEYRING)
    database.run(post)
    database.dispose()
    assert _problems(settings) == []
    change("UPDATE inbox SET received_at = '2020-01-01 00:00:00'")
    change("UPDATE outbox SET created_at = '2020-01-01 00:00:00'")
    out, back = _problems(settings)
    assert "meiyue sender" in out
    assert "meiyue worker" in back
    change("UPDATE inbox SET received_at = '2999-01-01 00:00:00', done_at = '2999-01-01 00:00:00'")
    assert any("NTP" in told for told in _problems(settings))


def test_the_clock_of_reminders_is_looked_for(settings: Settings, garden_url: str, change: Change) -> None:
    def told() -> str:
        return next(each.told for each in examine(settings) if "clock of reminders" in each.what)

    def hold(seconds: int) -> None:
        change("DELETE FROM leases")
        database = Database(garden_url, pool_size=1, keyring=KEYRING)
        lasting = dt.timedelta(seconds=seconds)
        database.run(lambda work: outbox.take_lease(work, LEASE, "me", lasting))
        database.dispose()

    assert told() == "ok       no clock of reminders runs now; nothing is late"
    hold(600)
    assert told() == "ok       a clock of reminders runs"
    change("UPDATE leases SET until = '2020-01-01 00:00:00'")
    (stopped,) = _problems(settings)
    assert "stopped without a word" in stopped
    assert "meiyue scheduler" in stopped
    change("DELETE FROM leases")
    change(
        "INSERT INTO due_rows (kind, store_id, subject_id, occasion_at, due_at, expires_at, status, changed_at)"
        " SELECT 'x.y', id, 1, '2020-01-01', '2020-01-01', '2999-01-01', 'scheduled', '2020-01-01'"
        " FROM stores WHERE id = 1"
    )
    (late,) = _problems(settings)
    assert "1 reminder(s) and the like are late, and no clock runs: start `meiyue run`" in late


def test_a_font_is_one_that_draws_chinese(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(doctor, "FONTS", (tmp_path / "none", tmp_path))
    lacking = next(each for each in examine(settings) if "Chinese" in each.what)
    assert (lacking.is_well, lacking.told.startswith("advice ")) == (True, True), "no picture needs one yet"
    assert "fonts-noto-cjk" in lacking.remedy


def test_tokens_that_end_soon_are_named_and_not_told(settings: Settings, garden_url: str) -> None:
    database = Database(garden_url, pool_size=1, keyring=KEYRING)
    yue = database.run(lambda work: garden_salon.staff_id(work, "yue"))
    made = [
        database.run(lambda work, days=days: tokens.create(work, "till", staff_id=yue, days=days)) for days in (5, 90)
    ]
    database.dispose()
    (told,) = [each.told for each in examine(settings) if "API token" in each.what]
    assert told.startswith(f"advice   the API token {made[0][0].id} ends on ")
    assert "meiyue token create" in told
    assert made[0][1] not in told


def test_wrong_clock_is_named(settings: Settings, engine_name: str) -> None:
    told = _problems(settings, ManualClock(NOW.replace(year=2001)))
    assert ["apart" in each for each in told] == ([True] if engine_name == "postgres" else [])


def test_database_without_tables_is_named_and_left_alone(empty_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=empty_url, secret=SECRET)
    for _ in range(2):
        (told,) = _problems(settings)
        assert "`meiyue migrate`" in told
    assert list(tmp_path.iterdir()) == []


def test_old_database_is_not_migrated(empty_url: str, tmp_path: Path) -> None:
    database = Database(empty_url, pool_size=1, keyring=KEYRING)
    upgrade(database, "0001")
    database.dispose()
    for _ in range(2):
        (told,) = _problems(Settings(data=tmp_path, database_url=empty_url, secret=SECRET))
        assert "is at migration 0001" in told


def test_database_away_is_told_without_the_password(tmp_path: Path) -> None:
    url = "postgresql://desk:hush-hush@127.0.0.1:1/salon"
    (told,) = _problems(Settings(data=tmp_path, database_url=url, secret=SECRET))
    assert "does not answer" in told
    assert "hush" not in told


def test_address_that_is_none_is_named(tmp_path: Path) -> None:
    (told,) = _problems(Settings(data=tmp_path, database_url="hush-hush", secret=SECRET))
    assert "MEIYUE_DATABASE_URL" in told
    assert "hush" not in told


def test_folder_that_cannot_be(tmp_path: Path, garden_url: str) -> None:
    (tmp_path / "file").touch()
    (told,) = _problems(Settings(data=tmp_path / "file" / "data", database_url=garden_url, secret=SECRET))
    assert "MEIYUE_DATA" in told


def test_secret_is_looked_at_and_not_told(settings: Settings, tmp_path: Path) -> None:
    (short,) = _problems(settings.model_copy(update={"secret": SecretStr("hush")}))
    assert "too short (4 characters)" in short
    without = settings.model_copy(update={"secret": None})
    assert "there is no secret yet" in _problems(without)[0]
    assert not (tmp_path / "secret.key").exists()
    without.secret_bytes()
    assert _problems(without) == []
    (tmp_path / "secret.key").chmod(0o644)
    assert "chmod 600" in _problems(without)[0]


def test_wrong_token_is_named_by_its_place(settings: Settings) -> None:
    (told,) = _problems(settings.model_copy(update={"telegram_tokens": SecretStr(f"shop={TOKEN}, hush:hush")}))
    assert "entry 2 of MEIYUE_TELEGRAM_TOKENS" in told
    assert "hush" not in told


def test_an_own_model_that_cannot_serve_is_named_with_what_to_do(settings: Settings) -> None:
    folder = settings.data / "nlu" / "model"
    assert not [each for each in examine(settings) if "own model" in each.what]
    train(SENTENCES).save(folder)
    (well,) = [each for each in examine(settings) if "own model" in each.what]
    assert well.is_well
    (folder / "model.json").write_text('{"digest": "", "intents": [], "characters": [], "sounds": []}')
    (told,) = [told for told in _problems(settings) if "own model" in told]
    assert str(folder) in told
    assert "meiyue nlu train" in told
    assert "delete" in told
