"""Names and phones of a thousand people came in by every door; on disk nobody finds one (R1)."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog
from pydantic import SecretStr

from bot.messages import Address, Incoming, Said
from core.keys import service as keys
from core.keys.errors import WrongKeys
from core.keys.repository import sealed_columns
from core.kit.clock import ManualClock
from core.kit.crypto import Unreadable
from core.kit.db import Database
from core.kit.sealing import unseal
from core.kit.work import Actor, Work
from core.member import service as members
from core.migrations.migrate import upgrade
from core.outbox import service as outbox
from meiyue.backup.files import back_up
from meiyue.key_commands import rotate_keys
from meiyue.settings import Settings
from meiyue.wiring import Parts, build, open_database
from tests import postgres
from tests.factories import garden_salon
from tests.keys import KEYRING

MANY, CHATS = 1000, 60
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈", "翡翠琥珀珊瑚玳瑁琉璃"
PEOPLE = [
    (f"{FAMILY[n % 10]}{GIVEN[n // 10 % 10]}{GIVEN[n // 100]}鹮", f"+86137{n * 7919 % 10**8:08d}") for n in range(MANY)
]
"""Names of a sign that occurs nowhere else, and phones."""


@pytest.fixture
def parts(garden_url: str, tmp_path: Path, clock: ManualClock) -> Iterator[Parts]:
    """A deployment whose keys are in a setting, as those of the salon it is given."""
    made = build(Settings(data=tmp_path / "data", database_url=garden_url, secret=SecretStr("s" * 64)), clock)
    yield made
    made.database.dispose()


@pytest.fixture
def fresh(tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parts]:
    """A new salon that makes its own key file."""
    monkeypatch.delenv("MEIYUE_KEYS")
    made = build(Settings(data=tmp_path / "data", secret=SecretStr("s" * 64)), clock)
    made.database.run(garden_salon.load)
    yield made
    made.database.dispose()


def _say(parts: Parts, who: str, name: str, *texts: str) -> int:
    conversation_id = 0
    for number, text in enumerate(texts):
        event = Incoming(Address("web", "site", who), f"{who}:{number}:{len(text)}", Said(text), who, name, "zh_CN")
        conversation_id = parts.gateway.receive(event)
        parts.gateway.work(conversation_id)
    return conversation_id


def _plant(parts: Parts) -> None:
    for number, (name, phone) in enumerate(PEOPLE[:CHATS]):
        texts = "你好", "我要预约", name, phone[3:], f"我叫{name}，电话{phone}，帮朋友{name}约明天下午三点"
        _say(parts, f"visitor{number}", name, *texts[: None if number < 5 else 2], texts[-1])
    with parts.database.transaction() as work:
        for name, phone in PEOPLE:
            member = members.register(work, name=name, phone=phone)
            members.set_preferences(work, member.id, f"{name}喜欢安静")
            members.store_health_notes(work, member.id, skin=f"{phone}敏感", allergies=name)
    staff = parts.database.run(lambda work: garden_salon.staff_id(work, "yue"))
    with parts.database.reading(Actor("staff", staff, role="owner")) as work:
        for name, phone in PEOPLE[:: MANY // 20]:
            for text in (name, name[1:], phone, phone[3:], phone[-4:]):
                assert name in {found.name for found in members.search(work, text)}


def _hits(raw: bytes) -> int:
    """How many of the planted are in what lies on the disk, in any of the forms text is written in."""
    count = 0
    for name, phone in PEOPLE:
        forms = name.encode(), name.encode("utf-16-le"), name.encode("unicode-escape"), phone[3:].encode()
        count += any(form in raw for form in forms)
    return count


def _raw(database: Database) -> bytes:
    """Every byte there is of a database: SQLite's files, or all columns of PostgreSQL."""
    if database.is_sqlite:
        path = Path(str(database.url.database))
        return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    with database.reading() as work:
        tables = sa.inspect(work.session.connection()).get_table_names()
        rows = [work.session.execute(sa.text(f'SELECT t::text FROM "{name}" t')).scalars() for name in tables]
        return "\n".join(row for each in rows for row in each).encode()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, debug and above."""
    before, stream = structlog.get_config(), io.StringIO()
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        logger_factory=structlog.PrintLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    yield stream
    structlog.configure(**before)


def test_nothing_planted_is_found(
    parts: Parts, log: io.StringIO, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    if postgres.BINARIES is not None:
        monkeypatch.setenv("PATH", str(postgres.BINARIES), prepend=":")
    _plant(parts)
    assert _hits(_raw(parts.database)) == 0
    back_up(parts.database, tmp_path / "copy")
    assert _hits((tmp_path / "copy").read_bytes()) == 0
    assert _hits(log.getvalue().encode()) == 0
    assert _hits(caplog.text.encode()) == 0
    with parts.database.transaction() as work:  # the search itself finds what is there
        name, phone = PEOPLE[500]
        work.session.execute(sa.text("UPDATE stores SET phone = :phone"), {"phone": f"{phone} {name}"[:40]})
    assert _hits(_raw(parts.database)) == 1


def test_an_older_database_is_sealed_and_keeps_no_remains(empty_url: str) -> None:
    database = Database(empty_url, keyring=KEYRING)
    upgrade(database, "0012")
    with database.transaction() as work:
        for number, (name, phone) in enumerate(PEOPLE):
            values = {"code": f"C{number:05d}", "name": name, "phone": phone, "at": work.now}
            work.session.execute(
                sa.text(
                    "INSERT INTO members (code, name, phone, language, joined_at)"
                    " VALUES (:code, :name, :phone, 'zh_CN', :at)"
                ),
                values,
            )
    assert _hits(_raw(database)) == MANY
    upgrade(database)
    assert _hits(_raw(database)) == 0
    with database.reading() as work:
        found = [members.get(work, id_) for id_ in range(1, MANY + 1)]
        assert [(each.name, each.phone) for each in found] == PEOPLE
        owner = database.run(lambda _: Actor("staff", 1, role="owner"))
        assert members.search(work.acting_as(owner), PEOPLE[7][1])[0].name == PEOPLE[7][0]
    database.dispose()


def test_a_new_key_takes_over_while_turns_go_on(fresh: Parts, clock: ManualClock) -> None:
    """The turns run in an application of their own, which is told nothing of the new key."""
    for number in range(30):
        _say(fresh, f"early{number}", PEOPLE[number][0], "你好")
    other = build(fresh.settings, clock)
    ended, wrong, turns = threading.Event(), list[BaseException](), list[int]()

    def talk() -> None:
        try:
            while not ended.is_set() or len(turns) < 20:
                turns.append(_say(other, f"guest{len(turns) % 7}", "鹮", "预约" * (1 + len(turns))))
        except BaseException as caught:  # noqa: BLE001  # told to the test
            wrong.append(caught)

    thread = threading.Thread(target=talk)
    thread.start()
    sealed = rotate_keys(fresh.settings, fresh.database)
    ended.set()
    thread.join()
    assert (wrong, other.database.keyring and other.database.keyring.current) == ([], 2)
    assert sealed > 60
    with fresh.database.reading() as work:
        counts = keys.in_use(work)
        assert counts[1] == 0
        assert counts[2] >= sealed
        for conversation_id in {*turns, *range(1, 31)}:
            assert outbox.read_after(work, conversation_id, 0)
        assert _unreadable(work) == 0
    other.database.dispose()


def _unreadable(work: Work) -> int:
    """Reads every sealed value there is."""
    count = 0
    for each in sealed_columns():
        by = (column.label(f"by_{at}") for at, column in enumerate(each.bound_to))
        for row in work.session.execute(sa.select(each.column, *by).where(each.column.is_not(None))):
            try:
                unseal(work.session, each.column, row[0], *row[1:])
            except Unreadable:
                count += 1
    return count


def test_an_interrupted_rotation_goes_on_with_the_same_key(fresh: Parts) -> None:
    for number in range(5):
        _say(fresh, f"early{number}", PEOPLE[number][0], "你好")
    rotate_keys(fresh.settings, fresh.database)
    fresh.database.run(lambda work: members.register(work, name="later"))
    assert fresh.database.keyring is not None
    fresh.database.keyring.current = 1  # as a process that has not heard of key 2 seals
    fresh.database.run(lambda work: members.register(work, name="late"))
    fresh.database.keyring.current = 2
    assert rotate_keys(fresh.settings, fresh.database) == 1
    assert fresh.database.keyring.ids == (1, 2)


def test_a_fresh_machine_makes_its_keys_for_its_owner_alone(fresh: Parts) -> None:
    path = fresh.settings.key_path
    assert path == fresh.settings.data / "personal.keys"
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_text()
    open_database(fresh.settings).dispose()
    assert path.read_text() == before


def test_a_database_without_its_keys_says_what_to_do(fresh: Parts) -> None:
    fresh.settings.key_path.rename(fresh.settings.data / "elsewhere")
    with pytest.raises(WrongKeys, match="Put your copy"):
        open_database(fresh.settings)
    assert not fresh.settings.key_path.exists(), "new keys would open nothing"
    build(Settings(data=fresh.settings.data / "other", secret=SecretStr("s" * 64))).database.dispose()
    (fresh.settings.data / "other" / "personal.keys").rename(fresh.settings.key_path)
    with pytest.raises(WrongKeys, match="not the same"):
        open_database(fresh.settings)
