"""Whom and how long, said offhand."""

from __future__ import annotations

import pytest

from nlu.entities.offhand import minutes_wanted, wants_anyone


@pytest.mark.parametrize(
    "text",
    [
        "谁做都可以", "明天做脸 谁都行", "随便哪位", "哪个老师都可以", "不指定美容师", "隨便誰都好", "美容师随便",
        "Anyone is fine", "any therapist", "no preference", "I don't mind who",
        "no just anyone", "no pref", "dont mind who",
    ],
)  # fmt: skip
def test_who_says_anyone_means_anyone(text: str) -> None:
    assert wants_anyone(text)


@pytest.mark.parametrize(
    "text", ["小丽做可以吗", "谁在", "都可以", "谁做得好", "谁都不行", "is anyone there", "anyone home", "哪个都不要"]
)
def test_what_is_said_of_somebody_is_not_anyone(text: str) -> None:
    assert not wants_anyone(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90分钟的", 90), ("精油按摩 六十分钟的那个", 60), ("帮我做90分钟", 90), ("the 60 min massage", 60),
        ("45分钟", 45), ("约60分钟按摩", 60), ("深层清洁60分钟 找雯雯", 60),
        ("做脸,一个半小时的", 90), ("按摩 1小时", 60),
        ("hydrating facial, 60 min, jingan", 60), ("90 min please", 90), ("the one hour massage", 60),
    ],
)  # fmt: skip
def test_a_length_is_read(text: str, minutes: int) -> None:
    assert minutes_wanted(text) == minutes


@pytest.mark.parametrize(
    "text", ["晚到20分钟", "我20分钟后到", "要20分钟才能到", "做脸多少分钟", "再等我十分钟", "15 min late", "三点", ""]
)
def test_how_late_somebody_is_is_no_length(text: str) -> None:
    assert minutes_wanted(text) is None
