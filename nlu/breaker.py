"""Stops asking a server that does not answer, and asks again from time to time."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Breaker:
    """Open after `failures` in a row; then one call every `pause` seconds tries whether the server is back.

    Nobody else waits for a server that hangs: whoever is not let through asks another.
    """

    def __init__(self, seconds: Callable[[], float], *, failures: int = 3, pause: float = 15.0) -> None:
        self._seconds = seconds
        self._failures = failures
        self._pause = pause
        self._failed = 0
        self._next_try = 0.0
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the server counts as gone."""
        return self._failed >= self._failures

    def lets_through(self) -> bool:
        """Whether this call may ask; while open, the first after each pause may."""
        with self._lock:
            if not self.is_open:
                return True
            now = self._seconds()
            if now < self._next_try:
                return False
            self._next_try = now + self._pause
            return True

    def answered(self) -> None:
        """The server is well."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """One more call without an answer."""
        with self._lock:
            self._failed += 1
            self._next_try = self._seconds() + self._pause
