"""Questions about the house itself: those the salon has an answer of its own to, and what calling off costs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nlu.normalise import Normalised, key_of, normalise
from nlu.reading import Entity, Named

_MOST = 2
_ASKED = r"[?？]|吗|么|嘛|多少|怎么|什么|会不会|要不要|几|能不能|可不可以|是不是"
_COST = r"扣(?:钱|款|费|多少|订金|定金|押金)|罚(?:钱|款|多少)?|违约|手续费|收费|收钱|要钱|要付|费用|赔|退(?:钱|款|费)"
_NOT_COMING = r"取消|不来|不去|没来|没去|爽约|放鸽子|临时有事|改期|改约|改时间|改天|去不了|来不了|鸽"
_TERMS = re.compile(
    rf"(?:{_NOT_COMING}).{{0,10}}(?:(?:{_COST}).{{0,6}}(?:{_ASKED})|(?:扣|罚|付|收)多少)|(?:{_ASKED}).{{0,6}}(?:{_COST}).{{0,8}}(?:{_NOT_COMING})"
    r"|^(?:那|这样|这个|现在)?(?:会不会|会|要不要|要|还)?(?:扣(?:钱|款|费)|罚(?:钱|款))(?:吗|么|嘛|不|\?|？)*$"
    r"|(?:提前)?(?:多久|几个?小时|几天|多长时间)(?:前|之前|以前)?(?:可以|能|才能|还能)?(?:免费)?(?:取消|改期|改约|改时间)"
    r"|(?:最晚|最迟).{0,8}(?:取消|改期|改约|改时间)|(?:可以|能|随时)(?:不扣钱|免费)(?:取消|改期)|随时(?:可以|都能|能)(?:取消|改)"
    r"|(?:取消|改期|改约)(?:的)?(?:规定|规则|政策|要求|有什么说法)"
    r"|cancel(?:l?ation)? (?:fee|policy|charge|rules?|terms)|(?:fee|charged?|penalty|cost|pay)"
    r".{0,20}(?:cancel|no.?show|don'?t show)"
    r"|(?:cancel|reschedule|no.?show|don'?t (?:come|show)).{0,25}(?:fee|charged?|penalty|cost me|do i pay)"
    r"|(?:how (?:late|long before|far ahead|early)|(?:by when|until when|when))"
    r" (?:can|may|do|must) i (?:still |have to )?(?:cancel|reschedule)"
    r"|what (?:if|happens if|happens when) (?:i|we) (?:need to |have to |want to |must )?(?:cancel|reschedule|no.?show"
    r"|miss it|don't come|can't come|can't make it)"
    r"|can i (?:still |also )?cancel (?:for free|free|later|any ?time|last minute|after)"
)


def find_answers(text: Normalised, answers: Sequence[Named]) -> list[Entity]:
    """The salon's own answers that fit a text, at most two, those whose words say more first; each as an entity
    `answer`."""
    found = []
    for each in answers:
        best = max(filter(None, (_match(text, phrase) for phrase in each.names)), default=None)
        if best is not None:
            size, start, end = best
            begin, stop = text.span(start, end)
            found.append((-size, Entity("answer", each.key, text.original[begin:stop], begin, stop)))
    return [entity for _, entity in sorted(found, key=lambda each: each[0])[:_MOST]]


def asks_terms(text: str) -> bool:
    """取消要扣钱吗, "is there a cancellation fee": what calling off, moving or not coming leads to."""
    return bool(_TERMS.search(normalise(text).text))


def _match(text: Normalised, phrase: str) -> tuple[int, int, int] | None:
    """How many signs of a phrase stand in a text, and where; None when any of its pieces does not."""
    spans = [pattern.search(text.text) for pattern in _pieces(phrase)]
    if not spans or None in spans:
        return None
    found = [each.span() for each in spans if each is not None]
    return sum(end - start for start, end in found), min(found)[0], max(end for _, end in found)


@lru_cache(maxsize=4096)
def _pieces(phrase: str) -> tuple[re.Pattern[str], ...]:
    """The pieces of a phrase as patterns; a Latin one begins where a word begins (kid fits kids, not "skid")."""
    pieces = key_of(phrase).split()
    return tuple(re.compile(("(?<![a-z])" if piece[0].isascii() else "") + re.escape(piece)) for piece in pieces)
