"""Something else without saying what: another person, another day (换个人做), earlier or later times (早点的有吗)."""

from __future__ import annotations

import re
from typing import Literal

from nlu.normalise import normalise

_ANOTHER = r"(?:^|[\s,，那想要能就])(?:换|改)(?:一)?"
_PEOPLE = "人|老师|美容师|师傅|技师"
_END = r"(?:做|来|吧|吗|么|行吗|可以吗|好吗|呗|看看|试试|，|,|\?|？|。|\s)*$"
_EN = r"(?<![a-z])(?:{}) (?:{})(?: please)?"
_CHANGED = "an?other|a different|change the"


def _else(zh: str, en: str) -> re.Pattern[str]:
    return re.compile(rf"{_ANOTHER}(?:{zh}){_END}|{_EN.format(_CHANGED, en)}{_END}")


_ANEW = {
    "staff": re.compile(
        rf"{_ANOTHER}[个位](?:{_PEOPLE}){_END}|不要(?:她|他|这个人){_END}"
        rf"|{_EN.format('an?other|different', 'therapist|beautician|technician|stylist|person')}{_END}"
        rf"|{_EN.format('someone|somebody', 'else')}{_END}"
    ),
    "day": _else("天|个?(?:日子|日期)", "day|date"),
    "time": _else("个时间|个点|个时段|个钟|时间", "time|slot"),
    "treatment": _else("个项目|个护理|项目", "treatment|service"),
    "store": _else("家店|个店|家门店|门店|家", "store|branch|shop|location"),
}

_INSTEAD = re.compile(
    r"换成|改成|换做|改做|换为|要不(?:还是|就|改)?(?:做|约)|还是做"
    r"|(?<![a-z])(?:instead|make it|switch(?: it)? to|change(?: it| that)? to|rather (?:have|do))(?![a-z])"
)
_AS_IT_IS = re.compile(
    r"(?<![a-z])(?:keep (?:it|that|the \w+)|leave it (?:as|like|at|there)|as it (?:is|was)|stick with it)(?![a-z])"
    r"|就这样吧|还是原来的|不用改|不改了|保持原样"
)
_CHANGES = re.compile(r"改|换|挪|(?<![a-z])(?:instead|move|change|push|shift|swap|switch)(?![a-z])")
_MORE = r"一?(?:点|些)儿?"
_ASKED = r"(?:的|呢|吗|么|有|行|可以|吧|时间|$)"
_MANY = "anything|something|any|a bit|a little|slots?|times?|one|bit"
_ONE = "slots?|times?|one|option|please|than that"
_EARLIER = re.compile(
    rf"早{_MORE}{_ASKED}|(?:更|再)早|太晚|往前{_MORE}|提前{_MORE}"
    rf"|(?<![a-z])(?:(?:{_MANY}) earlier|earlier (?:{_ONE})|(?:that'?s|is|bit|little) too late)(?![a-z])"
)
_LATER = re.compile(
    rf"晚{_MORE}{_ASKED}|(?:更|再)晚|太早|往后{_MORE}|推迟{_MORE}"
    rf"|(?<![a-z])(?:(?:{_MANY}) later|later (?:{_ONE})|(?:that'?s|is|bit|little) too early)(?![a-z])"
)
_ARRIVES = re.compile(
    r"[到来过]不?了?$|到店|路上|迟到|再说|回复|联系|堵|睡|起床"
    r"|(?<![a-z])(?:i'?ll|see you|running|talk|call|remind)(?![a-z])"
)


def asked_anew(text: str) -> str:
    """换个人做, "another day": the question whose answer shall be another one, without saying which; "" for none."""
    plain = normalise(text).text.lower().strip()
    return next((name for name, pattern in _ANEW.items() if pattern.search(plain)), "")


def says_instead(text: str) -> bool:
    """换成头疗, "make it a facial instead": one thing takes the place of another."""
    return bool(_INSTEAD.search(normalise(text).text.lower()))


def says_change(text: str) -> bool:
    """Whether something is to take the place of what stands: "same time next week instead"."""
    return bool(_CHANGES.search(normalise(text).text))


def towards(text: str) -> Literal["earlier", "later"] | None:
    """早点的有吗, "anything later": which way the times should move; None for a word about coming late."""
    plain = normalise(text).text.lower()
    if _ARRIVES.search(plain):
        return None
    if _EARLIER.search(plain):
        return "earlier"
    return "later" if _LATER.search(plain) else None


def leaves_it_so(text: str) -> bool:
    """算了 不改了, "never mind, keep it": a change is called off, and not what was to be changed."""
    return bool(_AS_IT_IS.search(normalise(text).text))
