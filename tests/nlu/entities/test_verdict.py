"""Plain verdicts on what was done, in two languages."""

from __future__ import annotations

import pytest

from nlu.entities.verdict import verdict_of


@pytest.mark.parametrize(
    "text",
    [
        "今天做得特别好",
        "今天做得很舒服",
        "谢谢 今天很舒服",
        "谢谢小丽 手法真好",
        "做的真的挺不错",
        "技術很專業",
        "服务很到位，环境也好",
        "Thanks, it was wonderful today",
        "great job today",
        "the massage was really relaxing",
    ],
)
def test_praise(text: str) -> None:
    assert verdict_of(text) == "praise"


@pytest.mark.parametrize(
    "text", ["今天做得不太好", "今天做得特别差", "服务真的很敷衍", "the facial was really bad", "sloppy work"]
)
def test_blame(text: str) -> None:
    assert verdict_of(text) == "blame"


@pytest.mark.parametrize(
    "text",
    [
        "这个效果好吗",
        "效果怎么样",
        "哪个老师手法好",
        "今天天气真好",
        "今天有空吗",
        "小气泡做完能化妆吗",
        "我想约今天下午三点",
        "手法很好但是服务很差",
        "可以做得好看一点",
        "好的",
        "would it be great for dry skin",
        "",
    ],
)
def test_what_is_no_verdict(text: str) -> None:
    assert verdict_of(text) is None
