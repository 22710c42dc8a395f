"""Colleagues and treatments that the salon does not have are heard; its own always win."""

import datetime as dt

import pytest

from nlu.reading import Context, Named, Names
from nlu.rules.reader import RuleReader

NAMES = Names(
    treatments=(Named("wax", ("腿部蜜蜡脱毛", "Leg Waxing", "脱毛")), Named("scrub", ("海盐磨砂嫩肤", "Body Scrub"))),
    staff=(Named("xiaoli", ("小丽", "Lily")),),
)
NOW = dt.datetime(2026, 9, 16, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def found(text: str, kind: str) -> list[tuple[str, bool]]:
    reading = RuleReader().parse(text, Context("zh_CN", NOW, NAMES))
    return [(each.text, each.is_known) for each in reading.entities if each.name == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("小美周日在不在", "小美"),
        ("换Jane也行", "Jane"),
        ("周老师明天在吗", "周老师"),
        ("上次那个姓周的老师", "周"),
        ("找芳姐做", "芳姐"),
        ("娜娜手法好", "娜娜"),
        ("with jane tomorrow", "jane"),
        ("is Amy in on sunday", "Amy"),
        ("ask for Kelly", "Kelly"),
    ],
)
def test_a_stranger_among_the_colleagues_is_heard(text: str, name: str) -> None:
    assert found(text, "staff") == [(name, False)]


@pytest.mark.parametrize(
    "text",
    [
        "我叫小美", "i'm Jane", "my sister Amy", "book for Amy", "给小王扣一次", "刘姐做完了",
        "陈姐下午那个可以 我接", "小心一点", "小区门口", "小红书链接", "从小就敏感", "阿姨好", "要美美的",
        "叫我陈小姐", "with Mrs Lin", "on Sunday in Shanghai", "预yue 明晚七点",
        "the best wings in charlotte", "may i come in may", "小白鞋",
    ],
)  # fmt: skip
def test_customers_friends_and_words_are_no_colleagues(text: str) -> None:
    assert found(text, "staff") == []


def test_the_salons_own_name_wins() -> None:
    assert found("小丽还是小美", "staff") == [("小丽", True), ("小美", False)]
    assert found("唔系Lily 系Jane", "staff") == [("Lily", True), ("Jane", False)]


@pytest.mark.parametrize(
    ("text", "name", "is_known"),
    [
        ("做个光子嫩肤", "光子嫩肤", False),
        ("激光脱毛多少钱", "激光脱毛", False),
        ("laser hair removal?", "laser hair removal", False),
        ("约脱毛", "脱毛", True),
        ("全身脱毛", "全身脱毛", True),
        ("想做美甲", "美甲", False),
    ],
)
def test_a_treatment_of_the_trade_is_heard(text: str, name: str, is_known: bool) -> None:
    assert found(text, "service") == [(name, is_known)]


@pytest.mark.parametrize("text", ["打完水光针多久能来", "链接发我", "护手霜还有吗"])
def test_what_was_done_elsewhere_or_stands_on_a_shelf_is_not_wished(text: str) -> None:
    assert found(text, "service") == []


def test_a_stranger_says_nothing_about_the_intent() -> None:
    """The classifier was taught without names of any salon."""
    assert RuleReader().parse("Jane", Context("en", NOW, Names())).intents == ()
