"""Learns how surely a message falls into two wishes at a place: `wishes` says what is looked at.

What a classifier makes of half a sentence it has learnt is no example of what it makes of a stranger's. So the
sentences are parted in two lots, and those of each are read by a classifier that learnt the other only.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.embedded.classifier import Classifier, Ranked
from nlu.embedded.model import Model
from nlu.embedded.trainer import LANGUAGE, NOW, train
from nlu.embedded.wishes import Cut, Seen, Splitter, Weights, cuts, features
from nlu.normalise import normalise
from nlu.reading import Context, Names, Reading
from nlu.rules.reader import RuleReader
from nlu.training import Double, Sentence, halves

_ONE_IN = 12
"""Messages of which one has two wishes, as people write to a salon."""
_RIDGE = 0.5
_ROUNDS = 12
_BATCH = 256
_NEAR = 2  # characters between where a second wish was marked and where a cut is


@dataclass(frozen=True, slots=True)
class Lesson:
    """A message, and where and what its two wishes are, if it has two."""

    text: str
    language: str
    pair: tuple[str, str] | None = None
    at: int = 0

    def is_right(self, seen: Seen) -> bool:
        """Whether this cut is where the second wish begins, and both halves are read rightly."""
        return self.pair == seen.pair and abs(len(seen.cut.left) - self.at) <= _NEAR


def learn_splitter(of: Sequence[Sentence], two: Sequence[Double], known: Model) -> Splitter:
    """From all sentences of one wish and all messages of two; `known` has learnt all of them."""
    rows: list[Weights] = []
    right: list[bool] = []
    is_two: list[bool] = []
    for lot in (0, 1):
        others = [item for item in of if _lot(item.text) != lot]
        others += halves([item for item in two if _lot(item.text) != lot])
        reader = Classifier(train(others, known=known))
        asked = [_lesson(item) for item in two if _lot(item.text) == lot]
        asked += [Lesson(normalise(item.text).text, item.language) for item in of if _lot(item.text) == lot]
        for lesson, seen in look(reader, asked):
            found = features(seen, known.intents)
            if found is not None:
                rows.append(found)
                right.append(lesson.is_right(seen))
                is_two.append(lesson.pair is not None)
    return Splitter(_fit(np.stack(rows), np.array(right), _weights(np.array(is_two), len(of), len(two))), known.intents)


def look(reader: Classifier, of: Sequence[Lesson]) -> Iterator[tuple[Lesson, Seen]]:
    """Every cut of every message, as the reader sees it."""
    rules = RuleReader()
    contexts = {code: Context(language, NOW, Names()) for code, language in LANGUAGE.items()}

    def rank(texts: Sequence[tuple[str, str]]) -> list[Ranked]:
        ranked: list[Ranked] = []
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            readings: list[Reading] = [rules.parse(text, contexts[language]) for text, language in batch]
            ranked += reader.rank([text for text, _ in batch], readings)
        return ranked

    of = [lesson for lesson in of if cuts(lesson.text, whole=0)]
    wholes = rank([(lesson.text, lesson.language) for lesson in of])
    found: list[tuple[Lesson, Ranked, Cut]] = [
        (lesson, whole, cut)
        for lesson, whole in zip(of, wholes, strict=True)
        for cut in cuts(lesson.text, whole=whole.best.confidence)
    ]
    lefts = rank([(cut.left, lesson.language) for lesson, _, cut in found])
    rights = rank([(cut.right, lesson.language) for lesson, _, cut in found])
    for (lesson, whole, cut), left, right in zip(found, lefts, rights, strict=True):
        yield lesson, Seen(cut, whole.shares(), left.shares(), right.shares())


def _lesson(of: Double) -> Lesson:
    first = normalise(of.first.text).text.strip(" ,")
    return Lesson(normalise(of.text).text, of.first.language, (of.first.intent, of.second.intent), len(first))


def _lot(text: str) -> int:
    """By the text itself, so that it is the same lot every time."""
    return zlib.crc32(text.encode()) % 2


def _weights(is_two: Weights, ones: int, twos: int) -> Weights:
    """How much each cut counts, so that there are as many messages of two wishes as people write."""
    lift = ones / (_ONE_IN - 1) / max(twos, 1)
    return np.where(is_two, lift, 1.0).astype(np.float64)


def _fit(rows: Weights, right: Weights, counts: Weights) -> Weights:
    """Logistic regression by Newton's method."""
    rows, wanted = rows.astype(np.float64), right.astype(np.float64)
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[0] = 1e-3
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        said = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (counts * (said - wanted)) + ridge * weights
        bend = (rows.T * (counts * said * (1 - said))) @ rows + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights.astype(np.float32)
