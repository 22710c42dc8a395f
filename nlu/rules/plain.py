"""Messages so plain that no model is asked: 「我要做脸」, "I'd like a facial" want a visit and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlu.reading import Entity

_OF_A_VISIT = frozenset(["service", "staff", "store", "date", "time", "time_range", "party_size"])
_MARKS = re.compile(r"[\s,，。.!！~～、?？]+")
_ANY = re.compile(
    r"(?:做|洗|弄)个?脸|做个?面部(?:护理)?|做个?美容|做个?spa|(?<![a-z])(?:facial|spa day)(?![a-z])", re.IGNORECASE
)
"""What every salon does, whatever it calls it."""
_ZH = re.compile(
    r"(?:你好|您好|在吗|麻烦|请|帮我|给我|帮忙|我们|我|人|俺|想找|找|去|在|的|和|跟)*"
    r"(?:想要|想|要|打算|准备|需要|帮我|给我|预约|约|来个|来一个|来次)"
    r"(?:过来|过去|来|去|找|在)*(?:做|预约|约|弄|订|预订|预定|搞|整)?(?:一个|一次|一下|一份|个|次|下)?"
    r"(?:的|做|护理|服务|项目)*(?:吧|呢|啊|呀|哦|可以吗|行吗|好吗|可以么|行不行|谢谢)*"
)
_HAD = re.compile(r"(?!.*(?:想|要|帮|给|请|打算|准备)).*[约订]的")
"""我约的做脸: a visit that stands."""
_EN = re.compile(
    r"(?:hi|hello|hey)? ?(?:i(?:'d| would)? (?:like|love|want|need)(?: to (?:book|get|have|do))?|(?:can|could|may) i"
    r" (?:get|have|book|do)|(?:please )?book(?: me)?(?: in)?(?: for)?|get me|need)"
    r"(?: (?:a|an|the|one|some))?(?: (?:appointment|session|treatment))?(?: (?:for|with|on|at|in|this|next|the|me))*"
    r"(?: (?:please|pls|thanks|thank you))?"
)


def wants_a_visit(text: str, entities: Iterable[Entity]) -> bool:
    """Whether a message is nothing but the wish for a treatment, perhaps with whom, where and when."""
    found = [each for each in entities if each.name in _OF_A_VISIT]
    signs = list(text)
    for start, end in [*((each.start, each.end) for each in found), *(match.span() for match in _ANY.finditer(text))]:
        signs[start:end] = " " * (end - start)
    if not (_ANY.search(text) or any(each.name == "service" for each in found)):
        return False
    words = _MARKS.sub(" ", "".join(signs).lower()).strip()
    tight = words.replace(" ", "")
    return bool((_ZH.fullmatch(tight) and not _HAD.match(tight)) or (words.isascii() and _EN.fullmatch(words)))
