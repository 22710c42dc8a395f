"""How Chinese characters sound, and what is a word, from two tables of 0.3 MB: a whole dictionary of readings in memory
costs fifty times that. `tools/pinyin` makes both from pypinyin's (MIT)."""

from __future__ import annotations

import zlib
from functools import cache
from itertools import groupby
from pathlib import Path

_READINGS = Path(__file__).with_name("readings.txt")
_WORDS = Path(__file__).with_name("words.z")
_TONES = "012345"


@cache
def _readings() -> dict[str, str]:
    """Each character with its commonest reading and tone: 丽 → li4."""
    found: dict[str, str] = {}
    for line in _READINGS.read_text(encoding="utf-8").splitlines():
        reading, _, signs = line.partition(" ")
        found.update(dict.fromkeys(signs, reading))
    return found


@cache
def _words() -> dict[str, str]:
    """All words in a row by their first character: a set of them would take ten times the memory."""
    words = zlib.decompress(_WORDS.read_bytes()).decode().split()
    return {first: f" {' '.join(found)} " for first, found in groupby(words, key=lambda word: word[0])}


@cache
def syllable(sign: str) -> str:
    """A character's commonest reading without its tone; what has none stands for itself."""
    return _readings().get(sign, sign).rstrip(_TONES)


def toned(text: str) -> list[str]:
    """The readings of a text, character by character, each with its tone as a figure behind."""
    return [_readings().get(sign, sign) for sign in text]


def is_word(text: str) -> bool:
    """Whether two to four characters are a word of the dictionary."""
    return f" {text} " in _words().get(text[:1], "")
