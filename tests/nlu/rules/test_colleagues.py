"""Commands of colleagues in words, and what is none."""

from __future__ import annotations

import pytest

from nlu.rules.at_the_desk import OfBalance, balance_of
from nlu.rules.colleagues import may_be_name, saying_of

SAID: dict[str, tuple[str, dict[str, str]]] = {
    "收款 安然": ("till", {"member": "安然"}),
    "安然要结账了": ("till", {"member": "安然"}),
    "收银 散客": ("till", {"member": "散客"}),
    "给王小丽发张满300减50": ("grant", {"member": "王小丽", "gift": "满300减50"}),
    "送安然一张立减28的券 补偿": ("grant", {"member": "安然", "gift": "立减28", "reason": "补偿"}),
    "给她发张券": ("grant", {}),
    "发券": ("grant", {}),
    "给安然加200分 补偿": ("adjust", {"member": "安然", "points": "200", "reason": "补偿"}),
    "给安然扣二百分，算错了": ("adjust", {"member": "安然", "points": "-200", "reason": "算错了"}),
    "给 Ann 加 50 分": ("adjust", {"member": "Ann", "points": "50"}),
    "给安然充一千 现金": ("topup", {"member": "安然", "amount": "1000", "reason": "现金"}),
    "13900000001 充500": ("topup", {"member": "13900000001", "amount": "500"}),
    "充值 安然 -5": ("topup", {"member": "安然", "amount": "-5"}),
    "安然充值到账了": ("staff_take_money", {"member": "安然"}),
    "退卡 安然": ("topuprefund", {"member": "安然"}),
    "给客人开张次卡": ("card", {}),
    "给安然退100": ("refund", {"member": "安然", "amount": "100"}),
    "退款 安然 一半": ("refund", {"member": "安然", "amount": "一半"}),
    "她没来": ("noshow", {}),
    "三点的安然没来": ("noshow", {"member": "安然"}),
    "客人来了": ("checkin", {}),
    "核销 QK7T2M9XP4": ("checkin", {"code": "QK7T2M9XP4"}),
    "安然开始做了": ("start_visit", {"member": "安然"}),
    "安然做完了": ("done", {"member": "安然"}),
    "把3点那个改到4点": ("move", {"of": "3点那个", "to": "4点"}),
    "取消安然今天的预约": ("calloff", {"member": "安然"}),
    "安然说不来了": ("calloff", {"member": "安然"}),
    "客人来不了": ("calloff", {}),
    "美容床2坏了": ("repair", {"room": "美容床2"}),
    "水氧仪A修好了": ("repaired", {"room": "水氧仪A"}),
    "查 安然": ("find", {"member": "安然"}),
    "安然的电话": ("find", {"member": "安然"}),
    "林小姐是谁": ("find", {"member": "林小姐"}),
    "尾号0001": ("find", {"code": "0001"}),
    "给安然200积分": ("adjust", {"member": "安然", "points": "200"}),
    "奖励安然100分": ("adjust", {"member": "安然", "points": "100"}),
    "送安然生日礼包": ("grant", {"member": "安然", "gift": "生日礼包"}),
    "给安然改成金卡": ("tier", {"member": "安然", "tier": "金卡"}),
    "安然上次什么时候来的": ("find", {"member": "安然"}),
    "谁在等位": ("waitlist", {}),
    "解锁明天下午": ("unblock", {"words": "解锁明天下午"}),
    "王麗的積分": ("find", {"member": "王麗"}),
}

NO_COMMANDS = (
    "怎么结账",
    "查今天的预约",
    "查库存",
    "没问题",
    "来了",
    "收到了",
    "请假批了没",
    "改到4点",
    "找人工",
    "帮我把3点的换给雯雯",
    "看看新的",
    "今天还有谁",
    "",
)


@pytest.mark.parametrize("text", SAID)
def test_a_command_in_words_is_that_command(text: str) -> None:
    saying = saying_of(text)
    assert saying is not None
    assert (saying.command, saying.values) == SAID[text]


@pytest.mark.parametrize("text", NO_COMMANDS)
def test_other_words_are_no_command(text: str) -> None:
    assert saying_of(text) is None


def test_a_name_is_told_from_other_short_words() -> None:
    assert [
        each for each in ("安然", "王小姐", "Ann Lee", "后天", "全天", "五十", "微信", "好呀") if may_be_name(each)
    ] == [
        "安然",
        "王小姐",
        "Ann Lee",
    ]


def test_how_much_of_which_balance_shall_pay() -> None:
    assert balance_of("再用200积分") == OfBalance(points=200)
    assert balance_of("储值付一百") == OfBalance(yuan=100)
    assert balance_of("用500块余额") == OfBalance(yuan=500)
    assert balance_of("微信付100") is None
