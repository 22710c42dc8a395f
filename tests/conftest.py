"""Databases for the tests: every test that asks for `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.migrations.migrate import upgrade
from tests import postgres

NOW = dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC)
"""Wednesday, 10:00 in Shanghai: where every test's clock starts."""

_PLACE = pytest.StashKey[postgres.Place]()
_NO_POSTGRES = "no PostgreSQL: "


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process makes the run's folder; workers are told where it is."""
    told = getattr(config, "workerinput", {}).get("meiyue_place")
    config.stash[_PLACE] = postgres.Place(Path(told)) if told else postgres.Place.open()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist: the folder's path goes to a worker."""
    node.workerinput["meiyue_place"] = str(node.config.stash[_PLACE].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The server ends with the run."""
    if not hasattr(config, "workerinput"):
        config.stash[_PLACE].close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what did not run: a green run must not look fuller than it was."""
    skipped = [
        (report.nodeid, report.longrepr[2].partition(_NO_POSTGRES)[2])
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and _NO_POSTGRES in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.section("not run on this machine")
        for test, why in skipped:
            terminalreporter.write_line(f"{test}: {_NO_POSTGRES}{why.splitlines()[0]}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "meiyue.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine under test; a test asks for it only when the two differ by intention."""
    return str(request.param)


@pytest.fixture
def empty_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of one's own without any table."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with _postgres_database(request.config, migrated=False) as url:
        yield url


@pytest.fixture
def database_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of one's own with all tables and no rows."""
    if engine_name == "sqlite":
        path = tmp_path / "meiyue.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    with _postgres_database(request.config, migrated=True) as url:
        yield url


@contextlib.contextmanager
def _postgres_database(config: pytest.Config, *, migrated: bool) -> Iterator[str]:
    try:
        template = config.stash[_PLACE].postgres()
    except postgres.NoPostgres as why:
        pytest.skip(f"{_NO_POSTGRES}{why}")
    url = postgres.create(template, template=template.database if migrated else None)
    try:
        yield url.render_as_string(hide_password=False)
    finally:
        postgres.drop(url)


@pytest.fixture
def clock() -> ManualClock:
    """The time of the test; it moves only when told to."""
    return ManualClock(NOW)


@pytest.fixture
def database(database_url: str, clock: ManualClock) -> Iterator[Database]:
    """A brand's database as the product opens it: migrated, with all handlers, on the test's clock."""
    opened = Database(database_url, handlers=HANDLERS, clock=clock)
    yield opened
    opened.dispose()
