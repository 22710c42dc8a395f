"""A name is a name, with words around it or without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities.called import friend_name, is_no_name, name_in, own_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("周小雨", "周小雨"), ("林小姐", "林小姐"), ("叫我小林就好", "小林"), ("我叫欧阳娜娜", "欧阳娜娜"),
        ("免贵姓林", "林"), ("周天成", "周天成"), ("周日升", "周日升"), ("Anna", "Anna"),
        ("I'm Anna Lee", "Anna Lee"),
        ("call me Jo please", "Jo"), ("Mei-Ling O'Neil", "Mei-Ling O'Neil"),
    ],
)  # fmt: skip
def test_the_name_is_what_is_said_without_the_words_around_it(text: str, name: str) -> None:
    assert not is_no_name(text)
    assert name_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "这次能用券吗", "等一下，先问个事", "多少钱", "我想换个时间", "改到周六", "帮我取消", "明天下午",
        "周六下午", "好的", "how much is it", "Can I pay by card", "what?", "thanks",
        "actually just me", "wait",
    ],
)  # fmt: skip
def test_a_question_or_a_wish_is_no_name(text: str) -> None:
    assert is_no_name(text)


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_a_name_is_never_made_empty(text: str) -> None:
    assert name_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我叫周敏 13812340019", "周敏"), ("花汀店，我叫周敏", "周敏"), ("我叫欧阳娜娜", "欧阳娜娜"),
        ("叫我小林就好", "小林"),
        ("我是王小丽，想约明天", "王小丽"), ("my name is Ann Lee, tomorrow at 3", "Ann Lee"), ("我是会员", None),
        ("我是第一次来", None), ("我叫了外卖送到店里", None), ("call me later", None), ("做脸", None),
    ],
)  # fmt: skip
def test_a_name_said_along_the_way(text: str, name: str | None) -> None:
    assert own_name(text) == name


@pytest.mark.parametrize("text", ["算了 我自己来", "不带人了", "先不填"])
def test_a_change_of_mind_is_no_name(text: str) -> None:
    assert is_no_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("她叫王桂芳", "王桂芳"), ("我妈叫李兰，60多岁", "李兰"), ("闺蜜叫小敏", "小敏"),
        ("her name is Grace", "Grace"),
        ("我叫周敏", None), ("她叫我来的", None), ("朋友叫了车", None),
    ],
)  # fmt: skip
def test_the_name_of_a_friend_said_along_the_way(text: str, name: str | None) -> None:
    assert friend_name(text) == name
