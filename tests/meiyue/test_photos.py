"""Photos of members who were erased are deleted from the disk."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from bot.media import PhotoStore
from core.kit.db import Database
from core.privacy import repository
from meiyue.photos import drop_doomed, watch_erasures


def _photo(store: PhotoStore) -> str:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "JPEG")
    return store.keep(data.getvalue())


def test_files_go_after_the_commit_and_others_stay(database: Database, tmp_path: Path) -> None:
    store = PhotoStore(tmp_path)
    left, doomed, kept = _photo(store), _photo(store), _photo(store)
    database.run(lambda work: repository.doom(work.session, [left]))  # by a process that died before it deleted
    watch_erasures(database, store)
    assert store.path(left) is None
    with database.transaction() as work:
        repository.doom(work.session, [doomed, "0" * 32 + ".jpg"])
        work.signal("photos", 1)
        assert store.path(doomed) is not None
    assert store.path(doomed) is None
    assert store.path(kept) is not None
    assert drop_doomed(database, store) == 0
