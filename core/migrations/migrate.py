"""Brings a database to the tables this code needs. Harmless when it is there already."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from core.kit.db import Database

# Any fixed number of our own: PostgreSQL's advisory locks are numbers known to all who take part.
_LOCK = 0x4D45_4959_5545


def upgrade(database: Database, to: str = "head") -> None:
    """Runs the missing migrations in one transaction, up to a revision.

    Several processes may start at once: the second waits (SQLite's write lock, an advisory lock on PostgreSQL) and then
    finds nothing to do.
    """
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        settings = config()
        settings.attributes.update(connection=connection, keyring=database.keyring)
        command.upgrade(settings, to)


def config() -> Config:
    """Alembic's settings without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
