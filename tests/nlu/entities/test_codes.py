"""Phones, codes, people, pieces and money by pattern."""

import pytest

from nlu.entities.codes import find_codes
from nlu.normalise import normalise


def found(text: str, question: str | None = None) -> list[tuple[str, str]]:
    return [(entity.name, entity.value) for entity in find_codes(normalise(text), question)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13812345678", [("phone", "13812345678")]),
        ("+86 138-1234-5678", [("phone", "13812345678")]),
        ("一三八一二三四五六七八", [("phone", "13812345678")]),
        ("幺三八零零一二三四五六", [("phone", "13800123456")]),
        ("+852 6123 4567", [("phone", "+85261234567")]),
        ("138123456789", []),
        ("两个人", [("party_size", "2")]),
        ("我们俩", [("party_size", "2")]),
        ("我和闺蜜", [("party_size", "2")]),
        ("一家三口", [("party_size", "3")]),
        ("for two please", [("party_size", "2")]),
        ("party of 4", [("party_size", "4")]),
        ("第二个人", []),
        ("AB2C3D4E", [("booking_id", "AB2C3D4E")]),
        ("ab2c-3d4e", [("booking_id", "AB2C3D4E")]),
        ("ABCDEFGH", []),
        ("23456789", []),
        ("AB1C3D4E", [("booking_id", "AB1C3D4E")]),
        ("tomorrow", []),
        ("AB2C3D4E5F", [("coupon_code", "AB2C3D4E5F")]),
        ("做三次", [("quantity", "3")]),
        ("第二次来", []),
        ("2 sessions", [("quantity", "2")]),
        ("充五百", [("amount", "50000")]),
        ("充1000元", [("amount", "100000")]),
        ("充两千", [("amount", "200000")]),
        ("充3k", [("amount", "300000")]),
        ("剩八百多", [("amount", "80000")]),
        ("top up 500", [("amount", "50000")]),
        ("用三千分换", [("quantity", "3000")]),
        ("兩條護手霜", [("quantity", "2")]),
        ("入库20瓶", [("quantity", "20")]),
        ("use 30 points", [("quantity", "30")]),
        ("2k points", [("quantity", "2000")]),
        ("用积分1000换券", [("quantity", "1000")]),
        ("卡里还剩268.5", [("amount", "26850")]),
        ("take one session off", [("quantity", "1")]),
        ("再办一张", [("quantity", "1")]),
        ("短信一天三条", []),
        ("晚到15分", []),
        ("¥99.9", [("amount", "9990")]),
        ("¥1,299", [("amount", "129900")]),
        ("1,299.5元", [("amount", "129950")]),
        ("138.0000.0000", [("phone", "13800000000")]),
        ("(+86)13800000000", [("phone", "13800000000")]),
        ("８６１３８００００００００", [("phone", "13800000000")]),
        ("四大一小", [("party_size", "5")]),
        ("我们两个", [("party_size", "2")]),
        ("我们三个月没来了", []),
        ("我带两个朋友", [("party_size", "3")]),
        ("me and two friends", [("party_size", "3")]),
        ("2ppl", [("party_size", "2")]),
        ("十分满意", []),
        ("", []),
    ],
)
def test_codes_and_counts_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("party_size", "2", [("party_size", "2")]),
        ("party_size", "三", [("party_size", "3")]),
        (None, "2", []),
        ("phone", "61234567", [("phone", "61234567")]),
        ("amount", "500", [("amount", "50000")]),
    ],
)
def test_a_bare_number_answers_the_open_question(question: str | None, text: str, expected: list) -> None:
    assert found(text, question) == expected
