"""Brings a database to the tables this code needs. Harmless when it is there already."""

from __future__ import annotations

import contextlib
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from core.kit.db import Database

# Any fixed number of our own: PostgreSQL's advisory locks are numbers known to all who take part.
_LOCK = 0x4D45_4959_5545


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
        _tidy_up(database)


def _tidy_up(database: Database) -> None:
    """Writes an SQLite file anew: pages a migration gave up, and the log, may hold what it sealed."""
    with contextlib.closing(database.engine.raw_connection()) as connection:
        for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.cursor().execute(statement).fetchall()


def config() -> Config:
    """Alembic's settings without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
