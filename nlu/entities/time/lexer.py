"""Finding the pieces of a time in a text: one table of patterns, tried longest meaning first.

All patterns are joined into one expression for the search; the pattern that hit is matched once more
for its groups. Rules are data: a pattern with a function that makes the piece, or None to decline
(「38号」 is no day), in which case the next rule that fits is asked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from nlu.entities.time.atoms import Piece, Scene, Token

Maker = Callable[[re.Match[str], Scene], Piece | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over normalised text and what to make of a hit."""

    pattern: str
    make: Maker


def always(piece: Piece) -> Maker:
    """A maker for words that mean the same wherever they stand."""
    return lambda _match, _scene: piece


@cache
def _compiled(rules: tuple[Rule, ...]) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Compiled at the first text, not at import: it is the only costly step (tens of milliseconds)."""
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules)
    joined = "|".join(f"(?P<r{index}>{pattern})" for index, pattern in enumerate(nameless))
    # Most characters of a sentence begin no time: a look at the sign saves trying a hundred patterns on it.
    signs = "".join(sorted({sign for rule in rules for sign in rule.pattern if sign > "\u2e80"}))
    beginning = rf"(?=[{signs}\d ]|(?<![a-z])[a-z])"
    return re.compile(f"{beginning}(?:{joined})"), tuple(re.compile(rule.pattern) for rule in rules)


def tokens(text: str, rules: tuple[Rule, ...], scene: Scene) -> Iterator[Token]:
    """The pieces of the text from left to right, never overlapping."""
    joined, single = _compiled(rules)
    position = 0
    while hit := joined.search(text, position):
        token = _first_taken(text, hit.start(), int((hit.lastgroup or "r0")[1:]), rules, single, scene)
        if token:
            yield token
        position = token.end if token else hit.start() + 1


def _first_taken(
    text: str, start: int, index: int, rules: tuple[Rule, ...], single: tuple[re.Pattern[str], ...], scene: Scene
) -> Token | None:
    """The piece of the first rule from `index` on that matches here and does not decline."""
    for rule, pattern in zip(rules[index:], single[index:], strict=True):
        match = pattern.match(text, start)
        piece = rule.make(match, scene) if match and match.end() > start else None
        if match and piece is not None:
            return Token(piece, start, match.end())
    return None
