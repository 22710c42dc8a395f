"""How far a visit is to be moved from where it stands: 推迟一小时, "an hour later", "push it back 30 mins"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.entities.numbers import NUMBER_ZH, number
from nlu.normalise import normalise

_UNITS = {
    "分钟": 1, "刻钟": 15, "小时": 60, "钟头": 60, "天": 1440, "周": 10080, "星期": 10080, "礼拜": 10080,
    "min": 1, "minute": 1, "h": 60, "hr": 60, "hour": 60, "day": 1440, "week": 10080,
}  # fmt: skip
_SIZE_ZH = (
    rf"(?P<n>半|\d{{1,3}}|{NUMBER_ZH})个?(?P<half>半)?(?P<unit>分钟|刻钟|小时|钟头|天|周|星期|礼拜)(?P<behind>半)?"
)
_SIZE_EN = (
    r"(?P<n>half an?|an?|\d{1,3}|one|two|three|ten|fifteen|twenty|thirty|forty)(?P<half> and a half)?[ -]?"
    r"(?P<unit>minute|min|hour|hr|h|day|week)s?(?P<behind> and a half)?"
)
_B, _E = r"(?<![a-z])", r"(?![a-z])"
_IT = r"(?: (?:it|that|this|mine|them|the (?:time|appointment|booking|appt)|my (?:time|appointment|booking|appt)))?"
_LATER, _EARLIER = 1, -1
_WAYS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (_LATER, re.compile(rf"(?:推迟|延后|推后|延迟|顺延|往后(?:推|挪|延|移|改)|改(?:成|到)?晚){_SIZE_ZH}")),
    (_EARLIER, re.compile(rf"(?:提前|提早|往前(?:推|挪|提|移|改)|改(?:成|到)?早){_SIZE_ZH}(?!到|来)")),
    (_EARLIER, re.compile(rf"(?<![提最])早{_SIZE_ZH}(?!到|来|过)")),
    (_LATER, re.compile(rf"(?:能不能|能|可以|想|再|那|就)晚{_SIZE_ZH}(?:的|吗|呢|吧|可以|行|好|做|开始|[?？。]|$)")),
    (_LATER, re.compile(rf"{_B}{_SIZE_EN} later{_E}")),
    (_EARLIER, re.compile(rf"{_B}{_SIZE_EN} (?:earlier|sooner){_E}")),
    (_LATER, re.compile(rf"{_B}(?:push|move|bump|shift|put){_IT} back (?:by )?{_SIZE_EN}{_E}")),
    (_LATER, re.compile(rf"{_B}(?:push|move|bump|shift|put){_IT} (?:by )?{_SIZE_EN} back{_E}")),
    (_LATER, re.compile(rf"{_B}(?:delay|postpone){_IT} (?:by |for )?{_SIZE_EN}{_E}")),
    (_EARLIER, re.compile(rf"{_B}(?:bring|move|push|shift|pull){_IT} (?:forward|up) (?:by )?{_SIZE_EN}{_E}")),
)
_NO_VISIT = re.compile(rf"迟到|提醒|通知|取消|{_B}(?:late|running|there|ago|remind(?:er|ed)?|cancel){_E}")
"""Being late moves nothing."""


_TARGET = re.compile(
    r"(?:改|换|挪|调|移|推迟|提前|延)(?:到|成|为|至)\s*$|(?<![a-z])(?:to|onto)\s+(?:(?:the|this|next|coming|on)\s+)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<![a-z])(?:my|the|from)\s*$", re.IGNORECASE)
_THAT_DAY = re.compile(
    r"那天|当天|那个?(?:上午|下午|晚上)|(?<![a-z])that (?:day|morning|afternoon|evening|night)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Shift:
    """Minutes, less than nothing for earlier, and where in the text as typed they are said."""

    minutes: int
    start: int
    end: int


def shift_of(text: str) -> Shift | None:
    """How much later, or earlier, than it stands something is wanted; None when nothing says it."""
    plain = normalise(text)
    if _NO_VISIT.search(plain.text):
        return None
    for sign, way in _WAYS:
        if match := way.search(plain.text):
            minutes = _minutes(match)
            if minutes:
                return Shift(sign * minutes, *plain.span(match.start(), match.end()))
    return None


def _minutes(match: re.Match[str]) -> int:
    said, unit = match["n"], _UNITS[match["unit"]]
    size = 0.5 if said.startswith("half") or said == "半" else 1.0 if said in {"a", "an"} else number(said) or 0
    return int((size + (0.5 if match["half"] or match["behind"] else 0)) * unit)


def leads_there(before: str) -> bool:
    """Whether what follows these words is where something is moved to: 改到, "to next"."""
    return bool(_TARGET.search(before))


def leads_away(before: str) -> bool:
    """Whether what follows these words is what stands: "my 3pm"."""
    return bool(_FROM.search(before))


def means_that_day(text: str) -> bool:
    """Whether a day spoken of before is meant: 那天下午, "that afternoon"."""
    return bool(_THAT_DAY.search(text.lower()))
