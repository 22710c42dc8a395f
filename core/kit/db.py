"""The database: tables' base, types, and the only place that opens and commits a transaction."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Session

from core.kit.clock import Clock, SystemClock
from core.kit.crypto import Keyring
from core.kit.events import Handlers
from core.kit.sealing import RING
from core.kit.work import SIGNALS, SYSTEM, Actor, Work

T = TypeVar("T")
_TRIES = 5
_STUCK = 10_000
"""Milliseconds after which PostgreSQL ends a transaction whose process does nothing, such as one that was paused: it
would keep its locks, and with them everybody else."""
_TRY_AGAIN = {"40001", "40P01", "25P03"}
"""PostgreSQL: serialization failure, deadlock detected, and ended because this process stood still for `_STUCK`."""


class UtcDateTime(sa.types.TypeDecorator[dt.datetime]):
    """An aware moment, in UTC. A naive one is refused, because its zone would be a guess."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """Base of all tables; names of constraints are fixed so that migrations can speak of them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: UtcDateTime(),
        int: sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
        dict[str, str]: sa.JSON(),
        dict[str, Any]: sa.JSON(),
        list[str]: sa.JSON(),
        list[Any]: sa.JSON(),
    }


class Database:
    """One brand's database: an SQLite file or a PostgreSQL schema (architecture.md: one brand = one database)."""

    def __init__(
        self,
        url: str,
        *,
        handlers: Handlers | None = None,
        clock: Clock | None = None,
        keyring: Keyring | None = None,
        pool_size: int = 8,
    ) -> None:
        """Without `keyring` tables can be looked after, but no personal data read or written."""
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.handlers: Handlers = handlers or {}
        self.clock: Clock = clock or SystemClock()
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url, pool_size)
        self._reading_engine = self.engine.execution_options(meiyue_reads=True)
        self.keyring = keyring
        self._listeners: list[tuple[str, Callable[[set[int]], None]]] = []
        self.relay: Callable[[Mapping[str, set[int]]], None] | None = None
        """Told of every commit that signalled something, to tell other processes (`core.kit.bell`)."""
        # SQLite has one writer; queueing here is fair, while its own busy wait polls with pauses.
        self._writer: contextlib.AbstractContextManager[object] = (
            threading.Lock() if self.is_sqlite else contextlib.nullcontext()
        )

    @contextlib.contextmanager
    def transaction(self, actor: Actor = SYSTEM) -> Iterator[Work]:
        """Opens a unit of work and commits it at the end; any exception rolls all of it back."""
        with self._writer, self._session(self.engine) as session:
            yield Work(session, self.clock.now(), actor, self.handlers)
            session.commit()
            signalled: dict[str, set[int]] = session.info.get(SIGNALS, {})
        self.tell(signalled)
        if self.relay is not None and signalled:
            self.relay(signalled)

    def on_commit(self, topic: str, listener: Callable[[set[int]], None]) -> None:
        """Calls a listener after every commit that signalled its topic (`Work.signal`), in the committing thread."""
        self._listeners.append((topic, listener))

    def hears(self, topic: str) -> bool:
        """Whether anybody in this process listens to a topic."""
        return any(each == topic for each, _ in self._listeners)

    def tell(self, signalled: Mapping[str, set[int]]) -> None:
        """Tells this process's listeners what was signalled, here or in another process."""
        for topic, listener in self._listeners:
            if topic in signalled:
                listener(signalled[topic])

    @contextlib.contextmanager
    def reading(self, actor: Actor = SYSTEM) -> Iterator[Work]:
        """Opens a unit of work that only reads: it takes no write lock and is never committed."""
        with self._session(self._reading_engine) as session:
            yield Work(session, self.clock.now(), actor, self.handlers)

    def _session(self, engine: Engine) -> Session:
        return Session(engine, autoflush=False, expire_on_commit=False, info={RING: self.keyring})

    def run(self, job: Callable[[Work], T], actor: Actor = SYSTEM) -> T:
        """Runs a job in one transaction, again when the database itself asked for another try."""
        for tries_left in reversed(range(_TRIES)):
            try:
                with self.transaction(actor) as work:
                    return job(work)
            except (sa.exc.OperationalError, sa.exc.InternalError) as wrong:
                if not tries_left or getattr(wrong.orig, "sqlstate", None) not in _TRY_AGAIN:
                    raise
        raise AssertionError("unreachable: the last try returns or raises")

    def dispose(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


def _sqlite_engine(url: sa.URL) -> Engine:
    engine = sa.create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins; the driver must not begin by itself
        # secure_delete: what somebody had erased must not lie on in free pages.
        # FULL: points and money survive a power cut, not only a crash (architecture.md).
        _use_wal(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("meiyue_reads")
        # A writing turn takes the lock first: upgrading half-way fails where waiting would have served.
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _use_wal(connection: Any) -> None:
    """Switches the file to WAL. Of two processes that do so on a new file at once, SQLite refuses one unasked."""
    for is_last_try in (False, False, True):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if is_last_try:
                raise
            connection.execute("BEGIN IMMEDIATE")  # waits for the other one, which the switch does not
            connection.execute("COMMIT")


def _postgres_engine(url: sa.URL, pool_size: int) -> Engine:
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=30,
        connect_args={"options": f"-c timezone=UTC -c idle_in_transaction_session_timeout={_STUCK}"},
    )
