"""What was worked out lately, known again without keeping what was said."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 512
"""Rankings kept: 2 MB of those of 51 intents."""


class Recent(Generic[T]):
    """The last answers of something that depends on texts alone, in memory only.

    A text is known again by its digest under a key that the process draws at its start and tells nobody: nothing that
    was said can be read out of it.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._secret = secrets.token_bytes(16)
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, T] = OrderedDict()

    def key(self, *texts: str) -> bytes:
        """What texts are known by here."""
        said = "\0".join(texts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, digest_size=16, key=self._secret).digest()

    def find(self, keys: Sequence[bytes]) -> list[T | None]:
        """What is kept under each key, None where nothing is."""
        with self._lock:
            for key in keys:
                if key in self._kept:
                    self._kept.move_to_end(key)
            return [self._kept.get(key) for key in keys]

    def keep(self, key: bytes, answer: T) -> None:
        """Keeps an answer; the one not asked for longest goes."""
        with self._lock:
            self._kept[key] = answer
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
