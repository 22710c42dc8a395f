"""Photos of members who were erased: their files are deleted once the erasure is committed, or at the next start."""

from __future__ import annotations

from bot.media import PhotoStore
from core.kit.db import Database
from core.privacy import service as privacy


def drop_doomed(database: Database, photos: PhotoStore) -> int:
    """Deletes the files first and forgets their names after, so that a crash in between leaves nothing behind."""
    with database.reading() as work:
        names = privacy.list_doomed(work)
    for name in names:
        photos.drop(name)
    if names:
        database.run(lambda work: privacy.forget_doomed(work, names))
    return len(names)


def watch_erasures(database: Database, photos: PhotoStore) -> None:
    """Deletes what an earlier process left, and from now on what every erasure of this one leaves."""

    def drop_all(_members: set[int]) -> None:
        while drop_doomed(database, photos):
            pass

    drop_all(set())
    database.on_commit("photos", drop_all)
