"""A short way through the encoder's network ends where the package's own ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlu.embedded import encoder
from nlu.embedded.known_pieces import KnownPieces

pytestmark = pytest.mark.skipif(not encoder.has_encoder(), reason="the optional encoder is not installed")

_DATA = Path(__file__).parents[3] / "nlu" / "data" / "validation"
_EVERY = 40
SAID = [
    json.loads(line)["text"]
    for name in ("zh.jsonl", "en.jsonl")
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines()[::_EVERY]
] + ["", " ", "1", "hi", "👍👍", "\u200b", "㊗️ﷺ", "明天" * 150, "please " * 50]


@pytest.fixture(scope="module")
def package() -> Any:
    return encoder._encoder()


def test_one_text_at_a_time_means_what_the_package_says(package: Any) -> None:
    short = KnownPieces(package._model)
    for text in SAID:
        assert np.abs(short.encode([text]) - package.encode([text])).max() < 1e-6, text


def test_texts_beside_one_another_do_not_touch(package: Any) -> None:
    short = KnownPieces(package._model)
    for at in range(0, len(SAID), 7):
        assert np.abs(short.encode(SAID[at : at + 7]) - package.encode(SAID[at : at + 7])).max() < 1e-6


def test_what_is_forgotten_is_worked_out_again(package: Any) -> None:
    forgetful = KnownPieces(package._model, most=20)
    for text in SAID:
        assert np.abs(forgetful.encode([text]) - package.encode([text])).max() < 1e-6
        assert len(forgetful._known) <= 20


def test_a_piece_known_is_not_worked_out_again(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    short = KnownPieces(package._model)
    first = short.encode(["明天下午做脸"])
    monkeypatch.setattr(KnownPieces, "_worked_out", None)
    assert np.array_equal(short.encode(["明天下午做脸"]), first)


def test_what_is_learnt_before_is_not_worked_out_again(package: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = KnownPieces(package._model)
    ready.encode([""])  # begin, end and nothing
    ready.learn(["明天下午做脸", "hi"])
    monkeypatch.setattr(KnownPieces, "_worked_out", None)
    for text in ("hi", "明天下午做脸"):
        assert np.abs(ready.encode([text]) - package.encode([text])).max() < 1e-6


def test_no_more_is_learnt_than_there_is_room(package: Any) -> None:
    small = KnownPieces(package._model, most=5)
    small.learn(SAID)
    assert len(small._known) == 5
