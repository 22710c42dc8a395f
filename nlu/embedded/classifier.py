"""Serves a trained model: a sentence in, intents with honest probabilities out."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.embedded.encoder import Vectors, get_ready, has_encoder, one_thread
from nlu.embedded.features import signals, written
from nlu.embedded.model import MEANING, Model, meanings_of
from nlu.embedded.recent import Recent
from nlu.normalise import normalise
from nlu.reading import Intent, Reading

_STRETCH = 4096
"""Landmarks compared at a time: 3 MB."""
_OFTEN = 1000
"""Of each kind: 1,188 pieces, 19 MB of them; a message has hardly three others."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """All intents of one text, the likeliest first; probabilities sum to one."""

    intents: tuple[Intent, ...]

    @property
    def best(self) -> Intent:
        """The likeliest."""
        return self.intents[0]

    def shares(self) -> dict[str, float]:
        """The probabilities by name."""
        return {intent.name: intent.confidence for intent in self.intents}


class Classifier:
    """Ranks by the head of the model that this machine can serve."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._head = model.heads[head_for_here(model.heads)]
        self._recent = Recent[Ranked]()
        self._is_ready = False

    def rank(self, texts: Sequence[str], readings: Sequence[Reading]) -> list[Ranked]:
        """Each text with what the rules saw in it; several at once cost less than one by one.

        A ranking follows from the text and what the rules saw alone, so the last ones are known again: 你好 and 好的
        are typed all day.
        """
        asked = [(normalise(text).text, tuple(signals(reading))) for text, reading in zip(texts, readings, strict=True)]
        keys = [self._recent.key(text, *seen) for text, seen in asked]
        known = dict(zip(keys, self._recent.find(keys), strict=True))
        missing = {key: each for key, each in zip(keys, asked, strict=True) if known[key] is None}
        if missing:
            with one_thread():
                scores = self._scores(list(missing.values()))
            for key, row in zip(missing, scores, strict=True):
                fresh = known[key] = self._ranked(row)
                self._recent.keep(key, fresh)
        return [ranked for key in keys if (ranked := known[key]) is not None]

    def _scores(self, asked: Sequence[tuple[str, Sequence[str]]]) -> Vectors:
        scores = np.vstack([self.model.written(self._head, written(text), seen) for text, seen in asked])
        if self._head.landmarks.size:
            self._get_ready()
            scores += self._meant(meanings_of([text for text, _ in asked], self.model.axes))
        return scores

    def _get_ready(self) -> None:
        """At the first message, not before: a command that reads none needs no encoder."""
        if not self._is_ready:
            self._is_ready = True
            get_ready(self.model.often_said(_OFTEN))

    def _meant(self, meanings: Vectors) -> Vectors:
        """One by one, as a vector against the columns of a matrix is what processors do fastest, few rows the slowest;
        stretch by stretch, so that the landmarks of one are still at hand for the next text."""
        landmarks, shares = self._head.landmarks, self._head.shares
        scores = np.zeros((len(meanings), len(self.model.intents)), np.float32)
        for first in range(0, len(shares), _STRETCH):
            stretch = slice(first, first + _STRETCH)
            for text, meaning in enumerate(meanings):
                alike = meaning @ landmarks[:, stretch]
                cubes = alike * alike
                cubes *= alike
                scores[text] += cubes @ shares[stretch]
        scores *= np.float32(MEANING)
        return scores

    def _ranked(self, scores: Vectors) -> Ranked:
        logits = scores.astype(np.float64) / self._head.temperature
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        order = np.argsort(-shares)
        return Ranked(tuple(Intent(self.model.intents[at], float(shares[at])) for at in order))


def head_for_here(among: Container[str] = ("meant",)) -> str:
    """Which head this machine can serve: meanings need the encoder, and must have been trained."""
    return "meant" if has_encoder() and "meant" in among else "written"
