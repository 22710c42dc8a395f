"""A brand's database into a file, and a file into the database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory

from core.kit.db import Database
from core.migrations.migrate import config
from core.migrations.tables import METADATA
from meiyue.backup import postgres, sqlite
from meiyue.backup.errors import NoBackup

_NOT_DATA = {"alembic_version", "reference_token", "leases", "sealing_keys"}
"""Tables that have rows in a database nobody has used yet."""


def back_up(database: Database, file: Path) -> None:
    """Copies the living database into a new file that only its owner may read. Raises NoBackup.

    The copy takes its name when it is complete: half a backup never looks like one.
    """
    if file.exists():
        raise NoBackup(f"{file} is there already; a backup is never overwritten.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as wrong:
        raise NoBackup(f"{file.parent} cannot be written to: {wrong.strerror}.") from wrong
    os.close(handle)
    unfinished = Path(name)
    try:
        if database.is_sqlite:
            sqlite.copy(_path(database), unfinished)
        else:
            postgres.copy(database.url, _schema(database), unfinished)
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(database: Database, file: Path, *, force: bool) -> None:
    """Puts a backup in the place of an empty database, with `force` also of one that holds data. Raises NoBackup.

    The caller brings what came out of an older backup to the present form.
    """
    if not file.is_file():
        raise NoBackup(f"There is no file {file}.")
    schema = "" if database.is_sqlite else _schema(database)
    _require_known(postgres.revision(database.url, schema, file) if schema else sqlite.revision(file), file)
    if not force and _has_data(database):
        raise NoBackup("The database holds data. Back it up, then say --force to have it replaced.")
    if database.is_sqlite:
        path = _path(database)
        database.dispose()
        sqlite.restore(file, path)
        return
    with database.engine.begin() as connection:
        ours = _ours(connection)
        # A dump of one schema is without extensions, and the guard against double booking needs this one.
        connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS btree_gist"))
    database.dispose()
    postgres.restore(database.url, schema, file, instead_of=ours)


def _require_known(revision: str | None, file: Path) -> None:
    if revision is None:
        raise NoBackup(f"{file} is no backup of Meiyue.")
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if revision not in known:
        raise NoBackup(f"{file} was made by another version of Meiyue (migration {revision}): update this one first.")


def _has_data(database: Database) -> bool:
    with database.engine.connect() as connection:
        return any(
            connection.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first() is not None
            for name in sorted(_ours(connection) - _NOT_DATA)
        )


def _ours(connection: sa.Connection) -> set[str]:
    """The tables of Meiyue that are there; others may live beside them."""
    return set(sa.inspect(connection).get_table_names()) & {*METADATA.tables, "alembic_version"}


def _path(database: Database) -> Path:
    return Path(str(database.url.database))


def _schema(database: Database) -> str:
    with database.engine.connect() as connection:
        return str(connection.scalar(sa.text("SELECT current_schema()")))
