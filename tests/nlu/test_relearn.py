"""A salon's own sentences: what they teach is kept only when more is understood."""

import json
from pathlib import Path

import pytest

from nlu import relearn
from nlu.embedded.model import Model
from nlu.embedded.trainer import train
from nlu.evaluate import Example
from nlu.reading import Names
from nlu.relearn import labelled
from nlu.training import Sentence
from tests.nlu.embedded.test_trainer import SENTENCES

OWN = [
    Sentence(f"小票{word}打一下", "query_balance", "zh")
    for word in ("麻烦", "帮我", "请", "给我", "快点", "今天的", "再")
]
TEST = [
    Example("我的积分有多少", ("check_points",), frozenset()),
    Example("小票打一下", ("query_balance",), frozenset()),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    train(SENTENCES).save(tmp_path / "model")
    return tmp_path / "model"


def test_a_model_that_understands_more_takes_over(folder: Path) -> None:
    outcome = relearn.relearn(OWN, folder, base=SENTENCES, test=TEST, names=Names())
    assert outcome.is_swapped
    assert outcome.after > outcome.before
    assert "query_balance" in Model.load(folder).intents
    assert not list(folder.parent.glob("*.new")) + list(folder.parent.glob("*.old"))


def test_one_that_does_not_leaves_everything_as_it_was(folder: Path) -> None:
    before = (folder / "model.json").read_bytes()
    wrong = [Sentence("我的积分有多少", "ask_hours", "zh"), Sentence("积分还剩多少", "ask_hours", "zh")] * 3
    outcome = relearn.relearn(wrong, folder, base=SENTENCES, test=TEST, names=Names())
    assert not outcome.is_swapped
    assert (folder / "model.json").read_bytes() == before


def test_a_model_of_an_earlier_form_is_trained_anew(folder: Path) -> None:
    (folder / "model.json").write_text('{"digest": "", "intents": [], "characters": [], "sounds": []}')
    own = [
        Sentence(each.text.replace("小票", "芝麻开门"), each.intent, "zh") for each in OWN
    ]  # ours knows nothing of it
    test = [Example("芝麻开门打一下", ("query_balance",), frozenset())]
    outcome = relearn.relearn(own, folder, base=SENTENCES, test=test, names=Names())
    assert outcome.is_swapped
    assert "query_balance" in Model.load(folder).intents


@pytest.mark.parametrize("line", ['{"text": "", "intent": "greet"}', '{"text": "嗨", "intent": "fly"}', "[1]"])
def test_a_line_that_is_none_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(json.dumps({"text": "嗨", "intent": "greet"}) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.jsonl:2"):
        labelled(file)
