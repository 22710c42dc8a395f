"""The plainest wishes."""

from __future__ import annotations

import pytest

from nlu.evaluate import NOW
from nlu.reading import Context
from nlu.rules.plain import wants_a_visit
from nlu.rules.reader import RuleReader
from nlu.salon import names_of

CONTEXTS = {language: Context(language, NOW, names_of()) for language in ("zh_CN", "en")}


def is_plain(text: str) -> bool:
    context = CONTEXTS["en" if text.isascii() else "zh_CN"]
    return wants_a_visit(text, RuleReader().parse(text, context).entities)


@pytest.mark.parametrize(
    "text",
    [
        "我要做脸", "要做美甲", "我要做小气泡", "想找小丽做美甲", "我想约明天下午的补水", "帮我约个肩颈",
        "你好 我想做个脸", "来个足疗", "周六三点想做小气泡可以吗", "我们两个人想做脸",
        "I'd like a facial", "book a facial please",
        "can I get a facial tomorrow",
        "i want to book a facial on Saturday at 3pm",
    ],
)  # fmt: skip
def test_a_plain_wish_is_a_visit(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "不要做脸", "我约的做脸", "我预约的美甲",
        "我要做脸吗", "想做脸多少钱", "我要取消做脸", "做脸", "我想知道做脸疼不疼", "我要", "想找小丽",
        "改到周六做脸", "I don't want a facial", "how much is a facial", "cancel my facial", "I want a refund",
    ],
)  # fmt: skip
def test_what_says_more_is_left_to_the_model(text: str) -> None:
    assert not is_plain(text)
