"""Databases of a test run, emptied and used again: to copy a template of a hundred tables takes half a second."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

import psycopg
import sqlalchemy as sa
from psycopg import sql

from tests import postgres

_TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1
"""
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
_SHAPE = """
SELECT md5(string_agg(one, ',' ORDER BY one)) FROM (
    SELECT concat('c', oid, relname, relnatts) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat('t', oid, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat('k', oid, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT concat('f', oid, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS shapes (one)
"""
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclasses.dataclass(frozen=True)
class _Content:
    """What a new copy of a template holds."""

    shape: str
    rows: dict[str, bytes]
    sequences: dict[str, int | None]
    tables: tuple[str, ...]


class Shelf:
    """This process's databases that nobody uses at the moment, by template."""

    def __init__(self) -> None:
        self._free: dict[str, list[sa.URL]] = defaultdict(list)
        self._contents: dict[str, _Content] = {}

    def take(self, server: sa.URL, template: str) -> sa.URL:
        """A database like the template: one that was put back, or a new copy."""
        if self._free[template]:
            return self._free[template].pop()
        url = postgres.create(server, template=template)
        if template not in self._contents:
            with _connect(url) as connection:
                self._contents[template] = _read(connection)
        return url

    def put_back(self, url: sa.URL, template: str) -> None:
        """Makes a database again what its template is.

        One that a test has changed the tables of, or that somebody is still connected to, is dropped instead.
        """
        content = self._contents[template]
        with _connect(url) as connection:
            others = connection.execute(_OTHERS).fetchone()
            is_fit = others == (0,) and _shape(connection) == content.shape
            if is_fit:
                _refill(connection, content)
        if is_fit:
            self._free[template].append(url)
        else:
            postgres.drop(url)


def _connect(url: sa.URL) -> psycopg.Connection:
    return psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


def _shape(connection: psycopg.Connection) -> str:
    found = connection.execute(_SHAPE).fetchone()
    assert found is not None
    return str(found[0])


def _read(connection: psycopg.Connection) -> _Content:
    tables = tuple(str(row[0]) for row in connection.execute(_TABLES))
    rows = {}
    for table in tables:
        with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
            held = b"".join(bytes(part) for part in copy)
        if held:
            rows[table] = held
    return _Content(_shape(connection), rows, dict(connection.execute(_SEQUENCES).fetchall()), tables)


def _refill(connection: psycopg.Connection, content: _Content) -> None:
    """Triggers and foreign keys are not asked: the rows are those of a database that satisfied them."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        empty = [sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in content.tables]
        connection.execute(sql.SQL("; ").join(empty))
        for table, held in content.rows.items():
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                copy.write(held)
        begin = [
            sql.SQL("SELECT setval({}, {}, {})").format(sql.Literal(name), last or 1, last is not None)
            for name, last in content.sequences.items()
        ]
        connection.execute(sql.SQL("; ").join(begin))
