"""What members say of money that is wrong or is to come back: too dear a matter to be guessed at."""

from __future__ import annotations

import re

from nlu.normalise import normalise
from nlu.rules.colleagues import Saying

_LONGEST = 40
_MONEY = r"(?:钱|账单?|帐单?|金额|数目|价钱|收费|小票)"
_WRONG = r"(?:不对|不太对|对不上|错了|有问题|有误|算错|多了|没对)"
_DOUBT = re.compile(
    rf"{_MONEY}(?:怎么|好像|是不是|咋|有点|都|算|是)*{_WRONG}|(?:多|乱|重复|怎么)(?:扣|收|刷|划)了?我?的?(?:钱|款|两次|\d+块?)"
    r"|(?:扣|收|算)(?:错|多|重)了?我?的?(?:钱|账|\d+块?|$)|^不同意(?!.*(?:隐私|条款|协议))|(?:别|不要|不许|不准|不让)(?:乱)?扣"
    r"|^(?:这个?)?我(?:今天|根本)?没(?:做过?|用过?|消费过?|买过?)(?:这个|这项|这些)?$"
    r"|(?<![a-z])(?:overcharged|charged (?:me )?(?:twice|too much)|wrong (?:amount|bill|sum)|bill is wrong)(?![a-z])"
)
_BACK = re.compile(
    r"^(?:我|帮我|给我|请|要|想|能|能不能|可以|可不可以|申请|麻烦|快|赶紧|把|先)*(?:钱|款)?(?:要|想|能|给|可以)*"
    r"退(?:我|给我|回|下|一下|还)*的?(?:钱|款|费|了)*(?:给我|吗|嘛|么|行吗|可以吗|吧|啊)*$"
)
_PREPAID = re.compile(
    r"(?=.*退(?!出|订|休))(?:.*(?:充的|充值|储值|余额|卡里|次卡|疗程|会员卡|后悔充|刚充|[七7]天)|.*退.{0,2}卡)"
)
_COUPON = re.compile(
    r"(?:满\d+减\d+|立减\d+|减\d+的?券?|特价\d+|\d折券|[一二三四五六七八九]折券|优惠券|代金券|体验券).{0,4}"
    r"(?:怎么用|能用|可以用|哪里用|用在|什么时候用|几时用|用得了|适用)"
)
_HOW_FAR = re.compile(
    r"(?:还差|差|还缺|还要|要|需要)(?:多少|几)(?:个)?积?分(?!钟)|积?分(?:够不够|够了?吗|能不能)(?:我)?(?:换|兑)|(?:多少|几)(?:个)?积?分(?:能|可以)(?:换|兑)"
)
_ELSEWHERE = re.compile(
    r"预约|定金|订金|优惠?券|积分|产品|怎么|多久|几天|规则|政策|流程|条件|到账|到了|退了|人工|投诉|骗|垃圾|差劲|不满意|太差|合同|协议"
)


def saying_of_member(text: str) -> Saying | None:
    """The dialog that a message about a wrong sum, or about money to come back, is for; None where it is no such."""
    told = normalise(text).text.strip(" ,。.!?;、~")
    if not 2 <= len(told) <= _LONGEST:
        return None
    is_elsewhere = bool(_ELSEWHERE.search(told))
    meant = (
        ("refund_prepaid", not is_elsewhere and _PREPAID.match(told)),
        ("coupons", _COUPON.search(told)),
        ("redeem_points", _HOW_FAR.search(told)),
        ("doubt", _DOUBT.search(told)),
        ("money_back", not is_elsewhere and _BACK.match(told.replace(" ", ""))),
    )
    found = next((dialog for dialog, is_meant in meant if is_meant), None)
    return None if found is None else Saying(found, {"words": text.strip()})
