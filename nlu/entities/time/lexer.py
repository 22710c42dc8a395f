"""Finding the pieces of a time in a text: one table of patterns, tried longest meaning first.

Rules are data: a pattern with a function that makes the piece, or None to decline (「38号」 is no day), in which case
the next rule that fits is asked. At each sign only those are tried that can begin with it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from nlu.entities.time.atoms import Piece, Scene, Token
from nlu.entities.time.beginnings import beginnings

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_FIRST = _LETTERS | frozenset("0123456789 ")
"""What a time may begin with besides Chinese signs."""
_DIGIT = "9"
"""Figures of other scripts begin what any figure begins."""

Maker = Callable[[re.Match[str], Scene], Piece | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over normalised text and what to make of a hit."""

    pattern: str
    make: Maker


def always(piece: Piece) -> Maker:
    """A maker for words that mean the same wherever they stand."""
    return lambda _match, _scene: piece


_Tried = tuple[re.Pattern[str], Maker]


class Lexer:
    """Reads pieces by a table of rules. Patterns are compiled at the first text, not at import: that is the only costly
    step (tens of milliseconds)."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules

    def tokens(self, text: str, scene: Scene) -> Iterator[Token]:
        """The pieces of the text from left to right, never overlapping."""
        at = 0
        while at < len(text):
            token = self._token(text, at, scene)
            if token:
                yield token
            at = token.end if token else at + 1

    def _token(self, text: str, at: int, scene: Scene) -> Token | None:
        """The piece of the first rule that matches here and does not decline."""
        for pattern, make in self._tried_at(text, at):
            match = pattern.match(text, at)
            piece = make(match, scene) if match and match.end() > at else None
            if match and piece is not None:
                return Token(piece, at, match.end())
        return None

    def _tried_at(self, text: str, at: int) -> Sequence[_Tried]:
        sign = text[at]
        if sign in _LETTERS and at and text[at - 1] in _LETTERS:
            return ()  # no time begins within a word
        return self._tried.get(_DIGIT if sign > _DIGIT and sign.isdecimal() else sign, ())

    @cached_property
    def _tried(self) -> dict[str, list[_Tried]]:
        """The rules by the signs that they can begin with, in their order."""
        signs = _FIRST | {sign for rule in self._rules for sign in rule.pattern if sign > "\u2e80"}
        tried: dict[str, list[_Tried]] = {}
        for rule in self._rules:
            pattern = re.compile(rule.pattern)
            for sign in beginnings(rule.pattern, signs):
                tried.setdefault(sign, []).append((pattern, rule.make))
        return tried
