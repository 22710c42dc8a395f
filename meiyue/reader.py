"""Which reader understands people: the trained classifier, or keyword rules where there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

import structlog

from nlu.reading import Context, Reader, Reading
from nlu.rules.reader import RuleReader

log = structlog.get_logger()
Kind = Literal["embedded", "rules", "rasa"]


class LazyReader:
    """A reader that is loaded at the first sentence: a command that reads none must not pay a second and 160 MB."""

    def __init__(self, load: Callable[[], Reader], *, slow: bool = False) -> None:
        self.slow = slow
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


def reader_for(kind: Kind, rasa_url: str = "") -> Reader:
    """The reader of a deployment; without a trained model the rules read, and the log says so."""
    if kind == "rules":
        return RuleReader()
    if kind == "embedded":
        return LazyReader(_trained)
    return LazyReader(lambda: _trained(rasa_url), slow=True)


def _trained(rasa_url: str = "") -> Reader:
    # Imported when it is needed: numpy and the dictionaries of sounds cost every command line 0.3 s.
    from nlu.embedded.reader import load_reader  # noqa: PLC0415 (see above)
    from nlu.rasa.reader import RasaReader  # noqa: PLC0415 (the same)

    try:
        embedded = load_reader()
        return RasaReader(rasa_url, embedded) if rasa_url else embedded
    except FileNotFoundError as missing:
        log.warning("no trained model, keyword rules read instead", missing=str(missing.filename), train="nlu.train")
        return RuleReader()
