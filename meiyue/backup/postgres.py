"""PostgreSQL: its own pg_dump, pg_restore and psql, for one brand's schema."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection
from pathlib import Path

import sqlalchemy as sa

from meiyue.backup.errors import NoBackup

_REVISION = re.compile(r"^COPY [^\n]*alembic_version [^\n]*;\n(\S+)$", re.MULTILINE)
_FUNCTIONS = "renew_reference_token", "refuse_change", "refuse_other_owner"  # all that the migrations make
_NOT_OURS = "--no-owner", "--no-privileges"


def copy(url: sa.URL, schema: str, to: Path) -> None:
    """Dumps the schema as it is at one moment, while others write. Raises NoBackup."""
    _run("pg_dump", url, "--format=custom", f"--schema={schema}", *_NOT_OURS, f"--file={to}")


def revision(url: sa.URL, schema: str, file: Path) -> str | None:
    """The migration a backup was made at; None when it holds no tables of Meiyue in a schema of that name.

    Raises NoBackup.
    """
    only = "--data-only", f"--schema={schema}", "--table=alembic_version"
    told = _run("pg_restore", url, *only, "--file=-", str(file), connects=False)
    found = _REVISION.search(told)
    return found[1] if found else None


def restore(url: sa.URL, schema: str, file: Path, *, instead_of: Collection[str]) -> None:
    """Puts the backup's tables in the place of these, in one transaction. Raises NoBackup; then nothing was changed.

    Not pg_restore's --clean: it drops what the backup holds, and a newer table that refers to one of those stops it.
    """
    with tempfile.TemporaryDirectory(prefix="meiyue-") as folder:  # nobody else may look into it
        before, after = Path(folder, "drop.sql"), Path(folder, "restore.sql")
        before.write_text(_dropping(instead_of), encoding="utf-8")
        # What is in the schema, not the schema itself: extensions live in it that others may use.
        only = f"--schema={schema}", *_NOT_OURS
        _run("pg_restore", url, *only, f"--file={after}", str(file), connects=False)
        once = "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"
        _run("psql", url, *once, f"--file={before}", f"--file={after}")


def _dropping(tables: Collection[str]) -> str:
    names = ", ".join(f'"{name}"' for name in sorted(tables))
    drop = f"DROP TABLE {names} CASCADE;\n" if names else ""
    functions = "".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE;\n" for name in _FUNCTIONS)
    return f"SET client_min_messages = warning;\n{drop}{functions}"


def _run(program: str, url: sa.URL, *arguments: str, connects: bool = True) -> str:
    path = shutil.which(program)
    if path is None:
        raise NoBackup(f"{program} is not installed: it comes with PostgreSQL's client (postgresql-client).")
    target, environment = _address(url)
    command = (path, "--no-password", f"--dbname={target}", *arguments) if connects else (path, *arguments)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise NoBackup(f"{program} failed: {said[0].removeprefix(f'{program}: ')}")
    return done.stdout


def _address(url: sa.URL) -> tuple[str, dict[str, str]]:
    """Where to connect, and the environment that holds the password: a command line is read by everybody."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: PLC0415 (9 MB that SQLite has no use for)

    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    parts = {name: str(value) for name, value in conninfo_to_dict(plain).items() if value is not None}
    environment = dict(os.environ)
    if (password := parts.pop("password", None)) is not None:
        environment["PGPASSWORD"] = password
    return make_conninfo("", **parts), environment
