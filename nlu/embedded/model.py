"""The trained classifier: weights for what is written, and every training sentence's meaning as a landmark.

A score is Σᵢ aᵢ·k(x, xᵢ), the kernel ridge regression of the intents, with
k = 0.7·characters + 0.5·sounds + 0.2·signals + 2·(cosine of meanings)³. The first three are linear, so their sum over
the training sentences is one weight a feature; the cube lets only close meanings count.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.embedded.encoder import Vectors

MEANING = 2.0
"""How much a meaning counts beside what is written."""


@dataclass(frozen=True, slots=True)
class Grams:
    """A weighted vocabulary."""

    index: dict[str, int]
    idf: NDArray[np.float32]

    def vector(self, counts: Counter[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Positions and values of a text's features, of unit length."""
        known = {self.index[gram]: count for gram, count in counts.items() if gram in self.index}
        if not known:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        at = np.fromiter(known, np.intp)
        values = (1 + np.log(np.fromiter(known.values(), np.float32))) * self.idf[at]
        return at, (values / np.linalg.norm(values)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Head:
    """One way of scoring: with meanings, or without for machines that lack the encoder.

    `weights` has a row for each character, then sound, then signal. `temperature` makes scores into honest
    probabilities. `landmarks` and `shares` are empty without meanings.
    """

    weights: NDArray[np.float16]
    landmarks: NDArray[np.float16]
    shares: NDArray[np.float16]
    temperature: float


@dataclass(frozen=True, slots=True)
class Model:
    """All that a trained classifier is; `digest` names the sentences it was trained on.

    `learnt` are the fingerprints of the normalised sentences in the order of the landmarks.
    """

    intents: tuple[str, ...]
    characters: Grams
    sounds: Grams
    signals: dict[str, int]
    heads: dict[str, Head]
    digest: str
    learnt: NDArray[np.uint64]

    def meanings(self) -> dict[int, NDArray[np.float16]]:
        """The meaning of every sentence learnt, by fingerprint; empty when it was trained without the encoder."""
        head = self.heads.get("meant")
        return dict(zip(self.learnt.tolist(), head.landmarks, strict=False)) if head else {}

    def written(self, head: Head, characters: Counter[str], sounds: Counter[str], signals: list[str]) -> Vectors:
        """The scores of what is written."""
        scores = np.zeros(len(self.intents), np.float32)
        first = 0
        for grams, counts in ((self.characters, characters), (self.sounds, sounds)):
            at, values = grams.vector(counts)
            scores += values @ head.weights[first + at].astype(np.float32)
            first += len(grams.index)
        at = np.array([first + self.signals[name] for name in signals if name in self.signals], np.intp)
        scores += head.weights[at].astype(np.float32).sum(axis=0)
        return scores

    def save(self, folder: Path) -> None:
        """Plain arrays and JSON: nothing that runs when it is loaded."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {
            f"{name}.{part}": getattr(head, part)
            for name, head in self.heads.items()
            for part in ("weights", "landmarks", "shares")
        }
        np.savez_compressed(
            folder / "model.npz",
            **{
                "characters.idf": self.characters.idf,
                "sounds.idf": self.sounds.idf,
                "learnt": self.learnt,
                **arrays,
            },
        )
        described = {
            "digest": self.digest,
            "intents": self.intents,
            "signals": list(self.signals),
            "temperatures": {name: head.temperature for name, head in self.heads.items()},
            "characters": list(self.characters.index),
            "sounds": list(self.sounds.index),
        }
        (folder / "model.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Raises FileNotFoundError when there is no model in the folder."""
        described = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "model.npz", allow_pickle=False) as arrays:
            heads = {
                name: Head(
                    arrays[f"{name}.weights"], arrays[f"{name}.landmarks"], arrays[f"{name}.shares"], temperature
                )
                for name, temperature in described["temperatures"].items()
            }
            return cls(
                intents=tuple(described["intents"]),
                characters=_grams(described["characters"], arrays["characters.idf"]),
                sounds=_grams(described["sounds"], arrays["sounds.idf"]),
                signals={name: at for at, name in enumerate(described["signals"])},
                heads=heads,
                digest=described["digest"],
                learnt=arrays.get("learnt", np.empty(0, np.uint64)),
            )


def fingerprints(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Eight bytes of each text's hash: enough to know it again, nothing to read it by."""
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def _grams(listed: list[str], idf: NDArray[np.float32]) -> Grams:
    return Grams({gram: at for at, gram in enumerate(listed)}, idf)
