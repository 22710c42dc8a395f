"""One spelling for everything people type, with the way back to what they typed.

Steps: cut, NFKC and invisible characters out, lower case, traditional to simplified, then the table of
dialect words, typos and voice slips. Signs may disappear (zero-width), multiply (㈱) or be replaced by a
longer or shorter word (明仔载 → 明天), so every character of the result remembers the span of the original it
came from: `Normalised.span` always answers in offsets of the text as typed. Inside a replaced word the
whole original word is the span.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from nlu.variants import IN_CONTEXT, VARIANTS, WHOLE_WORDS

# Nobody books in more; every regular expression behind this line works on a bounded text.
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; `starts[i]` and `ends[i]` are the original span its i-th character came from."""

    text: str
    original: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a non-empty normalised span."""
        return self.starts[start], self.ends[end - 1]


@cache
def _converter() -> OpenCC:
    """Loaded at the first Chinese text: reading its tables takes 7 ms."""
    return OpenCC("t2s")


class _Simplified(dict[int, int]):
    """Traditional to simplified, one character at a time and remembered: length and offsets never change.

    Whole phrases would read a few rare words better, but a parse would cost 3 µs a character.
    """

    def __missing__(self, code: int) -> int:
        if not 0x3400 <= code <= 0x9FFF:
            return code
        simple = _converter().convert(chr(code))
        self[code] = ord(simple) if len(simple) == 1 else code
        return self[code]


_SIMPLIFIED = _Simplified()
_APOSTROPHES = frozenset("’‘ʼ´`＇")
"""What phones type for an apostrophe, as in "don’t"."""
_WORDS = VARIANTS | WHOLE_WORDS | {slip: word for slip, word, _, _ in IN_CONTEXT}
_SLIPS = [f"{before}{slip}{behind}" for slip, _, before, behind in IN_CONTEXT]


@cache
def _variant() -> re.Pattern[str]:
    words = "|".join(sorted(WHOLE_WORDS, key=len, reverse=True))
    whole = rf"(?<![a-z0-9'])(?:{words})(?![a-z0-9'])"
    return re.compile("|".join([*_SLIPS, *sorted(map(re.escape, VARIANTS), key=len, reverse=True), whole]))


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, same length."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def normalise(text: str) -> Normalised:
    """The text as the tables know it; only its first 2,000 characters are read."""
    original = text[:LONGEST_TEXT]
    plain, starts, ends = _clean(original)
    return _replace_variants(simplify(plain), original, starts, ends)


def key_of(name: str) -> str:
    """A name in the same spelling as normalised text, for comparing the two."""
    return normalise(name.strip()).text


def _clean(text: str) -> tuple[str, list[int], list[int]]:
    """NFKC, lower case, no invisible characters; character by character so that offsets stay known."""
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text))), list(range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, sign in enumerate(text):
        piece = _clean_sign(sign)
        pieces.append(piece)
        starts.extend([index] * len(piece))
        ends.extend([index + 1] * len(piece))
    return "".join(pieces), starts, ends


def _clean_sign(sign: str) -> str:
    if "\u4e00" <= sign <= "\u9fff":
        return sign
    if sign.isspace():
        return " "
    if sign in _APOSTROPHES:
        return "'"
    if unicodedata.category(sign)[0] == "C" or sign in "\ufe0e\ufe0f":
        return ""
    return unicodedata.normalize("NFKC", sign).lower()


def _replace_variants(plain: str, original: str, starts: list[int], ends: list[int]) -> Normalised:
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    done = 0
    for match in _variant().finditer(plain):
        start, end = match.span()
        word = _WORDS[match[0]]
        pieces += plain[done:start], word
        new_starts += starts[done:start] + [starts[start]] * len(word)
        new_ends += ends[done:start] + [ends[end - 1]] * len(word)
        done = end
    if not pieces:
        return Normalised(plain, original, tuple(starts), tuple(ends))
    text = "".join(pieces) + plain[done:]
    return Normalised(text, original, tuple(new_starts + starts[done:]), tuple(new_ends + ends[done:]))
