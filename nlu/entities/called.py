"""What somebody says they are called, where that was asked: 叫我小林就好 is 小林, and 「这次能用券吗」 is no name."""

from __future__ import annotations

import re

from nlu.entities.given_names import SURNAMES

_LONGEST_WISH = 500
_AROUND = re.compile(
    r"^(?:你?就?叫我|我的?名字(?:叫|是)|我叫|我是|本人|免贵姓|我姓"
    r"|(?:hi,? |hello,? )?(?:i am|i'm|my name is|my name's|call me|it's|this is) )\s*"
    r"|(?:就好了?|就行了?|就可以了?|好了|吧|please)\s*[.。!！]?$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"[?？,，;；:：]|[吗呢么嘛]$|什么|怎么|多少|几[点号个]|哪[天里家个位]|能不能|可不可以|可以|能用|有没有|没有|我想|我要|帮我"
    r"|预约|取消|改到|改成|换成|不要|优惠|积分|价格|多久|今天|明天|后天|(?:星期|礼拜)[一二三四五六日天]|周[一二三四五六日天](?:$|[上下早晚中])"
    r"|分钟|\d点|算了|自己来|我自己|一个人|不带|不来|先不"
    r"|^(?:好的?|好呀|嗯+|谢谢|是的?|对的?|不|确认|确定|ok(?:ay)?|yes|no|thanks?|thank you|sure)$"
    r"|^(?:can|could|what|how|when|where|which|why|is|are|do|does|will|would|i want|i need|i'd|please|cancel|change"
    r"|move|actually|wait|hang on|sorry|make it|never ?mind)(?![a-z])"
    r"|(?<![a-z])(?:(?:just|only) (?:me|myself)|by myself|on my own)(?![a-z])",
    re.IGNORECASE,
)


_BEHIND = r"(?=$|[\s,，。.!！;；、\d]|电话|手机)"
_OWN_NAME = re.compile(
    rf"(?:我叫|叫我|(?:我的?)?(?:名字|姓名)(?:是|叫|:|：)?)\s*(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?:就[好行]|吧)?{_BEHIND}"
    rf"|(?<![\u4e00-\u9fff])我是(?P<surnamed>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}){_BEHIND}"
    r"|(?<![a-z])(?i:my name is|my name's|call me) (?P<latin>[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,2})"
)


_FRIEND_NAME = re.compile(
    rf"(?:她|他|我?(?:妈妈?|爸爸?|朋友|闺蜜|老公|老婆|女儿|儿子|同事|姐姐?|妹妹?|婆婆)|对方|客人)(?:的?名字)?(?:叫|是叫|姓名是?)\s*"
    rf"(?P<name>(?:[{SURNAMES}][\u4e00-\u9fff]{{1,2}}|[小阿][\u4e00-\u9fff])){_BEHIND}"
    r"|(?<![a-z])(?i:(?:her|his) name is|s?he(?: is|'s) called) (?P<latin>[A-Z][A-Za-z'-]+)"
)


def friend_name(text: str) -> str | None:
    """The name of whom somebody books for, said along the way: 她叫王桂芳."""
    match = _FRIEND_NAME.search(text[:_LONGEST_WISH])
    return None if match is None else match["name"] or match["latin"]


def own_name(text: str) -> str | None:
    """The name somebody says of themselves along the way: 我叫周敏 13812340019, "my name is Ann Lee"."""
    match = _OWN_NAME.search(text[:_LONGEST_WISH])
    if match is None:
        return None
    return match["name"] or match["surnamed"] or match["latin"]


def is_no_name(text: str) -> bool:
    """Whether an answer to "What may we call you?" is something else: a question or a wish."""
    return len(text) <= _LONGEST_WISH and bool(_NO_NAME.search(" ".join(text.split())))


def name_in(text: str) -> str:
    """The name in such an answer, without the words around it."""
    said = " ".join(text.split())
    return _AROUND.sub("", said).strip(" .。!！~") or said
