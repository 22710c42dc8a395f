"""Processes on one PostgreSQL hear of each other's commits at once; SQLite has no such line and does without."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from core.handlers import HANDLERS
from core.kit.bell import ringing
from core.kit.db import Database
from core.kit.postgres_bell import CHANNEL
from tests.keys import KEYRING

PATIENCE = 10.0
ON_POSTGRES = pytest.mark.parametrize("engine_name", ["postgres"], indirect=True)


@pytest.fixture
def other(database: Database, database_url: str) -> Iterator[Database]:
    """Another process's view of the same database."""
    opened = Database(database_url, handlers=HANDLERS, clock=database.clock, keyring=KEYRING)
    yield opened
    opened.dispose()


def _is_listening(database: Database) -> None:
    """Returns when both ends have their connection."""
    listening = sa.text("SELECT count(*) FROM pg_stat_activity WHERE query = :query AND datname = current_database()")
    while True:
        with database.reading() as work:
            if work.session.scalar(listening, {"query": f"LISTEN {CHANNEL}"}) == 2:
                return


@ON_POSTGRES
def test_what_one_commits_the_other_hears_and_not_what_it_rolls_back(database: Database, other: Database) -> None:
    heard: queue.Queue[set[int]] = queue.Queue()
    own: queue.Queue[set[int]] = queue.Queue()
    other.on_commit("inbox", heard.put)
    other.on_commit("outbox", heard.put)
    database.on_commit("outbox", own.put)
    with ringing(database), ringing(other):
        _is_listening(database)
        with pytest.raises(ZeroDivisionError):
            database.run(lambda work: [work.signal("inbox", 1), 1 // 0])
        database.run(lambda work: [work.signal("inbox", number) for number in range(2, 1000)])
        found: set[int] = set()
        while len(found) < 998:
            found |= heard.get(timeout=PATIENCE)
        assert found == set(range(2, 1000))
        database.run(lambda work: work.signal("outbox", 7))
        assert heard.get(timeout=PATIENCE) == {7}
        assert own.get(timeout=PATIENCE) == {7}
        assert own.empty()  # not once more through the bell


@ON_POSTGRES
def test_who_does_the_work_does_not_call_the_others_to_it(database: Database, other: Database) -> None:
    heard: queue.Queue[set[int]] = queue.Queue()
    other.on_commit("inbox", heard.put)
    other.on_commit("outbox", heard.put)
    database.on_commit("inbox", lambda _ids: None)
    with ringing(database), ringing(other):
        _is_listening(database)
        database.run(lambda work: [work.signal("inbox", 1), work.signal("outbox", 2)])
        assert heard.get(timeout=PATIENCE) == {2}
