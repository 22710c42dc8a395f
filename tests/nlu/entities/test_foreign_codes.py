"""Codes of other forms than ours, and what only looks like one."""

import pytest

from nlu.entities.codes import find_codes
from nlu.normalise import normalise


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (each.name, each.value, each.text) for each in find_codes(normalise(text)) if each.name.endswith(("id", "code"))
    ]


@pytest.mark.parametrize(
    ("text", "name", "value", "said"),
    [
        ("SUMMER18 用这个", "coupon_code", "SUMMER18", "SUMMER18"),
        ("apply code glow25 pls", "coupon_code", "GLOW25", "glow25"),
        ("核销XJ7790", "coupon_code", "XJ7790", "XJ7790"),
        ("把那张券KQ3391核了", "coupon_code", "KQ3391", "KQ3391"),
        ("code SUMMER please", "coupon_code", "SUMMER", "SUMMER"),
        ("use code 30OFF", "coupon_code", "30OFF", "30OFF"),
        ("券码 88231", "coupon_code", "88231", "88231"),
        ("单号BK20418现在什么状态", "booking_id", "BK20418", "BK20418"),
        ("A3307这个预约给我退了", "booking_id", "A3307", "A3307"),
        ("订单号是 88231", "booking_id", "#88231", "88231"),
        ("7KQ2M9是什么情况", "booking_id", "7KQ2M9", "7KQ2M9"),
        ("LOVE520", "coupon_code", "LOVE520", "LOVE520"),
        ("K7M3P4X0", "booking_id", "K7M3P4X0", "K7M3P4X0"),
        ("R53冇问题 收", "booking_id", "R53", "R53"),
        ("approve #14", "booking_id", "#14", "#14"),
        ("通过7号", "booking_id", "#7", "7号"),
        ("第38号，通过38號", "booking_id", "#38", "38號"),
    ],
)
def test_a_code_of_any_form_is_heard(text: str, name: str, value: str, said: str) -> None:
    assert found(text) == [(name, value, said)]


def test_two_requests_are_answered_in_one_message() -> None:
    assert found("3号单接 4号单推") == [("booking_id", "#3", "3号"), ("booking_id", "#4", "4号")]
    assert found("3号过 5号拒") == [("booking_id", "#3", "3号"), ("booking_id", "#5", "5号")]


@pytest.mark.parametrize(
    "text",
    [
        "3号过来行吗", "5号可以吗", "拒绝3号下午那个", "确认5号下午", "90min facial", "see u at 3pm",
        "6pm-8pm", "SPF50", "NAD+", "T恤", "B5精华", "iphone15", "VIP8有什么权益", "我微信lily2024",
        "flight MU5101", "从A3出口出来", "2h30", "booking 2 people 4pm", "confirm 3pm", "my code doesn't work",
        "VIP CODE PLEASE", "短信验证码 1234", "沪A12345 停车", "https://a.cn/b2c3", "a1@b2.cn",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert found(text) == []
