"""Finding the pieces of a time in a text: one table of patterns, tried longest meaning first.

All patterns are joined into one expression for the search; the pattern that hit is matched once more
for its groups. Rules are data: a pattern with a function that makes the piece, or None to decline
(「38号」 is no day), in which case the search goes on one character later.
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


@cache
def _compiled(rules: tuple[Rule, ...]) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Compiled at the first text, not at import: it is the only costly step (tens of milliseconds)."""
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules)
    joined = "|".join(f"(?P<r{index}>{pattern})" for index, pattern in enumerate(nameless))
    return re.compile(joined), tuple(re.compile(rule.pattern) for rule in rules)


def tokens(text: str, rules: tuple[Rule, ...], scene: Scene) -> Iterator[Token]:
    """The pieces of the text from left to right, never overlapping."""
    joined, single = _compiled(rules)
    position = 0
    while hit := joined.search(text, position):
        index = int((hit.lastgroup or "r0")[1:])
        match = single[index].match(text, hit.start())
        piece = rules[index].make(match, scene) if match else None
        if piece is None or hit.end() == hit.start():
            position = hit.start() + 1
            continue
        yield Token(piece, hit.start(), hit.end())
        position = hit.end()
