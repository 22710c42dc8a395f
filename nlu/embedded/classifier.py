"""Serves a trained model: a sentence in, intents with honest probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlu.embedded.encoder import Vectors, encode, has_encoder, one_thread
from nlu.embedded.features import characters, signals, sounds
from nlu.embedded.model import MEANING, Head, Model
from nlu.normalise import normalise
from nlu.reading import Intent, Reading


@dataclass(frozen=True, slots=True)
class Ranked:
    """All intents of one text, the likeliest first; probabilities sum to one."""

    intents: tuple[Intent, ...]

    @property
    def best(self) -> Intent:
        """The likeliest."""
        return self.intents[0]


class Classifier:
    """A model made ready: its landmarks in the width the processor multiplies fastest."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._head = _head_for_here(model)
        self._landmarks = self._head.landmarks.astype(np.float32)
        self._shares = self._head.shares.astype(np.float32)

    def rank(self, texts: Sequence[str], readings: Sequence[Reading]) -> list[Ranked]:
        """Each text with what the rules saw in it; several at once cost less than one by one."""
        plain = [normalise(text).text for text in texts]
        with one_thread():
            return [self._ranked(row) for row in self._scores(plain, readings)]

    def _scores(self, plain: Sequence[str], readings: Sequence[Reading]) -> Vectors:
        scores = np.vstack(
            [
                self.model.written(self._head, characters(text), sounds(text), list(signals(reading)))
                for text, reading in zip(plain, readings, strict=True)
            ]
        )
        if self._landmarks.size:
            scores += self._meant(encode(plain))
        return scores

    def _meant(self, meanings: Vectors) -> Vectors:
        alike = meanings @ self._landmarks.T
        scores: Vectors = (MEANING * alike * alike * alike) @ self._shares
        return scores

    def _ranked(self, scores: Vectors) -> Ranked:
        logits = scores.astype(np.float64) / self._head.temperature
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        order = np.argsort(-shares)
        return Ranked(tuple(Intent(self.model.intents[at], float(shares[at])) for at in order))


def _head_for_here(model: Model) -> Head:
    return model.heads["meant"] if has_encoder() and "meant" in model.heads else model.heads["written"]
