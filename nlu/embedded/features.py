"""What of a sentence is written down for the classifier: characters, sounds, words, and what the rules saw in it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from nlu.entities.pinyin import syllable
from nlu.reading import Reading

_LATIN = re.compile(r"[a-z']+|\d+")
_CJK = re.compile("[\u4e00-\u9fff]+")


def characters(text: str) -> Counter[str]:
    """Single characters and pairs of a normalised text."""
    return Counter([*text, *map("".join, itertools.pairwise(text))])


def sounds(text: str) -> Counter[str]:
    """Syllables and pairs of them: 鸡分 sounds like 积分, which is how voice input and hasty thumbs slip."""
    syllables = [f"{syllable(sign)}'" for run in _CJK.findall(text) for sign in run]
    return Counter([*syllables, *map("".join, itertools.pairwise(syllables))])


def words(text: str) -> Counter[str]:
    """Latin words and figures, and pairs of them, the first and the last known as such; of Chinese none."""
    found = [word.replace("'", "") for word in _LATIN.findall(text)]
    if not found:
        return Counter()
    return Counter([*found, *map(" ".join, itertools.pairwise(["^", *found, "$"]))])


def written(text: str) -> dict[str, Counter[str]]:
    """All of a normalised text that is counted, by kind."""
    return {"characters": characters(text), "sounds": sounds(text), "words": words(text)}


def signals(reading: Reading) -> Iterator[str]:
    """What the rules take the sentence for, and which kinds of values it holds."""
    yield from dict.fromkeys(f"rule:{intent.name}" for intent in reading.intents)
    yield from dict.fromkeys(f"holds:{entity.name}" for entity in reading.entities if entity.is_known)
