"""Whether several treatments of one sentence are all wanted, and for whom: 做脸再做个美甲, 帮我朋友约."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from nlu.reading import Entity

_AND = re.compile(
    r"再|然后|接着|之后|完了?|和|跟|加|与|还(?!是)|顺便|顺带|同时|、|\+|＋|&"
    r"|(?<![a-z])(?:and|then|plus|followed by|after)(?![a-z])"
)
_BESIDE = re.compile(r"\s+|\s*[-/]\s*")
""""Mani pedi": nothing between two names wants both."""
_OR = re.compile(r"还是|或|要么|要不|哪个|(?<![a-z])(?:or|instead|versus|vs)(?![a-z])")
_ADDS = re.compile(
    r"再(?:加|做|来|弄|约|要|给我|帮我)|还(?:要|想|得)|加(?:上|一?个|做)|多(?:做|加)|"
    r"(?<![a-z])(?:also|add|as well|plus|one more)(?![a-z])"
)
_KIN = "朋友|闺蜜|老公|老婆|妈妈|妈|爸爸|爸|姐姐|姐|妹妹|妹|女儿|儿子|同事|婆婆|女朋友|男朋友|对象|家人|客户"
_FOR_ZH = re.compile(
    rf"[帮给替为](?:(?:我的?|一个|一位|个)(?P<who>{_KIN})|(?P<other>朋友|闺蜜|同事|家人|别人))(?!.{{0,4}}(?:和我|跟我|一起))"
)
_FOR_EN = re.compile(
    r"(?<![a-z])(?:for|book) (?:my |a )(?P<who>friend|mom|mum|mother|wife|husband|sister|daughter|colleague|girlfriend"
    r"|boyfriend)(?![a-z])(?! and (?:me|i)(?![a-z]))|(?<![a-z])for (?P<other>someone else|somebody else)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Treatments:
    """Treatments of a sentence, each as the keys it may mean: `more` are wanted besides the first.

    `is_addition`: the first, too, is to be added to what was spoken of before (再加个美甲).
    """

    first: tuple[str, ...] = ()
    more: tuple[tuple[str, ...], ...] = ()
    is_addition: bool = False


def split_services(text: str, entities: Iterable[Entity]) -> Treatments:
    """Tells "this and that" from "this or that"; without a word that joins them they stay alternatives."""
    spans: dict[tuple[int, int], list[str]] = {}
    for entity in entities:
        if entity.name == "service":
            spans.setdefault((entity.start, entity.end), []).append(entity.value)
    if not spans:
        return Treatments()
    said = text.lower()
    groups, ends = [tuple(spans[span]) for span in spans], list(spans)
    between = [said[one[1] : other[0]] for one, other in pairwise(ends)]
    joined = all(
        (_AND.search(words) or (said.isascii() and _BESIDE.fullmatch(words))) and not _OR.search(words)
        for words in between
    )
    is_addition = bool(_ADDS.search(said[: ends[0][0]]) or _ADDS.match(said[ends[-1][1] :].strip()))
    if not joined:
        return Treatments(tuple(key for group in groups for key in group))
    return Treatments(groups[0], tuple(groups[1:]), is_addition)


def friend_of(text: str) -> str | None:
    """For whom somebody books who does not come themselves, as they called them (「朋友」); None for themselves."""
    match = _FOR_ZH.search(text) or _FOR_EN.search(text.lower())
    if match is None:
        return None
    return match["who"] or match["other"]
