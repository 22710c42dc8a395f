"""What is asked of a treatment, what somebody needs, and how late they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities.asked import (
    NEEDS,
    aches,
    asks_for_all,
    asks_for_gifts,
    asks_who_somebody_is,
    asks_who_works,
    is_health,
    is_only_values,
    is_other_script,
    minutes_late,
    needs_of,
    says_nothing,
    topics_of,
    wants_a_moment,
)
from nlu.reading import Context
from nlu.rules.reader import RuleReader


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("疼不疼啊", ("pain",)),
        ("要做多久", ("duration",)),
        ("能管多久", ("effect",)),
        ("孕妇能做吗", ("suitability",)),
        ("做完能化妆吗，疼不疼", ("aftercare", "pain")),
        ("做之前要卸妆吗", ("preparation",)),
        ("小气泡和注氧有什么区别", ("difference",)),
        ("how long does it take and does it hurt", ("pain", "duration")),
        ("can I come while pregnant", ("suitability",)),
        ("多少钱", ()),
        ("", ()),
    ],
)
def test_what_is_asked_of_a_treatment(text: str, topics: tuple[str, ...]) -> None:
    assert topics_of(text) == topics


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("皮肤好干", ("dry",)),
        ("在干嘛呢", ()),
        ("洗干净点", ()),
        ("毛孔大还长痘", ("acne", "oily")),
        ("脖子僵", ("shoulders",)),
        ("my skin is so dry before the wedding", ("dry", "party")),
        ("hello", ()),
    ],
)
def test_what_somebody_needs(text: str, needs: tuple[str, ...]) -> None:
    assert needs_of(text) == needs
    assert set(needs) <= set(NEEDS)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("晚十分钟", 10),
        ("大概晚20分钟到", 20),
        ("要晚半小时", 30),
        ("迟一刻钟", 15),
        ("晚一个半小时", 90),
        ("15 min late", 15),
        ("I'll be about 15 min late", 15),
        ("later by half an hour", 30),
        ("晚点到", None),
        ("晚一百个小时", None),
        ("", None),
    ],
)
def test_how_late(text: str, minutes: int | None) -> None:
    assert minutes_late(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "小丽明天上班吗",
        "今天谁在",
        "is Lily working tomorrow",
        "is lily in on sunday?",
        "who is in today",
        "what time does mindy start",
        "雪姐在吗",
    ],
)
def test_about_people_s_days(text: str) -> None:
    assert asks_who_works(text)


@pytest.mark.parametrize("text", ["明天下午还有位置吗", "有空吗", "any slots on friday"])
def test_not_about_people_s_days(text: str) -> None:
    assert not asks_who_works(text)


def test_the_whole_list_is_asked_for() -> None:
    assert asks_for_all("发个价目表")
    assert asks_for_all("price list please")
    assert not asks_for_all("这个多少钱")


@pytest.mark.parametrize("text", ["", "  ", "...", "？？", "123", "\u200b\u200b", "a", "--"])
def test_signs_and_figures_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["好", "👍", "ok", "嗯"])
def test_one_sign_may_say_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["привет", "こんにちは", "مرحبا", "안녕"])
def test_letters_nobody_here_reads(text: str) -> None:
    assert is_other_script(text)


@pytest.mark.parametrize("text", ["你好", "hello", "привет 你好", "123", ""])
def test_letters_that_are_read(text: str) -> None:
    assert not is_other_script(text)


@pytest.mark.parametrize(
    ("text", "is_only"),
    [
        ("明天下午三点吧", True),
        ("就周六", True),
        ("那就小美呢", True),
        ("周六不行", False),
        ("改成周六", False),
        ("好", False),
    ],
)
def test_nothing_but_values_and_little_words(text: str, is_only: bool, context: Context) -> None:
    assert is_only_values(text, RuleReader().parse(text, context).entities) is is_only


@given(st.text(max_size=60))
def test_any_text_is_looked_at(text: str) -> None:
    late = minutes_late(text)
    assert late is None or 0 < late <= 240
    assert len(topics_of(text)) <= 2
    assert set(needs_of(text)) <= set(NEEDS)


@pytest.mark.parametrize(
    "text",
    [
        "我腰疼",
        "肩膀好酸",
        "坐了一天脖子僵得不行",
        "落枕了",
        "my back is killing me",
        "I have a stiff neck",
        "腿好酸啊想按按",
    ],
)
def test_pain_is_a_need(text: str) -> None:
    assert aches(text)


@pytest.mark.parametrize(
    "text",
    ["做完脸疼", "昨天按得我腰疼", "你们技师把我背弄疼了", "my neck hurts since your massage", "态度太差", "疼不疼"],
)
def test_pain_from_what_was_done_is_a_complaint(text: str) -> None:
    assert not aches(text)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("充1000送多少", True), ("充值有优惠吗", True), ("储值有什么活动", True), ("any bonus if I top up?", True),
        ("充1000", False), ("我要充值", False), ("退储值", False), ("top up 500", False),
    ],
)  # fmt: skip
def test_what_is_given_for_paying_in_is_asked(text: str, is_asked: bool) -> None:
    assert asks_for_gifts(text) is is_asked


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("等下 我先问下我老公", True), ("稍等", True), ("我考虑一下", True), ("我先看看日程", True),
        ("let me think", True), ("hold on", True), ("I need to ask my husband", True),
        ("等下周吧", False), ("等一下换成周六", False),
        ("我先约个脸", False), ("先看看价格", False), ("wait, make it friday", False),
    ],
)  # fmt: skip
def test_a_moment_to_think_gives_nothing_up(text: str, is_so: bool) -> None:
    assert wants_a_moment(text) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("我怀孕了", True), ("她有高血压", True), ("I'm pregnant", True), ("孕妇面护", False), ("做脸", False)],
)
def test_what_decides_whether_a_treatment_is_right(text: str, is_so: bool) -> None:
    assert is_health(text) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("小丽手法怎么样", True), ("雯雯人好不好", True), ("阿敏做了几年了", True), ("小丽是谁", True),
        ("is Lily any good?", True),
        ("小丽明天在吗", False), ("找小丽做脸怎么预约", False), ("is Lily in on Sunday", False), ("小丽", False),
    ],
)  # fmt: skip
def test_who_somebody_is_is_asked(text: str, is_so: bool) -> None:
    assert asks_who_somebody_is(text) is is_so
