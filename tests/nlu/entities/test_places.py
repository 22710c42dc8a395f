"""A place in a list, as people name it."""

from __future__ import annotations

import pytest

from nlu.entities.places import place_in, without_manners


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("第一个", 0), ("第二家店", 1), ("就第3个吧", 2), ("我要第二位", 1), ("第一家", 0), ("选第三项", 2),
        ("最后一个", 3), ("最後那個", 3), ("那就最后一家吧", 3), ("第 二 个", 1), ("第二", 1), ("第四个就行", 3),
        ("the first one", 0), ("First", 0), ("second please", 1), ("the last one", 3), ("option 2", 1), ("#3", 2),
        ("I'll take the second one", 1), ("number 4", 3), ("2nd", 1), ("the 3rd option", 2),
    ],
)  # fmt: skip
def test_a_place_is_read(text: str, at: int) -> None:
    assert place_in(text, 4) == at


@pytest.mark.parametrize(
    "text",
    [
        "第五个", "第零个", "两个", "一个人", "第一次来", "第一次", "第二天", "最后一天", "最后", "第一个不要", "周一",
        "5th", "#9", "first time here", "the second of May", "last week", "twenty", "", "第", "option", "第三四个",
    ],
)  # fmt: skip
def test_what_is_no_place_of_this_list_is_none(text: str) -> None:
    assert place_in(text, 4) is None


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("the back one", "back"), ("I'll take the longer one please", "longer"), ("ok the garden one", "garden"),
        ("back", ""), ("背部", ""), ("i would like to know whether the back one is any good for me", ""),
    ],
)  # fmt: skip
def test_an_answer_is_told_without_the_manners_around_it(text: str, bare: str) -> None:
    assert without_manners(text) == bare
