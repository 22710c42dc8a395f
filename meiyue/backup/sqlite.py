"""SQLite: its online backup copies one moment of the file while others write."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from meiyue.backup.errors import NoBackup

_PATIENCE = 40
"""Tries to get the file for oneself, a quarter of a second apart."""


def copy(database: Path, to: Path) -> None:
    """Copies the database into a new file. Raises NoBackup."""
    with _opened(database, "rw") as source, contextlib.closing(sqlite3.connect(to)) as target:
        _copy(source, target)
        # One file: a copy that needs a -wal beside it would be moved without it.
        target.execute("PRAGMA journal_mode=DELETE")
        _require_sound(target)


def revision(file: Path) -> str | None:
    """The migration a backup was made at; None when it is no database of Meiyue. Raises NoBackup."""
    with _opened(file) as backup:
        try:
            found = backup.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError:
            return None
    return str(found[0]) if found else None


def restore(file: Path, database: Path) -> None:
    """Replaces all of the database by the backup, in one transaction. Raises NoBackup; then nothing was changed."""
    with _opened(file) as backup, contextlib.closing(sqlite3.connect(database)) as target:
        _require_sound(backup)
        _copy(backup, target)
        target.execute("PRAGMA journal_mode=WAL")


@contextlib.contextmanager
def _opened(file: Path, mode: str = "ro") -> Iterator[sqlite3.Connection]:
    if not file.is_file():
        raise NoBackup(f"There is no file {file}.")
    with contextlib.closing(
        sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=30)
    ) as connection:
        yield connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    tries = 0

    def count(_status: int, _left: int, _pages: int) -> None:
        # All pages are one step: being asked again means that somebody else had the file.
        nonlocal tries
        tries += 1
        if tries > _PATIENCE:
            raise NoBackup("Somebody else is using the database: stop Meiyue's processes and try again.")

    try:
        source.backup(target, pages=-1, progress=count, sleep=0.25)
    except sqlite3.DatabaseError as wrong:
        raise NoBackup(f"SQLite could not copy the database: {wrong}.") from wrong


def _require_sound(connection: sqlite3.Connection) -> None:
    try:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as wrong:
        raise NoBackup(f"The file is broken: {wrong}.") from wrong
    if verdict != "ok":
        raise NoBackup(f"The file is broken: {verdict}.")
