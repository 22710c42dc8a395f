"""Whether a text says that what was done was good or bad: short and plain verdicts that no example can all hold."""

from __future__ import annotations

import re
from typing import Literal

from nlu.normalise import normalise

_DONE = (
    r"(?:[做按洗修剪弄画贴][得的]|做完|手法|手艺|技术|服务|效果|体验|感觉"
    r"|今天(?:真|真的|好|很|特别|非常|太|超)?(?=舒服|满意|享受))"
)
_VERY = r"(?:特别|非常|真的?|太|超级?|很|好|挺|蛮|十分|都|也|是|比较|相当|，|,|\s)*"
_GOOD = r"(?:好(?!像|吗|看?一?点)|棒|赞|舒服|满意|到位|细心|温柔|专业|仔细|享受|不错|惊喜|完美)(?!一?点)"
_BAD = r"(?:差|烂|糟|敷衍|粗糙|随便|难看|不(?:太|是很|怎么|够|大)?(?:好|行|满意|舒服|专业|仔细|细心))"
_EN_DONE = r"(?:it|that|everything|today|visit|facial|massage|nails?|treatment|job|work|service|experience|result)"
_EN_GOOD = (
    r"(?:wonderful|great|amazing|lovely|perfect|fantastic|excellent|awesome|brilliant|so good|really good|relaxing)"
)
_EN_BAD = r"(?:bad|poor|sloppy|careless|not good|not great|horrible|disappointing)"
_PRAISE = re.compile(
    rf"{_DONE}{_VERY}{_GOOD}|(?<![a-z]){_EN_DONE} (?:was|were|is|feels?|looks?) (?:just |so |really |very )*{_EN_GOOD}"
    rf"|(?<![a-z]){_EN_GOOD} {_EN_DONE}(?![a-z])"
)
_BLAME = re.compile(
    rf"{_DONE}{_VERY}{_BAD}|(?<![a-z]){_EN_DONE} (?:was|were|is|feels?|looks?) (?:just |so |really |very )*{_EN_BAD}"
    rf"|(?<![a-z]){_EN_BAD} {_EN_DONE}(?![a-z])"
)
_ASKED = re.compile(
    r"[?？]|吗|么样|呢|哪|谁|什么|有没有|多少|几点|有空|能不能|可不可以|会不会|如果"
    r"|(?<![a-z])(?:would|could|can|will|if|how|is it)(?![a-z])"
)
"""A question or a wish about it is no verdict."""


def verdict_of(text: str) -> Literal["praise", "blame"] | None:
    """Praise or blame of what was done; None for neither, for both, and for questions about it."""
    plain = normalise(text).text
    if _ASKED.search(plain):
        return None
    praises, blames = _PRAISE.search(plain) is not None, _BLAME.search(plain) is not None
    if praises == blames:
        return None
    return "praise" if praises else "blame"
