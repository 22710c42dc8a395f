"""Questions about the house: the salon's own answers, and what calling off costs."""

from __future__ import annotations

import pytest

from nlu.entities.house import asks_terms, find_answers
from nlu.normalise import normalise
from nlu.reading import Named

ANSWERS = (
    Named("wifi", ("wifi", "无线网")),
    Named("children", ("带 小孩", "bring kid")),
    Named("men", ("男的 做 吗", "do you take men")),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("有WIFI吗", "wifi"), ("無線網密碼多少", "wifi"), ("小孩子可以带过来吗", "children"),
        ("我能带着小孩去吗", "children"),
        ("Can I bring my kids?", "children"), ("男的可以做吗", "men"), ("Do you take men", "men"),
    ],
)  # fmt: skip
def test_all_pieces_of_a_phrase_in_any_order(text: str, key: str) -> None:
    (found,) = find_answers(normalise(text), ANSWERS)
    assert found.value == key
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", ["小孩几岁可以做", "带我朋友来", "skidding", "bring my friend", "", "男的"])
def test_a_piece_alone_is_no_answer(text: str) -> None:
    assert find_answers(normalise(text), ANSWERS) == []


@pytest.mark.parametrize(
    "text",
    [
        "取消要扣钱吗", "会扣钱吗", "那会不会罚钱", "临时有事来不了要收费吗", "多久前可以免费取消",
        "最晚什么时候能改期", "没去的话扣多少",
        "取消规定是什么", "Is there a cancellation fee?", "do i pay if i cancel", "how late can I cancel",
        "will i be charged for a no show",
    ],
)  # fmt: skip
def test_what_calling_off_costs_is_asked(text: str) -> None:
    assert asks_terms(text)


@pytest.mark.parametrize(
    "text",
    [
        "取消预约",
        "我想改期",
        "帮我退款",
        "这个多少钱",
        "扣了我两次卡",
        "积分怎么被扣了",
        "cancel my booking",
        "how much is a facial",
    ],
)
def test_calling_off_is_no_question_about_it(text: str) -> None:
    assert not asks_terms(text)
