"""Brings a database to the tables this code needs. Harmless when it is there already."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import sqlalchemy as sa
import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from core.kit.db import Database

# Any fixed number of our own: PostgreSQL's advisory locks are numbers known to all who take part.
_LOCK = 0x4D45_4959_5545
_UNTIDY = 1
"""SQLite's `user_version` of a file that has to be written anew."""
log = structlog.get_logger()


def upgrade(database: Database, to: str = "head") -> None:
    """Runs the missing migrations in one transaction, up to a revision.

    Several processes may start at once: the second waits (SQLite's write lock, an advisory lock on PostgreSQL) and then
    finds nothing to do.
    """
    with database.engine.begin() as connection:
        before = MigrationContext.configure(connection).get_current_revision()
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        settings = config()
        settings.attributes.update(connection=connection, keyring=database.keyring)
        command.upgrade(settings, to)
        after = MigrationContext.configure(connection).get_current_revision()
        if database.is_sqlite and before not in {None, after}:
            connection.execute(sa.text(f"PRAGMA user_version = {_UNTIDY}"))
    if database.is_sqlite:
        _tidy_up(database)


def _tidy_up(database: Database) -> None:
    """Writes an SQLite file anew after a migration: pages it gave up, and the log, may hold what it sealed.

    A mark in the file, made in the migration's own transaction, says that it is still to be done: where it cannot be,
    as on a full disk, the next start tries again.
    """
    with contextlib.closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        if cursor.execute("PRAGMA user_version").fetchone() != (_UNTIDY,):
            return
        try:
            cursor.execute("VACUUM").fetchall()
        except sqlite3.DatabaseError as wrong:
            log.warning("database not tidied", error=str(wrong), then="the next start tries again")
            return
        for statement in ("PRAGMA user_version = 0", "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(statement).fetchall()


def config() -> Config:
    """Alembic's settings without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
