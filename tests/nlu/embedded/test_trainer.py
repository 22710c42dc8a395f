"""Training: the closed form solved by blocks is the closed form, and nothing is worked out twice."""

from pathlib import Path

import numpy as np
import pytest

from nlu.embedded import trainer
from nlu.embedded.classifier import Classifier
from nlu.embedded.encoder import has_encoder
from nlu.embedded.model import Model
from nlu.reading import Reading
from nlu.training import Sentence

SAID = {
    "book_appointment": ("明天想做个脸", "帮我约一下周六", "我要预约美甲", "约个下午做按摩", "想约周日做睫毛"),
    "check_points": ("我有多少积分", "积分还剩多少", "查一下积分", "看看我的积分", "积分够不够"),
    "ask_hours": ("你们几点开门", "几点关门啊", "营业到几点", "周日开门吗", "今天开到几点"),
}
SENTENCES = [Sentence(text, intent, "zh") for intent, texts in SAID.items() for text in texts]


@pytest.fixture(scope="module")
def model() -> Model:
    return trainer.train(SENTENCES)


def test_a_large_matrix_of_like_sentences_is_inverted_in_single_precision() -> None:
    rng = np.random.default_rng(7)
    rows = np.abs(rng.normal(size=(1300, 40))) + 1  # all much alike, as short sentences of one matter are
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    matrix = (rows @ rows.T + 0.3 * np.eye(1300)).astype(np.float32)
    asked = rng.normal(size=(1300, 5))
    root = trainer._root_of_inverse(matrix.copy())
    exact = np.linalg.solve(matrix.astype(np.float64), asked)
    assert np.abs(root.T @ (root @ asked) - exact).max() < 1e-3 * np.abs(exact).max()


def test_what_is_like_something_learnt_is_read_as_it(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)
    said = ["我的积分还有多少", "想约明天下午做脸", "周六几点开门"]
    ranked = Classifier(Model.load(tmp_path)).rank(said, [Reading((), ())] * 3)
    assert [found.best.name for found in ranked] == ["check_points", "book_appointment", "ask_hours"]
    assert all(abs(sum(intent.confidence for intent in found.intents) - 1) < 1e-6 for found in ranked)


@pytest.mark.skipif(not has_encoder(), reason="the optional encoder is not installed")
def test_a_meaning_known_is_not_worked_out_again(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model.save(tmp_path)
    monkeypatch.setattr(trainer, "encode", None)
    again = trainer.train(SENTENCES, known=Model.load(tmp_path))
    for name, head in model.heads.items():
        assert np.array_equal(again.heads[name].weights, head.weights)
        assert again.heads[name].temperature == head.temperature
