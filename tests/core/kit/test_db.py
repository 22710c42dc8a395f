"""A job that the database broke off for no fault of its own is done again."""

import pytest
import sqlalchemy as sa

from core.kit.db import Database
from core.kit.work import Work
from tests.keys import KEYRING


@pytest.mark.parametrize("engine_name", ["postgres"], indirect=True)
def test_who_stood_still_for_too_long_begins_anew(database_url: str) -> None:
    database = Database(database_url, keyring=KEYRING)
    begun: list[int] = []

    def job(work: Work) -> int:
        begun.append(work.session.scalars(sa.text("SELECT pg_backend_pid()")).one())
        if len(begun) == 1:
            work.session.execute(sa.text("SET LOCAL idle_in_transaction_session_timeout = 1"))
            while _is_there(database, begun[0]):
                continue  # stands still until the server has had enough of it
        return int(work.session.scalars(sa.text("SELECT 42")).one())

    try:
        assert database.run(job) == 42
        assert len(begun) == 2
    except sa.exc.OperationalError:  # the line was shut before the reason could be read: the gateway waits, and counts
        assert len(begun) == 1  # nothing
    database.dispose()


def _is_there(database: Database, pid: int) -> bool:
    with database.reading() as work:
        asked = sa.text("SELECT count(*) FROM pg_stat_activity WHERE pid = :pid")
        return bool(work.session.execute(asked, {"pid": pid}).scalar())
