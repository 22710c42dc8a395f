"""Trying only the rules that can begin with a sign reads what trying all of them reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities.time.beginnings import beginnings
from nlu.entities.time.lexer import _LETTERS
from nlu.entities.time.reader import _LEXER
from nlu.normalise import normalise

_ROOT = Path(__file__).parents[4]
_GOLD = [
    line.split("\t")[3]
    for line in (_ROOT / "tests/nlu/data/time_gold.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_TYPED = [
    json.loads(line)["text"]
    for name in ("zh.jsonl", "en.jsonl")
    for line in (_ROOT / "nlu/data/validation" / name).read_text(encoding="utf-8").splitlines()[::4]
]
_PATTERNS = [re.compile(rule.pattern) for rule in _LEXER._rules]
_SIGNS = sorted({sign for rule in _LEXER._rules for sign in rule.pattern} | set("\u0663\uff13"))


def _not_tried(text: str) -> list[str]:
    """Rules that match where they were not tried, though a time may begin with the sign there."""
    missed = []
    for at, sign in enumerate(text):
        tried = {pattern.pattern for pattern, _ in _LEXER._tried_at(text, at)}
        is_inside = at and sign in _LETTERS and text[at - 1] in _LETTERS
        if not is_inside and (sign > "\u2e80" or sign == " " or sign.isalnum()):
            missed += [
                each.pattern
                for each in _PATTERNS
                if each.pattern not in tried and (hit := each.match(text, at)) and hit.end() > at
            ]
    return missed


@pytest.mark.parametrize("said", [_GOLD, _TYPED], ids=["gold", "typed"])
def test_no_rule_that_matches_is_left_out(said: list[str]) -> None:
    for text in said:
        assert not _not_tried(normalise(text).text), text


@given(st.text(_SIGNS, max_size=12))
def test_no_rule_that_matches_is_left_out_of_any_text(text: str) -> None:
    assert not _not_tried(text)


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("一?二", "一二"),
        ("(?<=一)二", "二"),
        ("(?:一|二三?)四", "一二"),
        ("(?P<a>[一二]{0,3})三", "一二三"),
        (r"\s*\d", "3 "),
        ("[^一]", "一二三四3 "),
        (r"(一)?\1四", "一二三四3 "),
        ("$", ""),
    ],
)
def test_what_a_pattern_begins_with(pattern: str, signs: str) -> None:
    assert beginnings(pattern, frozenset("一二三四3 ")) == frozenset(signs)
