"""Which reader understands people: the trained classifier, or keyword rules where there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

import structlog

from nlu.reading import Context, Reader, Reading
from nlu.rules.reader import RuleReader

log = structlog.get_logger()
Kind = Literal["embedded", "rules"]


class LazyReader:
    """A reader that is loaded at the first sentence: a command that reads none must not pay a second and 160 MB."""

    slow = False

    def __init__(self, load: Callable[[], Reader]) -> None:
        self._load = load
        self._loaded: Reader | None = None
        self._once = threading.Lock()

    def parse(self, text: str, context: Context) -> Reading:
        """Read one message; the first call loads the reader."""
        return self.loaded().parse(text, context)

    def loaded(self) -> Reader:
        """The reader itself, loaded once whoever asks first."""
        if self._loaded is None:
            with self._once:
                self._loaded = self._loaded or self._load()
        return self._loaded


def reader_for(kind: Kind) -> Reader:
    """The reader of a deployment; without a trained model the rules read, and the log says so."""
    return RuleReader() if kind == "rules" else LazyReader(_embedded)


def _embedded() -> Reader:
    # Imported when it is needed: numpy and the dictionaries of sounds cost every command line 0.3 s.
    from nlu.embedded.reader import load_reader  # noqa: PLC0415 (see above)

    try:
        return load_reader()
    except FileNotFoundError as missing:
        log.warning("no trained model, keyword rules read instead", missing=str(missing.filename), train="nlu.train")
        return RuleReader()
