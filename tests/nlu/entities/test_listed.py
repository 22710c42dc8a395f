"""The words of a list found sign by sign are those that one regular expression of them all finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from nlu.entities.listed import LETTERS_AND_FIGURES, Listed

_WORDS = st.lists(st.text("ab1 美甲", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=8, unique=True)


def _joined(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_alone, sorted(words, key=len, reverse=True))))


def _alone(word: str) -> str:
    before = "(?<![a-z0-9])" if word[0] in LETTERS_AND_FIGURES else ""
    behind = "(?![a-z0-9])" if word[-1] in LETTERS_AND_FIGURES else ""
    return before + re.escape(word) + behind


@given(_WORDS, st.text("ab1 美甲", max_size=24))
def test_finds_what_a_regular_expression_finds(words: list[str], text: str) -> None:
    found = list(Listed(words, LETTERS_AND_FIGURES).find(text))
    assert found == [match.span() for match in _joined(words).finditer(text)]


def test_a_latin_word_stands_alone_and_the_longest_wins() -> None:
    listed = Listed(["amy", "spa", "spa day", "丽", "小丽"], LETTERS_AND_FIGURES)
    text = "seamy spa day和amy小丽丽"
    assert [text[start:end] for start, end in listed.find(text)] == ["spa day", "amy", "小丽", "丽"]


def test_nothing_is_found_of_an_empty_list() -> None:
    assert not list(Listed([], LETTERS_AND_FIGURES).find("美甲"))
