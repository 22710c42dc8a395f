"""How fast one visitor may write: a bucket that refills."""

from __future__ import annotations

import time
from collections import OrderedDict

MOST_REMEMBERED = 20_000


class Bucket:
    """Allows `burst` at once and `per_second` in the long run, for each key apart."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._rate, self._burst = per_second, float(burst)
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether there is room for one more now."""
        now = time.monotonic()
        level, at = self._levels.pop(key, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._rate)
        granted = level >= 1
        self._levels[key] = (level - 1 if granted else level, now)
        if len(self._levels) > MOST_REMEMBERED:
            self._levels.popitem(last=False)
        return granted
