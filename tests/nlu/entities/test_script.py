"""The language a person is answered in follows what they type, but never a name or a code."""

from __future__ import annotations

import pytest

from nlu.entities.script import CHINESE, ENGLISH, language_typed


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "我想约明天下午做脸",
        "想做 SPA",
        "book一下明天的脸部护理",
        "请问几点关门？",
        "谢谢",
        "明天下午三点",
        "找Lily做美甲可以吗",
    ],
)
def test_chinese_is_heard(text: str) -> None:
    assert language_typed(text) == CHINESE


@pytest.mark.parametrize(
    "text",
    [
        "I would like a facial tomorrow",
        "how much is a facial",
        "book 小丽 for me please",
        "can I come at 3pm",
        "do you have time today",
    ],
)
def test_english_is_heard(text: str) -> None:
    assert language_typed(text) == ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "小丽",
        "王芳",
        "Lily",
        "Anna Maria Schmidt",
        "ok",
        "OK",
        "hi",
        "7KQ2M9",
        "/confirm 7KQ2M9",
        "SPA",
        "13900000000",
        "",
        "👍",
        "李",
        "a@b.example",
        "https://example.com/的",
        "Deep Cleansing",
        "Garden Lane Spa",
    ],
)
def test_a_name_or_a_code_says_nothing(text: str) -> None:
    assert language_typed(text) is None
