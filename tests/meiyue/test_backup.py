"""A copy of a living database is one moment of it, and comes back as it was; on both databases."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.member import service as members
from core.migrations.migrate import upgrade
from meiyue.backup.errors import NoBackup
from meiyue.backup.files import back_up, restore
from meiyue.backup.postgres import copy as dump
from tests import postgres
from tests.conftest import NOW
from tests.keys import KEYRING


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's programs beside the tests' own server: they are as new as it is."""
    if postgres.BINARIES is not None:
        monkeypatch.setenv("PATH", f"{postgres.BINARIES}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def filled(garden_url: str) -> Iterator[Database]:
    """A salon with data."""
    opened = Database(garden_url, handlers=HANDLERS, clock=ManualClock(NOW), keyring=KEYRING)
    yield opened
    opened.dispose()


def _names(database: Database) -> list[str]:
    with database.reading() as work:
        ids = work.session.scalars(sa.text("SELECT id FROM members ORDER BY id"))
        return [str(members.get(work, id_).name) for id_ in ids.all()]


def _join(database: Database, name: str) -> None:
    database.run(lambda work: members.register(work, name=name))


def test_what_is_restored_is_what_was_backed_up(filled: Database, tmp_path: Path) -> None:
    before = _names(filled)
    back_up(filled, tmp_path / "copy")
    _join(filled, "later")
    with pytest.raises(NoBackup, match="--force"):
        restore(filled, tmp_path / "copy", force=False)
    assert _names(filled) == [*before, "later"]
    restore(filled, tmp_path / "copy", force=True)
    assert _names(filled) == before
    _join(filled, "next")  # ids go on where they were, triggers are there
    assert _names(filled) == [*before, "next"]


def test_empty_database_needs_no_force(filled: Database, empty_database: Database, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy")
    restore(empty_database, tmp_path / "copy", force=False)
    assert _names(empty_database) == _names(filled)


@pytest.fixture
def empty_database(filled: Database, tmp_path: Path) -> Iterator[Database]:
    """A migrated database without data, of the same engine."""
    if filled.is_sqlite:
        opened = Database(f"sqlite:///{tmp_path / 'other.db'}", keyring=KEYRING)
    else:
        opened = Database(postgres.create(filled.url).render_as_string(hide_password=False), keyring=KEYRING)
    upgrade(opened)
    yield opened
    opened.dispose()
    if not filled.is_sqlite:
        postgres.drop(opened.url)


def test_older_backup_replaces_a_newer_database(filled: Database, empty_database: Database, tmp_path: Path) -> None:
    """Tables that refer to older ones do not stop it, and the caller's migrations find their way."""
    back_up(empty_database, tmp_path / "copy")
    with filled.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE newer (member_id BIGINT REFERENCES members (id))"))
    restore(filled, tmp_path / "copy", force=True)
    upgrade(filled)
    assert _names(filled) == []


def test_copy_is_one_moment_while_others_write(filled: Database, tmp_path: Path) -> None:
    """Pairs are written together; a copy never holds half of one."""
    began, ended = threading.Event(), threading.Event()

    def write() -> None:
        while not ended.is_set():
            with filled.transaction() as work:
                members.register(work, name="left")
                members.register(work, name="right")
            began.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert began.wait(30)
        for number in range(3):
            back_up(filled, tmp_path / f"copy{number}")
    finally:
        ended.set()
        writer.join()
    last = _names(filled).count("left")
    for number in range(3):
        restore(filled, tmp_path / f"copy{number}", force=True)
        names = _names(filled)
        assert 0 < names.count("left") == names.count("right") <= last


def test_backup_is_never_overwritten_and_nobody_else_may_read_it(filled: Database, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    with pytest.raises(NoBackup, match="never overwritten"):
        back_up(filled, tmp_path / "copy")
    with pytest.raises(NoBackup, match="nowhere"):
        back_up(filled, tmp_path / "nowhere" / "copy")


def test_unknown_migration_is_refused(filled: Database, tmp_path: Path) -> None:
    with filled.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    back_up(filled, tmp_path / "copy")
    with pytest.raises(NoBackup, match="9999"):
        restore(filled, tmp_path / "copy", force=True)


def test_something_else_is_no_backup(filled: Database, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("not a database" * 100)
    before = _names(filled)
    for file in (other, tmp_path / "missing"):
        with pytest.raises(NoBackup):
            restore(filled, file, force=True)
    assert _names(filled) == before


def test_broken_copy_changes_nothing(filled: Database, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "copy")
    _join(filled, "later")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) * 2 // 3])
    before = _names(filled)
    with pytest.raises(NoBackup):
        restore(filled, tmp_path / "copy", force=True)
    assert _names(filled) == before
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".copy")] == []


def test_missing_client_is_told_kindly(
    garden_url: str, filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("pg_dump") is None
    if filled.is_sqlite:
        back_up(filled, tmp_path / "copy")  # needs no program
        return
    with pytest.raises(NoBackup, match="pg_dump is not installed"):
        back_up(filled, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_password_is_in_no_command_line_and_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that tells what it was called with, instead of the real one."""
    spy = tmp_path / "pg_dump"
    spy.write_text('#!/bin/sh\necho "$@" >&2\ntest "$PGPASSWORD" = hush-hush && exit 3\n')
    spy.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    url = sa.make_url("postgresql://desk:hush-hush@127.0.0.1:1/salon")
    with pytest.raises(NoBackup) as told:
        dump(url, "public", tmp_path / "copy")
    assert "--schema=public" in str(told.value)
    assert "hush-hush" not in str(told.value)
