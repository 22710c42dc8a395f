"""How many stars somebody gives (1 to 5), and whether they say anything more than that."""

from __future__ import annotations

import re

from nlu.normalise import normalise

BEST = 5
_VALUES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_VALUES |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}

_GIVEN = re.compile(
    # 五分 4星 四颗星; no 五分钟, 十五分, 4.5分, 三点五分, 三分之一
    r"(?<![\d.晚点十百千零一二两三四五六七八九])(?P<zh>[1-5一二两三四五])\s?(?:颗|个|粒)?(?:星(?![期级])|分(?![都钟之店类享积]))"
    r"|(?<![\w.])(?P<en>[1-5]|one|two|three|four|five)"
    r"(?:\s?-?stars?(?![a-z])|\s?/\s?5(?!\d)|\s(?:out of|of) (?:5|five)(?!\d))"
    r"|(?<![a-z])(?:rat(?:e|ed|ing)|score)(?:\s(?:it|is|of|as|a|to|:))*\s?:?\s?(?P<rated>[1-5])(?![\d.])"
    r"|(?P<best>满分|满星|(?<![\w.])(?:10|ten)(?:\s?/\s?10| out of (?:10|ten))(?!\d)|full marks|top marks)"
    r"|(?P<drawn>(?:[⭐★🌟]\ufe0f?){1,5})(?![⭐★🌟])"
)
_LITTLE = re.compile(
    r"[我想要给打个吧了啦的就哈评价分补来那改成为是选这次总体整体一下好评觉得呢啊呀哦]"
    r"|(?<![a-z])(?:i(?:'d|'ll|'ve)?|would|will|want to|give|it|you|a|an|rating|rated?|score|of|say|please|the"
    r"|that's|my|review|visit|for|make|change|to|is|as|solid|just)(?![a-z])"
    r"|[\s,，。.!！?？~～、:：☆]",
)
"""Words around stars that say nothing of the visit."""


def stars_of(text: str) -> int | None:
    """The stars that a text gives; None where it gives none, or more than one number of them."""
    found = {_value(match) for match in _GIVEN.finditer(normalise(text).text)}
    return found.pop() if len(found) == 1 else None


def is_only_rating(text: str) -> bool:
    """Whether a text says how many stars and nothing of why: 「给五星好评」."""
    plain = normalise(text).text
    return stars_of(text) is not None and not _LITTLE.sub("", _GIVEN.sub("", plain))


def _value(match: re.Match[str]) -> int:
    if match["best"]:
        return BEST
    if match["drawn"]:
        return len(match["drawn"].replace("\ufe0f", ""))
    said = match["zh"] or match["en"] or match["rated"]
    return int(said) if said.isdecimal() else _VALUES[said]
