"""Finding the words of a list in a text.

One regular expression of them all tries each at each sign; here only those are tried that begin with the sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Span = tuple[int, int]

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
LETTERS_AND_FIGURES = LETTERS | frozenset("0123456789")


class Listed:
    """Words to be listened for. A Latin one must stand alone, with none of `apart` on either side: Amy is not in
    "seamy"."""

    def __init__(self, words: Iterable[str], apart: frozenset[str]) -> None:
        self._apart = apart
        self._words: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._words.setdefault(word[0], []).append(word)

    def find(self, text: str) -> Iterator[Span]:
        """Where they stand from left to right, the longest at each place, never overlapping."""
        done = 0
        for at, sign in enumerate(text):
            if at < done or sign not in self._words or self._is_one_word(text, at):
                continue
            for word in self._words[sign]:
                end = at + len(word)
                if text.startswith(word, at) and not self._is_one_word(text, end):
                    done = end
                    yield at, end
                    break

    def _is_one_word(self, text: str, at: int) -> bool:
        """Whether what stands before a place and what stands behind it belong to one Latin word."""
        return 0 < at < len(text) and text[at - 1] in self._apart and text[at] in self._apart
