"""All migrations together are the models, on both engines; running them again, or twice at once, is harmless."""

from __future__ import annotations

import multiprocessing
import re

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.kit.db import Database
from core.kit.reference import WATCH, WATCH_PRODUCTS
from core.migrations.migrate import config, upgrade
from core.migrations.tables import METADATA
from core.resource.overlap import GUARD, MESSAGE
from tests.keys import KEYRING

_SCHEMA = {
    "sqlite": "SELECT type || ' ' || tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": """
        SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
        UNION ALL SELECT tablename || ' ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT table_name || '.' || column_name,
            concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT proname, prosrc FROM pg_proc JOIN pg_language l ON l.oid = prolang
        WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql'
    """,
}


def _schema(url: str) -> set[str]:
    """Everything the database itself says about its tables, one text a thing; the order of columns does not matter."""
    database = Database(url, keyring=KEYRING)
    with database.reading() as work:
        rows = work.session.execute(sa.text(_SCHEMA[database.engine.dialect.name])).all()
    database.dispose()
    said = set()
    for name, text in rows:
        body = re.sub(r"\s+(?=[,)])", "", re.sub(r"\s+", " ", text)).strip()
        body = re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", body)  # as a table once renamed is written
        # One CREATE TABLE as the set of its lines: where a constraint stands in it means nothing.
        parts = re.split(r", (?=[A-Z\"a-z_]+ )", body.removesuffix(")")) if name.startswith("table") else [body]
        said |= {f"{name}: {part}" for part in parts}
    return {line for line in said if "alembic_version" not in line}


def _create_from_models(url: str) -> None:
    database = Database(url, keyring=KEYRING)
    with database.engine.begin() as connection:
        METADATA.create_all(connection)
        dialect = connection.dialect.name
        for statement in (*WATCH[dialect], *WATCH_PRODUCTS[dialect], *GUARD[dialect]):
            connection.exec_driver_sql(statement)
    database.dispose()


def test_migrations_make_the_tables_of_the_models(empty_url: str, database: Database) -> None:
    _create_from_models(empty_url)
    database.dispose()
    assert _schema(database.url.render_as_string(hide_password=False)) == _schema(empty_url)


def test_autogenerate_finds_nothing_to_do(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_autogenerate_notices_a_missing_table(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE audit_entries")
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert "add_table" in [difference[0] for difference in differences]


def test_upgrading_again_changes_nothing(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    before = _schema(url)
    upgrade(database)
    assert _schema(url) == before


def _upgrade(url: str, barrier: object) -> None:
    database = Database(url, keyring=KEYRING)
    barrier.wait()  # type: ignore[attr-defined]  # the type of a spawned barrier has no public name
    upgrade(database)
    database.dispose()


def test_two_processes_may_upgrade_at_once(empty_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2)
    processes = [spawn.Process(target=_upgrade, args=(empty_url, barrier)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert any("bookings" in line for line in _schema(empty_url))


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(empty_url, keyring=KEYRING)
    monkeypatch.setitem(GUARD, database.engine.dialect.name, ("CREATE NONSENSE",))
    with pytest.raises(sa.exc.DBAPIError):
        upgrade(database)
    database.dispose()
    assert _schema(empty_url) == set()


def test_the_guard_is_in_place(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO stores (id, code, name, aliases, address, directions, phone, zone, market, settings,"
            " is_active) VALUES (1, 's', '{}', '[]', '{}', '{}', '', 'Asia/Shanghai', 'cn', '{}', true)"
        )
        connection.exec_driver_sql(
            "INSERT INTO resources (id, store_id, kind, code, name, state) VALUES (1, 1, 'bed', 'b', '{}', 'available')"
        )
        insert = "INSERT INTO occupancies (resource_id, start_minute, end_minute, reason) VALUES (1, {}, {}, 'block')"
        connection.exec_driver_sql(insert.format(0, 30))
        connection.exec_driver_sql(insert.format(30, 60))
        with pytest.raises(sa.exc.IntegrityError, match=f"{MESSAGE}|occupancies_overlap"):
            connection.exec_driver_sql(insert.format(29, 31))


def test_going_back_leaves_nothing_and_the_way_forward_open(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    before = _schema(url)
    settings = config()
    with database.engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")
    assert _schema(url) == set()
    upgrade(database)
    assert _schema(url) == before


def test_history_is_one_line() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1
