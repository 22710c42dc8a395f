"""Sentences as people type them, through the rule reader."""

import csv
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.reading import Context, Reader
from nlu.rules.reader import RuleReader
from tests.nlu.conftest import NOW, SALON

TABLE = Path(__file__).parent.parent / "data" / "rule_sentences.tsv"
_LINES = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(_LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
READER: Reader = RuleReader()
CONTEXT = Context("zh_CN", NOW, SALON)


def intents(text: str, context: Context = CONTEXT) -> list[str]:
    return [intent.name for intent in READER.parse(text, context).intents]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['question']}:{row['text']}")
def test_a_sentence_of_the_table_is_understood(row: dict[str, str], context: Context) -> None:
    here = replace(context, language="en" if row["lang"] == "en" else "zh_CN", question=row["question"] or None)
    reading = READER.parse(row["text"], here)
    assert "+".join(intent.name for intent in reading.intents) == row["intents"].replace("-", "")
    assert set((row["entities"] or "").split()) <= {f"{entity.name}={entity.value}" for entity in reading.entities}


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert sum(row["lang"] == "zh" for row in ROWS) >= 120
    assert sum(row["lang"] == "en" for row in ROWS) >= 40


def test_values_are_found_by_name_with_spans_in_the_typed_text(context: Context) -> None:
    text = "我想約聽日下晝三點找麗姐"
    reading = READER.parse(text, context)
    staff, time = reading.entity("staff"), reading.entity("time")
    assert staff
    assert text[staff.start : staff.end] == staff.text == "麗姐"
    assert time
    assert text[time.start : time.end] == time.text == "下晝三點"
    assert reading.entity("phone") is None


def test_a_name_that_holds_a_holiday_is_a_name(context: Context) -> None:
    reading = READER.parse("五一店", context)
    assert [(entity.name, entity.value) for entity in reading.entities] == [("store", "wuyi")]


def test_a_tie_gives_both_treatments(context: Context) -> None:
    values = [entity.value for entity in READER.parse("约个面部的", context).entities if entity.name == "service"]
    assert sorted(values) == ["facial", "whitening"]


@pytest.mark.parametrize(
    "text", ["", " ", "😀🎉", "\u200b\u200b", "???", "\u202e\u202d", "啊" * 500_000, "约" * 500_000, "美甲小美" * 500]
)
def test_odd_and_endless_texts_are_safe_and_quick(text: str) -> None:
    READER.parse("明天下午做脸", CONTEXT)
    begin = process_time()
    READER.parse(text, CONTEXT)
    assert process_time() - begin < 0.5


@given(st.text(max_size=120), st.sampled_from([None, "day", "phone", "party_size"]))
def test_no_text_breaks_the_reader(text: str, question: str | None) -> None:
    reading = READER.parse(text, replace(CONTEXT, question=question))
    assert all(text[entity.start : entity.end] == entity.text for entity in reading.entities)
    assert all(0 < intent.confidence <= 1 for intent in reading.intents)


_CHINESE = "预约 取消 改到 换成 不 是 好的 我 有空吗 小美 面部护理 明天 三点 还是 吧 确认 AB2C3D4E 多少 积分 谢谢"
_WORDS = [*_CHINESE.split(), "book ", "cancel ", "my appointment ", "make it ", "not ", "你好 "]


@given(st.lists(st.sampled_from(_WORDS), max_size=10).map("".join))
def test_no_intent_is_given_twice(text: str) -> None:
    names = intents(text)
    assert len(names) == len(set(names))


def test_a_sentence_is_read_in_about_a_millisecond(context: Context) -> None:
    texts = [row["text"] for row in ROWS]
    for text in texts:
        READER.parse(text, context)
    taken: list[float] = []
    for text in texts:
        begin = process_time()
        READER.parse(text, context)
        taken.append(process_time() - begin)
    assert median(taken) < 0.003
