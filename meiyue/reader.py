"""Which reader understands people: the trained classifier, or keyword rules where there is none."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import structlog

from meiyue.settings import Settings
from nlu.reading import Context, Names, Reader, Reading
from nlu.rules.reader import RuleReader

if TYPE_CHECKING:
    from nlu.embedded.reader import EmbeddedReader

log = structlog.get_logger()
Kind = Literal["embedded", "rules", "rasa"]
TRAIN_ANEW = "`meiyue nlu train` trains it anew; or delete that folder"
"""What to do about a model of one's own that cannot serve any more."""


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


_WARM = Context("zh_CN", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), Names(), hurry=True)


def warm(reader: Reader) -> None:
    """Loads what the first member would wait a second for: the model, the meanings, the tables of the rules."""
    reader.parse("明天下午三点", _WARM)


def reader_for(kind: Kind, rasa_url: str = "", own: Path | None = None) -> Reader:
    """The reader of a deployment, with the model that the salon trained in the folder `own` where there is one.

    Without a trained model the rules read, and the log says so.
    """
    if kind == "rules":
        return RuleReader()
    if kind == "embedded":
        return LazyReader(lambda: _trained(own=own))
    return LazyReader(lambda: _trained(rasa_url, own), slow=True)


def with_model(first: Reader, settings: Settings) -> Reader:
    """The reader with a language model behind it where one is configured. Raises ValueError."""
    if not settings.llm_url or not settings.llm_model:
        return first
    # Nobody else needs an HTTP client at the start.
    from nlu.llm.reader import with_llm  # noqa: PLC0415 (see above)

    return with_llm(first, settings.llm_url, settings.llm_key.get_secret_value(), settings.llm_model)


def _trained(rasa_url: str = "", own: Path | None = None) -> Reader:
    # Imported when it is needed: numpy and the dictionaries of sounds cost every command line 0.3 s.
    from nlu.embedded.reader import load_reader  # noqa: PLC0415 (see above)
    from nlu.rasa.reader import RasaReader  # noqa: PLC0415 (the same)

    try:
        embedded = _own(own) or load_reader()
        return RasaReader(rasa_url, embedded) if rasa_url else embedded
    except FileNotFoundError as missing:
        log.warning("no trained model, keyword rules read instead", missing=str(missing.filename), train="nlu.train")
        return RuleReader()


def _own(folder: Path | None) -> EmbeddedReader | None:
    """What the salon trained; None, and a line in the log, where that cannot serve any more."""
    from nlu.embedded.model import ModelUnfit  # noqa: PLC0415 (numpy, see above)
    from nlu.embedded.reader import load_reader  # noqa: PLC0415 (the same)

    if folder is None or not (folder / "model.json").exists():
        return None
    try:
        return load_reader(folder)
    except ModelUnfit as wrong:
        log.warning("own model not used, ours reads instead", why=str(wrong), remedy=TRAIN_ANEW)
        return None
