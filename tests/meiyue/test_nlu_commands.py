"""`meiyue nlu label` and `train`, as typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from meiyue.cli import cli


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEIYUE_DATA", str(tmp_path))


def test_a_label_is_kept_for_the_next_training(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["nlu", "label", " 小票打一下 ", "query_balance"]).exit_code == 0
    lines = (tmp_path / "nlu" / "labelled.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [{"text": "小票打一下", "intent": "query_balance"}]


def test_an_unknown_intent_is_refused_with_those_there_are(tmp_path: Path) -> None:
    refused = CliRunner().invoke(cli, ["nlu", "label", "嗨", "fly"])
    assert refused.exit_code == 1
    assert "book_appointment" in refused.output
    assert not (tmp_path / "nlu").exists()


def test_without_labels_nothing_is_trained() -> None:
    refused = CliRunner().invoke(cli, ["nlu", "train"])
    assert refused.exit_code == 1
    assert "Nothing was trained" in refused.output
