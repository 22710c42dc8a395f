"""Stars in words, in two languages."""

from __future__ import annotations

import pytest

from nlu.entities.rating import is_only_rating, stars_of


@pytest.mark.parametrize(
    ("text", "stars", "is_only"),
    [
        ("五分", 5, True),
        ("4星", 4, True),
        ("给４分吧", 4, True),
        ("我给两颗星", 2, True),
        ("五星好评！", 5, True),
        ("滿分", 5, True),
        ("⭐⭐⭐⭐", 4, True),
        ("改成3分", 3, True),
        ("5 stars", 5, True),
        ("I'd give it 4 stars", 4, True),
        ("4/5", 4, True),
        ("rating: 3", 3, True),
        ("ten out of ten", 5, True),
        ("雯雯很细心，还给我倒了热水，五星", 5, False),
        ("给小丽五星", 5, False),
        ("觉得一般 没有宣传的那么好 三分吧", 3, False),
        ("打四颗星 扣一颗因为等太久", 4, False),
        ("3 stars, it was okay", 3, False),
    ],
)
def test_stars_are_read(text: str, stars: int, is_only: bool) -> None:
    assert (stars_of(text), is_only_rating(text)) == (stars, is_only)


@pytest.mark.parametrize(
    "text",
    [
        "等了五分钟",
        "5分积分",
        "跟技师说一声我晚五分",
        "往后推一个星期",
        "四星级酒店",
        "我有15分",
        "三点五分到",
        "4.5分",
        "三分之一",
        "我给环境五分 手法四分",
        "做得特别好",
        "10分钟",
        "评价",
        "a 5 minute walk",
        "at 4",
        "the star of the show",
        "",
    ],
)
def test_what_gives_no_stars(text: str) -> None:
    assert stars_of(text) is None
    assert not is_only_rating(text)
