"""Databases for the tests: every test that asks for `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
import structlog

from core.handlers import HANDLERS
from core.keys import service as keys
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.migrations.migrate import upgrade
from tests import postgres
from tests.factories import garden_salon
from tests.keys import KEYRING, KEYS
from tests.reuse import Shelf

NOW = dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC)
"""Wednesday, 10:00 in Shanghai: where every test's clock starts."""

LARGER = {
    "MEIYUE_ALL_TRANSCRIPTS=1": "every transcript on each channel with each database, and on Telegram",
    "MEIYUE_CHAOS=full": "more people, more kills, 10,000 due rows",
    "MEIYUE_FUZZ_RUNS=40": "ten times as many random days",
    "MEIYUE_API_CASES=20000": "fifty times as many requests made up for the API",
    "MEIYUE_SWEEP=full": "every day of every zone",
    "MEIYUE_POINTS=full": "200 random histories of points, 50 steps each",
    "MEIYUE_LEDGER=full": "200 random histories of stored value and cards, 50 steps each",
    "MEIYUE_SEARCH_EXAMPLES=5000": "more random bills against a search of all combinations of coupons",
}
"""What the normal suite plays in a smaller size, and how it is played in full; by hand, it takes hours."""

_PLACE = pytest.StashKey[postgres.Place]()
_SHELF = Shelf()
_NO_POSTGRES = "no PostgreSQL: "


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process makes the run's folder; workers are told where it is."""
    # How long an example takes says how busy the machine is; speed is what benchmarks measure.
    hypothesis.settings.register_profile("meiyue", deadline=None)
    hypothesis.settings.load_profile("meiyue")
    # By default structlog draws tracebacks with all local variables, which takes seconds.
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])
    # Whatever a test starts (a process, an application) reads the databases that others made.
    os.environ["MEIYUE_KEYS"] = KEYS
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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Names what did not run: a green run must not look fuller than it was."""
    for line in config.stash[_PLACE].crashes():
        terminalreporter.write_line(f"PostgreSQL: {line}")
    skipped = [
        (report.nodeid, str(report.longrepr[2]).removeprefix("Skipped: "))
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    ]
    if skipped:
        terminalreporter.section("not run on this machine")
        for test, why in skipped:
            terminalreporter.write_line(f"{test}: {why.splitlines()[0]}")
    smaller = {name: what for name, what in LARGER.items() if not os.environ.get(name.partition("=")[0])}
    if smaller:
        terminalreporter.section("played in a smaller size")
        for name, what in smaller.items():
            terminalreporter.write_line(f"{name}: {what}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "meiyue.db"
    database = Database(f"sqlite:///{path}", keyring=KEYRING)
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


@pytest.fixture(scope="session")
def garden_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the salon of the conversation tests, to be copied."""
    path = tmp_path_factory.mktemp("garden") / "meiyue.db"
    shutil.copyfile(migrated_file, path)
    _open_garden(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def garden_on_postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of a PostgreSQL database with the same salon, to be copied."""
    with _postgres_database(request.config, migrated=True) as url:
        _open_garden(url)
        yield str(sa.make_url(url).database)


@pytest.fixture
def garden_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of one's own with the salon of `tests.factories.garden_salon`."""
    if engine_name == "sqlite":
        path = tmp_path / "meiyue.db"
        shutil.copyfile(request.getfixturevalue("garden_file"), path)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("garden_on_postgres")
    with _postgres_database(request.config, migrated=True, template=template) as url:
        yield url


def _open_garden(url: str) -> None:
    database = Database(url, clock=ManualClock(NOW), pool_size=1, keyring=KEYRING)
    database.run(keys.require)
    database.run(garden_salon.load)
    database.dispose()


@contextlib.contextmanager
def _postgres_database(config: pytest.Config, *, migrated: bool, template: str | None = None) -> Iterator[str]:
    try:
        server = config.stash[_PLACE].postgres()
    except postgres.NoPostgres as why:
        pytest.skip(f"{_NO_POSTGRES}{why}")
    if not migrated:
        url = postgres.create(server)
        yield url.render_as_string(hide_password=False)
        postgres.drop(url)
        return
    like = template or str(server.database)
    url = _SHELF.take(server, like)
    yield url.render_as_string(hide_password=False)
    _SHELF.put_back(url, like)


@pytest.fixture
def clock() -> ManualClock:
    """The time of the test; it moves only when told to."""
    return ManualClock(NOW)


@pytest.fixture
def database(database_url: str, clock: ManualClock) -> Iterator[Database]:
    """A brand's database as the product opens it: migrated, with all handlers, on the test's clock."""
    opened = Database(database_url, handlers=HANDLERS, clock=clock, keyring=KEYRING)
    yield opened
    opened.dispose()
