"""What of a sentence is written down for the classifier: characters, sounds, and what the rules saw in it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from pypinyin import lazy_pinyin

from nlu.reading import Reading

_CJK = re.compile("[\u4e00-\u9fff]+")


def characters(text: str) -> Counter[str]:
    """Single characters and pairs of a normalised text."""
    return Counter([*text, *map("".join, itertools.pairwise(text))])


def sounds(text: str) -> Counter[str]:
    """Syllables and pairs of them: 鸡分 sounds like 积分, which is how voice input and hasty thumbs slip."""
    syllables = [f"{syllable}'" for run in _CJK.findall(text) for syllable in lazy_pinyin(run)]
    return Counter([*syllables, *map("".join, itertools.pairwise(syllables))])


def signals(reading: Reading) -> Iterator[str]:
    """What the rules take the sentence for, and which kinds of values it holds."""
    yield from dict.fromkeys(f"rule:{intent.name}" for intent in reading.intents)
    yield from dict.fromkeys(f"holds:{entity.name}" for entity in reading.entities)
