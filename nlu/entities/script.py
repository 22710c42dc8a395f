"""The language of a sentence, told by its letters and little words; names, codes and single words tell none."""

from __future__ import annotations

import re

CHINESE, ENGLISH = "zh_CN", "en"

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|(?:^|\s)[/／#@]\S+|\S*\d\S*|\b[A-Z]{2,}\b")
"""Addresses, commands, codes, times, prices and what is written in capitals (SPA, VIP): the same in any language."""
_CHINESE_WORDS = re.compile(r"[我你您吗呢吧的了想要请谢帮约查哪几怎么是有没不能可好在啥]|什么|多少|人工|取消")
_ENGLISH_WORDS = re.compile(
    r"(?<![a-z])(?:an?|the|i(?:'[dm]|'ll)?|my|me|we|you|your|it|is|are|am|was|do|does|did|can|could|would|will|want"
    r"|like|need|have|has|for|to|at|on|in|of|with|from|and|or|not|please|what|when|how|which|who|where|why|book|make"
    r"|get|this|that)(?![a-z])",
    re.IGNORECASE,
)
_SENTENCE_ZH, _SENTENCE_EN = 4, 3
"""So many Han characters, or words, are more than a name."""


def language_typed(text: str) -> str | None:
    """ "zh_CN" or "en" where a text is clearly a sentence of one of them, however its names are written; else None.

    Chinese needs a little word of Chinese or four characters, and no more than one Latin word to two of them; English
    three words, one of them a little word of English, and more words than Han characters.
    """
    words = _NO_WORDS.sub(" ", text)
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(words))
    if han >= 2 * latin and han >= 2 and (han >= _SENTENCE_ZH or _CHINESE_WORDS.search(text)):
        return CHINESE
    if latin >= _SENTENCE_EN and latin > han and _ENGLISH_WORDS.search(words):
        return ENGLISH
    return None
