"""The model that Meiyue ships is the one its sentences make, and understands strangers."""

from pathlib import Path

import pytest

from nlu.embedded.encoder import has_encoder
from nlu.embedded.model import Model
from nlu.embedded.reader import MODEL, load_reader
from nlu.evaluate import examples, read_names, run
from nlu.training import DATA, digest, lessons

VALIDATION: Path = DATA / "validation"


def test_it_was_trained_on_the_sentences_that_are_here() -> None:
    """After a change of nlu/data: `python -m nlu.train`, or members get yesterday's reader."""
    assert Model.load(MODEL).digest == digest(lessons())


@pytest.mark.skipif(not has_encoder(), reason="the optional encoder is not installed")
@pytest.mark.parametrize(("language", "at_least"), [("zh", 0.8), ("en", 0.75)])
def test_it_understands_sentences_nobody_taught_it(language: str, at_least: float) -> None:
    """Far below what was measured (docs/measurements.md): this notices a broken model, not a slightly worse one."""
    some = examples(VALIDATION / f"{language}.jsonl")[: 240 if language == "zh" else None]
    results = run(load_reader(), some, read_names(VALIDATION / "names.json"))
    assert sum(result.is_right for result in results) / len(results) >= at_least
