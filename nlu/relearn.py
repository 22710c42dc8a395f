"""A salon's own sentences: trained beside ours, and served only when that understands more.

The labelled sentences are JSON lines of {"text", "intent"}. One in five is kept from training; on those and on the
validation sentences the new model is measured beside the one that serves.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.embedded.model import Model, ModelUnfit
from nlu.embedded.reader import MODEL, EmbeddedReader
from nlu.embedded.trainer import train
from nlu.evaluate import Example, examples, read_names, run
from nlu.reading import Names
from nlu.training import DATA, Sentence, sentences

VALIDATION = DATA / "validation"
_KEPT_BACK = 5  # one in


@dataclass(frozen=True, slots=True)
class Outcome:
    """Sentences read rightly before and after, of how many; and whether the new model now serves."""

    before: int
    after: int
    of: int
    learnt: int
    is_swapped: bool


def labelled(path: Path) -> list[Sentence]:
    """The sentences of a file. Raises ValueError naming the line that is none, or whose intent nobody knows."""
    intents = {item.intent for item in sentences()}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        item = json.loads(line)
        text, intent = (item.get("text"), item.get("intent")) if isinstance(item, dict) else (None, None)
        if not isinstance(text, str) or not text.strip() or intent not in intents:
            raise ValueError(f"{path.name}:{number}: a text and a known intent are needed")
        found.append(
            Sentence(text.strip(), intent, "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else "en")
        )
    return found


def validation() -> tuple[list[Example], Names]:
    """The sentences that nobody trains on, and the salon they were written for."""
    return [example for path in sorted(VALIDATION.glob("*.jsonl")) for example in examples(path)], read_names(
        VALIDATION / "names.json"
    )


def relearn(
    own: Sequence[Sentence], to: Path, *, base: Sequence[Sentence], test: Sequence[Example], names: Names
) -> Outcome:
    """Trains on `base` and `own`, measures, and puts the model in the folder `to` when it reads more of them rightly.

    The model that serves is the one in `to`, or ours when there is none that can; it stays untouched until the new one
    is whole.
    """
    serving = _serving(to)
    kept = [item for item in own if _is_kept_back(item)]
    asked = [*test, *(Example(item.text, (item.intent,), frozenset()) for item in kept)]
    lessons = [*base, *(item for item in own if not _is_kept_back(item))]
    model = train(lessons, known=serving, splitter=serving.splitter)
    before, after = (_right(each, asked, names) for each in (serving, model))
    if after > before:
        _swap(model, to)
    return Outcome(before, after, len(asked), len(own) - len(kept), after > before)


def _serving(to: Path) -> Model:
    try:
        return Model.load(to)
    except (FileNotFoundError, ModelUnfit):
        return Model.load(MODEL)


def _is_kept_back(item: Sentence) -> bool:
    """By its own text, so that a sentence once kept from training never gets into it."""
    return hashlib.blake2b(item.text.encode(), digest_size=1).digest()[0] % _KEPT_BACK == 0


def _right(model: Model, asked: Sequence[Example], names: Names) -> int:
    return sum(result.is_right for result in run(EmbeddedReader(model), asked, names))


def _swap(model: Model, to: Path) -> None:
    """Written beside it and renamed: whoever starts meanwhile finds the old or the new one, for a moment ours."""
    fresh, old = to.with_name(f"{to.name}.new"), to.with_name(f"{to.name}.old")
    for each in (fresh, old):
        shutil.rmtree(each, ignore_errors=True)
    model.save(fresh)
    if to.exists():
        to.rename(old)
    fresh.rename(to)
    shutil.rmtree(old, ignore_errors=True)
