"""A place in a list that somebody is looking at: 「第二个」, 「最后一个」, "the second one", "#2"."""

from __future__ import annotations

import re

from nlu.entities.numbers import NUMBER_ZH, number

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LEAD = r"(?:就|那就|那|我|要|想要|我要|我选|选|我想要|那我要|点|约|就要|就选)*"
_END = r"(?:店|时间|时段|项目|选项|人|券|卡)?(?:吧|好了|就好|就行|可以|行|好|啦|了|呢|谢谢)*"
_OF = "(?:个|個|家|位|项|項|种|種|张|張|条|條|款|间|間|行)"
_ZH = re.compile(rf"{_LEAD}第({NUMBER_ZH}){_OF}?{_END}")
_ZH_LAST = re.compile(rf"{_LEAD}最(?:后|後|末|下面)(?:那|的|面)*(?:一|那)?{_OF}{_END}")
_EN = re.compile(
    rf"(?:(?:i(?:'ll| will| would|'d)? (?:take|like|want|pick|choose) )?(?:the )?)"
    rf"(?:({'|'.join(_ORDINALS)}|last)|(\d{{1,2}})(?:st|nd|rd|th)|(?:number|no\.?|option|#) ?(\d{{1,2}}))"
    r"(?: one| store| time| option| slot)?(?:,? (?:please|pls|thanks))?"
)


_MANNERS_BEFORE = re.compile(
    r"^(?:(?:ok(?:ay)?|um+|hm+|well|oh|so|just|maybe|sure|yes|yeah|probably|i think|i guess|let's|lets|let me|we|i"
    r"|i'll|i'd|i'm|i will|i would|can i|could i|may i|please|pls|then|go|going|take|have|get|want|wanna|like|love"
    r"|prefer|choose|pick|try|need|to|with|for)[,\s]+)*(?:(?:the|a|an|that|this)\s+)?",
)
_MANNERS_BEHIND = re.compile(
    r"(?:[,\s]+(?:one|ones|option|please|pls|plz|thanks|thx|thank you|then|is fine|is good|would be (?:good|great)"
    r"|works|sounds (?:good|nice|great)|will do|if possible))*$"
)
_FEW_WORDS = 8


def without_manners(text: str) -> str:
    """What an English answer names, without the words around it: "i'll take the back one please" is "back"; empty
    where there are none, or so many that it is no answer."""
    said = " ".join(text.casefold().replace("’", "'").strip(" .!?~").split())
    if not said.isascii() or len(said.split()) > _FEW_WORDS:
        return ""
    bare = _MANNERS_BEHIND.sub("", _MANNERS_BEFORE.sub("", said))
    return bare if bare != said else ""


def place_in(text: str, count: int) -> int | None:
    """The index, from 0, of the place in a list of `count` that a text names and nothing else; None: it names none."""
    said = " ".join(text.casefold().split())
    at = _place(said, count)
    return at if at is not None and 0 <= at < count else None


def _place(said: str, count: int) -> int | None:
    tight = said.replace(" ", "")
    if found := _ZH.fullmatch(tight):
        place = number(found[1])
        return None if place is None else place - 1
    if _ZH_LAST.fullmatch(tight):
        return count - 1
    if found := _EN.fullmatch(said):
        if found[1]:
            return count - 1 if found[1] == "last" else _ORDINALS.index(found[1])
        return int(found[2] or found[3]) - 1
    return None
