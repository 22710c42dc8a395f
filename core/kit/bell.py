"""What a commit signalled in one process, heard by the others on the same PostgreSQL at once (LISTEN/NOTIFY).

A wake-up and nothing more: what is to be done stands in the tables, and whoever missed the bell finds it at the next
look of its own. So it rings after the commit, on a connection of its own, and costs a turn nothing.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from core.kit.db import Database


@contextlib.contextmanager
def ringing(database: Database) -> Iterator[None]:
    """Rings and listens while the block runs. On SQLite, whose processes have no such line, it does nothing."""
    if database.is_sqlite:
        yield
        return
    from core.kit.postgres_bell import Bell  # noqa: PLC0415 (psycopg takes 9 MB that SQLite has no use for)

    bell = Bell(database)
    database.relay = bell.ring
    threads = [threading.Thread(target=run, name=run.__name__, daemon=True) for run in (bell.ring_out, bell.listen)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        database.relay = None
        bell.stop()
        for thread in threads:
            thread.join()
