"""Commands of staff in words: 「收银 7KQ2M9 现金」 is `/till 7KQ2M9 现金`, 「给安然退一半」 is `/refund 安然 一半`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.engine.options import MARKS

_SPOKEN = ("till", "refund")
"""Commands that are begun by their own word too, by the name of their list in the catalogues."""

VALUES = re.compile(r"[\s:：]*[0-9A-Za-z][0-9A-Za-z-]{3,15}(\s+\S+)?\s*$")
"""A code, perhaps with one more value: what follows such a word where it is a command and no talk about it."""

_FOR = re.compile(r"(?:请)?(?:给|帮|替|为)\s*(\S.*)")
_LONGEST_NAME = 12

Words = Callable[[str], tuple[str, ...]]


def command_of(text: str, words: Words) -> str | None:
    """The command that a word of its own begins, with nothing behind it but values."""
    for command in _SPOKEN:
        for word in words(command):
            rest = text[len(word) :].strip(MARKS)
            if text.casefold().startswith(word) and (not rest or VALUES.match(rest)):
                return f"/{command} {rest}"
    return None


def command_for(text: str, words: Words) -> str | None:
    """As `command_of`, for somebody who is named before it: 「给安然结账」, 「帮王芳退款 一半」, 「给安然退一半」."""
    found = _FOR.fullmatch(text.strip(MARKS))
    if found is None:
        return None
    said = found[1]
    for command in _SPOKEN:
        for word in sorted(words(command), key=len, reverse=True):
            who, is_there, rest = said.partition(word)
            if is_there and _is_name(who) and (not rest.strip(MARKS) or _is_half(rest, words)):
                return f"/{command} {_name(who)} {rest.strip(MARKS)}"
    for half in sorted(words("half"), key=len, reverse=True):
        who = said.removesuffix(half).removesuffix("退")
        if said.endswith(half) and "退" in said and _is_name(who):
            return f"/refund {_name(who)} {half}"
    return None


def _name(who: str) -> str:
    return who.strip(MARKS).removesuffix("的")


def _is_name(who: str) -> bool:
    return 0 < len(_name(who)) <= _LONGEST_NAME and " " not in _name(who)


def _is_half(rest: str, words: Words) -> bool:
    return rest.strip(MARKS) in words("half")
