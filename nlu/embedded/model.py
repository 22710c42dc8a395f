"""The trained classifier: weights for what is written, and every training sentence's meaning as a landmark.

A score is Σᵢ aᵢ·k(x, xᵢ), the kernel ridge regression of the intents, with
k = 0.7·characters + 0.5·sounds + 0.5·words + 0.2·signals + 2·(cosine of meanings)³. The first four are linear, so
their sum over the training sentences is one weight a feature; the cube lets only close meanings count. Meanings are
compared along the 192 directions in which the training sentences differ most: as right as all 512, and cheaper.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.embedded.encoder import Vectors, encode
from nlu.embedded.wishes import Splitter

MEANING = 2.0
"""How much a meaning counts beside what is written."""
_PARTS = ("weights", "landmarks", "shares")
KINDS = ("characters", "sounds", "words")
"""The vocabularies of what is written, in the order of their weights."""
_NO_MODEL = (KeyError, TypeError, ValueError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error)
"""What reading the files of another form, or damaged ones, ends in."""


class ModelUnfit(Exception):
    """The files of a folder are no model of the present form: a former version trained them, or they are damaged."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the model in {folder} is of an earlier form, or damaged")
        self.folder = folder


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

    `weights` has a row for each gram of each kind, then for each signal. `temperature` makes scores into honest
    probabilities. `landmarks` has a column for each sentence learnt, `shares` a row; both are empty without meanings.
    Files hold half precision; in memory it is the width that processors multiply fastest.
    """

    weights: Vectors
    landmarks: Vectors
    shares: Vectors
    temperature: float


@dataclass(frozen=True, slots=True)
class Model:
    """All that a trained classifier is; `digest` names the sentences it was trained on.

    `learnt` are the fingerprints of the normalised sentences in the order of the landmarks; `axes` turns a meaning into
    the directions that landmarks are kept in.
    """

    intents: tuple[str, ...]
    grams: Mapping[str, Grams]
    signals: dict[str, int]
    heads: Mapping[str, Head]
    axes: Vectors
    digest: str
    learnt: NDArray[np.uint64]
    splitter: Splitter | None = None

    def meanings(self) -> dict[int, Vectors]:
        """The meaning of every sentence learnt, by fingerprint; empty when it was trained without the encoder."""
        head = self.heads.get("meant")
        return dict(zip(self.learnt.tolist(), head.landmarks.T, strict=False)) if head else {}

    def often_said(self, most: int) -> list[str]:
        """So many of the commonest characters, pairs of them, words and pairs of words of the sentences learnt."""
        said: list[str] = []
        for kind in ("characters", "words"):
            grams = self.grams[kind]
            ranked = sorted(zip(grams.idf.tolist(), grams.index, strict=True), key=itemgetter(0))
            said += [gram for _, gram in ranked[:most]]
        return said

    def written(self, head: Head, counts: Mapping[str, Counter[str]], signals: Sequence[str]) -> Vectors:
        """The scores of what is written."""
        scores = np.zeros(len(self.intents), np.float32)
        first = 0
        for kind in KINDS:
            at, values = self.grams[kind].vector(counts[kind])
            scores += values @ head.weights[first + at]
            first += len(self.grams[kind].index)
        at = np.array([first + self.signals[name] for name in signals if name in self.signals], np.intp)
        scores += head.weights[at].sum(axis=0)
        return scores

    def save(self, folder: Path) -> None:
        """Plain arrays and JSON: nothing that runs when it is loaded."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {
            f"{name}.{part}": getattr(head, part).astype(np.float16)
            for name, head in self.heads.items()
            for part in _PARTS
        }
        idf = {f"{kind}.idf": grams.idf for kind, grams in self.grams.items()}
        split = {"split.weights": self.splitter.weights} if self.splitter else {}
        everything: dict[str, Any] = {"axes": self.axes, "learnt": self.learnt, **idf, **split, **arrays}
        np.savez_compressed(folder / "model.npz", **everything)
        described = {
            "digest": self.digest,
            "intents": self.intents,
            "signals": list(self.signals),
            "temperatures": {name: head.temperature for name, head in self.heads.items()},
            "grams": {kind: list(grams.index) for kind, grams in self.grams.items()},
            "split": self.splitter.intents if self.splitter else [],
        }
        (folder / "model.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, *, heads: Collection[str] = ("meant", "written")) -> Model:
        """With these heads only, or all where it has none of them.

        Raises FileNotFoundError when there is no model in the folder, ModelUnfit when what is there cannot serve.
        """
        try:
            model = cls._read(folder, heads)
        except _NO_MODEL as wrong:
            raise ModelUnfit(folder) from wrong
        if not model.is_whole:
            raise ModelUnfit(folder)
        return model

    @property
    def is_whole(self) -> bool:
        """Whether all parts fit each other; another version may have counted other things under the same names."""
        size = len(self.intents)
        if set(self.grams) != set(KINDS) or not self.heads:
            return False
        rows = sum(len(grams.index) for grams in self.grams.values()) + len(self.signals)
        lengths = all(len(grams.index) == len(grams.idf) for grams in self.grams.values())
        heads = all(
            head.weights.shape == (rows, size)
            and (not head.landmarks.size or head.landmarks.shape == (self.axes.shape[1], len(self.learnt)))
            and (not head.landmarks.size or head.shares.shape == (len(self.learnt), size))
            for head in self.heads.values()
        )
        return lengths and heads and (self.splitter is None or self.splitter.is_whole)

    @classmethod
    def _read(cls, folder: Path, heads: Collection[str]) -> Model:
        described = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        intents = tuple(described["intents"])
        split = tuple(described.get("split") or intents)  # files of before they were told apart
        served = described["temperatures"].keys() & heads or described["temperatures"].keys()
        with np.load(folder / "model.npz", allow_pickle=False) as arrays:
            return cls(
                intents=intents,
                grams={
                    kind: Grams({gram: at for at, gram in enumerate(listed)}, arrays[f"{kind}.idf"])
                    for kind, listed in described["grams"].items()
                },
                signals={name: at for at, name in enumerate(described["signals"])},
                heads={
                    name: _head(arrays, name, temperature)
                    for name, temperature in described["temperatures"].items()
                    if name in served
                },
                axes=arrays["axes"],
                digest=described["digest"],
                learnt=arrays["learnt"],
                splitter=Splitter(arrays["split.weights"], split) if "split.weights" in arrays else None,
            )


def _head(arrays: Mapping[str, NDArray[np.float16]], name: str, temperature: float) -> Head:
    weights, landmarks, shares = (arrays[f"{name}.{part}"].astype(np.float32) for part in _PARTS)
    return Head(weights, landmarks, shares, temperature)


def meanings_of(texts: Sequence[str], axes: Vectors) -> Vectors:
    """Unit vectors of normalised texts, along the axes."""
    return along(encode(texts), axes)


def along(meanings: Vectors, axes: Vectors) -> Vectors:
    """Meanings in the directions of the axes, of unit length again."""
    turned = meanings @ axes
    turned /= np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6)
    return turned.astype(np.float32)


def fingerprints(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Eight bytes of each text's hash: enough to know it again, nothing to read it by."""
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, "<u8").astype(np.uint64)
