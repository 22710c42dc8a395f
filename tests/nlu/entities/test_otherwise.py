"""Something else, without saying what."""

from __future__ import annotations

import pytest

from nlu.entities.otherwise import asked_anew, says_instead, towards


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("换个人做", "staff"), ("想换个美容师", "staff"), ("换一位老师吧", "staff"), ("不要她", "staff"),
        ("换一天吧", "day"),
        ("能换个日期吗", "day"), ("改个时间", "time"), ("换个项目", "treatment"), ("换家店", "store"),
        ("another day please", "day"),
        ("someone else", "staff"), ("a different therapist", "staff"), ("another time?", "time"),
        ("another branch", "store"),
        ("换成周六", ""), ("换小丽做", ""), ("换个手机号", ""), ("another one for my friend", ""), ("改天再说", ""),
    ],
)  # fmt: skip
def test_which_answer_is_to_be_another_one(text: str, question: str) -> None:
    assert asked_anew(text) == question


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("早点的有吗", "earlier"), ("太晚了吧 早一点的有吗", "earlier"), ("再早一点呢", "earlier"),
        ("晚一点可以吗", "later"),
        ("更晚的", "later"), ("太早了", "later"), ("anything earlier?", "earlier"), ("a bit later", "later"),
        ("that's too early", "later"), ("我可能晚点到", None), ("晚点再说", None), ("I'll be a bit later", None),
        ("see you later", None), ("晚上七点", None), ("最早的", None),
    ],
)  # fmt: skip
def test_earlier_and_later(text: str, way: str | None) -> None:
    assert towards(text) == way


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("那算了 换成头疗", True), ("要不还是做美甲", True), ("make it a facial instead", True), ("头疗多少钱", False),
        ("还是周六吧", False), ("an hour later", False),
    ],
)  # fmt: skip
def test_one_thing_in_the_place_of_another(text: str, is_so: bool) -> None:
    assert says_instead(text) is is_so
