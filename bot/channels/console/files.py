"""Files for somebody at a terminal: written into a folder, and where they are is said."""

from __future__ import annotations

from pathlib import Path

from bot.messages import Attachment
from bot.texts.catalogue import Texts
from core.document import service as documents
from core.document.errors import DocumentGone
from core.kit.db import Database


class Folder:
    """Where a terminal's files go. None is ever overwritten."""

    def __init__(self, database: Database, texts: Texts, folder: Path) -> None:
        self._database, self._texts, self._folder = database, texts, folder

    def save(self, file: Attachment, language: str) -> str:
        """Writes a file and returns its path; for one that has expired, the sentence that says so."""
        try:
            with self._database.reading() as work:
                found = documents.get_sent(work, file.ref)
        except DocumentGone as gone:
            return self._texts.explain(language, gone)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = _free(self._folder / found.name)
        path.write_bytes(found.content)
        return str(path)


def _free(wanted: Path) -> Path:
    """The path itself, or with the first number that is not taken."""
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_stem(f"{wanted.stem} ({number})")
    return path
