"""The databases that benchmarks run on: real ones, as safe against power cuts as in a salon (fsync on)."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.postgres import NoPostgres, Place, create, drop, start


@contextlib.contextmanager
def urls() -> Iterator[dict[str, str]]:
    """URLs of empty databases by engine name; PostgreSQL is left out, and that is said, where it cannot run."""
    place = Place.open()
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = {"SQLite": f"sqlite:///{Path(folder) / 'bench.sqlite3'}"}
            try:
                server = start(place.folder, durable=True)
            except NoPostgres as why:
                print(f"PostgreSQL left out: {why}")
                yield found
                return
            database = create(server)
            try:
                yield found | {"PostgreSQL": database.render_as_string(hide_password=False)}
            finally:
                drop(database)
    finally:
        place.close()
