"""`meiyue nlu label`, `review` and `train`, as typed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.db import Database
from core.kit.work import Work
from core.unclear import service as unclear
from meiyue.cli import cli
from meiyue.settings import Settings
from meiyue.wiring import open_database
from tests.factories import garden_salon


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


@pytest.fixture
def database() -> Iterator[Database]:
    """The garden salon, where the commands find it."""
    opened = open_database(Settings())
    opened.run(garden_salon.load)
    yield opened
    opened.dispose()


def test_what_was_not_understood_is_labelled_and_forgotten(database: Database, tmp_path: Path) -> None:
    said = ["上次那种蓝蓝的再来", "你猜我今天去哪了", "小票打一下", "后面再说"]

    def fill(work: Work) -> None:
        wang = garden_salon.member_id(work, "王芳")
        consents.grant(work, wang, ConsentKind.learning, text_version="1", channel="web")
        for text in said:
            assert unclear.keep(work, wang, text, "query_balance" if "小票" in text else None)

    database.run(fill)
    typed = ["what", "book_appointment", "-", "1", ""]
    done = CliRunner().invoke(cli, ["nlu", "review"], input="\n".join(typed) + "\n")
    assert done.exit_code == 0, done.output
    assert "An intent is one of" in done.output
    lines = (tmp_path / "nlu" / "labelled.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"text": said[0], "intent": "book_appointment"},
        {"text": said[2], "intent": "query_balance"},
    ]
    with database.reading() as work:
        assert [each.text for each in unclear.list_waiting(work)] == [said[3]], "an empty answer is for later"
