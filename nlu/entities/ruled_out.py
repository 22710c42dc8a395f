"""Days that are named because they do not suit: 除了周三都行, 周六我有事, any day but Friday.

What is wanted then is every other day, of the week that was spoken of or of the month to come.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nlu.reading import Entity

_AHEAD = 30
"""Days that are meant by 都行 where no week was named."""
_DAY = dt.timedelta(days=1)
_BEFORE = re.compile(
    r"(?:除了|除开|除|避开|躲开|不要|不想要?|别(?:安排|约)?)\s*$"
    r"|(?<![a-z])(?:except(?: for)?|(?:any ?(?:day|time|thing) |anything )but|other than|apart from|avoid|not"
    r"|(?:can't|cannot|can not|couldn't) (?:do|make|come)(?: it)?)(?: on)?\s+$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:早上|上午|中午|下午|傍晚|晚上|晚|白天)?(?:那天|这天|当天|的话|[我也都可是]|可能|应该|恐怕|实在)*"
    r"(?:不行|不可以|不太?方便|不合适|不得空|没有?空(?![位档])|没有?时间|有事|有约|来不了|去不了|过不来|不能[来去]|不在|要上班"
    r"|要加班|出差|[以之]外)(?!吗|么|嘛|[??])"
    r"|\s*(?:(?:doesn't|does not|won't|will not|isn't|is not|is) (?:work|suit|good|possible|no good|out)"
    r"|(?:i'm|i am) (?:busy|away|working|not free))(?![a-z?])",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜|拜)[一二三四五六日天1-7]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
"""Said without a week: every such day."""


def without_ruled_out(entities: Sequence[Entity], text: str, today: dt.date) -> tuple[Entity, ...]:
    """The entities with the days that suit in place of those that do not; as they are where nothing is ruled out.

    A day that is wanted beside them (周三不行，周四吧) leaves only that one.
    """
    entities = [_second_of(each, text) or each for each in entities]
    out = [each for each in entities if each.name == "date" and _is_ruled_out(each, text)]
    if not out:
        return tuple(entities)
    entities = [each for each in entities if not any(_is_hour_of(each, day, text) for day in out)]
    wanted = [each for each in entities if each.name == "date" and each not in out]
    first = out[0]
    ahead = [replace(first, value=f"{today}/{today + _AHEAD * _DAY}")]
    kept = (replace(each, value=span) for each in wanted or ahead for span in _spans(each.value, out))
    return (*(each for each in entities if each.name != "date"), *kept)


def _second_of(days: Entity, text: str) -> Entity | None:
    """不要周四，周五吧: of two days side by side the first is out and the second is wanted."""
    first, comma, second = days.text.partition("," if "," in days.text else "，")
    if days.name != "date" or not comma or not _BEFORE.search(text[: days.start]):
        return None
    said = second.lstrip()
    start = days.start + len(first) + len(comma) + len(second) - len(said)
    return replace(days, value=days.value.partition("/")[2] or days.value, text=said, start=start)


def _is_ruled_out(day: Entity, text: str) -> bool:
    return bool(_BEFORE.search(text[: day.start]) or _BEHIND.match(text, day.end))


def _is_hour_of(each: Entity, day: Entity, text: str) -> bool:
    """周三晚上不行: what is said of the day goes for its evening, which is not what is wanted."""
    behind = _BEHIND.match(text, day.end)
    return each.name == "time" and behind is not None and day.end <= each.start < behind.end()


def _spans(value: str, out: Iterable[Entity]) -> Iterator[str]:
    """The stretches of "2026-09-21/2026-09-27" between the days that are out; an open side stays as it is."""
    first, slash, last = value.partition("/")
    if ".." in value:
        yield value
        return
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last if slash else first)
    start: dt.date | None = None
    while day <= end:
        is_out = any(_is_same(day, each) for each in out)
        if start is None and not is_out:
            start = day
        if start is not None and is_out:
            yield _span(start, day - _DAY)
            start = None
        day += _DAY
    if start is not None:
        yield _span(start, end)


def _span(first: dt.date, last: dt.date) -> str:
    return f"{first}" if first == last else f"{first}/{last}"


def _is_same(day: dt.date, out: Entity) -> bool:
    first, _, last = out.value.partition("/")
    if ".." in out.value:
        return False
    named = dt.date.fromisoformat(first)
    if _WEEKDAY.fullmatch(out.text.strip()):
        return day.weekday() == named.weekday()
    return named <= day <= dt.date.fromisoformat(last or first)
