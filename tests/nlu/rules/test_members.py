"""What members say of money that is wrong or is to come back, by the dialog it is for."""

from __future__ import annotations

import pytest

from nlu.rules.members import saying_of_member

SAID = {
    "钱怎么不对": "doubt",
    "多扣了我的钱": "doubt",
    "收错了": "doubt",
    "不同意 我没做": "doubt",
    "退我钱": "money_back",
    "我要退款": "money_back",
    "能退吗": "money_back",
    "退卡": "refund_prepaid",
    "我充的钱能退吗": "refund_prepaid",
    "我后悔了 充的钱退我": "refund_prepaid",
    "七天内退款": "refund_prepaid",
    "补水面膜还差多少分": "redeem_points",
    "我的分够不够换面膜": "redeem_points",
    "要多少分钟": None,
    "满300减50能用在美甲上吗": "coupons",
    "不满意 给我退款": None,
    "退订": None,
    "我预约的能退吗": None,
    "退款多久到账": None,
    "不同意隐私条款": None,
    "退出排队": None,
}


@pytest.mark.parametrize("text", SAID)
def test_money_is_not_guessed_at(text: str) -> None:
    saying = saying_of_member(text)
    assert (saying.command if saying else None) == SAID[text]
