"""How fast somebody may act: a bucket that refills, in the memory of this process."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_REMEMBERED = 20_000


class Bucket:
    """Allows `burst` at once and `per_second` in the long run, for each key apart. To be used from one thread."""

    def __init__(self, per_second: float, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._now = per_second, float(burst), now
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether there is room for one more now."""
        return self.wait(key) == 0

    def wait(self, key: str) -> float:
        """Takes one if there is room and returns 0; else the seconds until there will be."""
        level, now = self._level(key)
        granted = level >= 1
        self._levels[key] = (level - 1 if granted else level, now)
        if len(self._levels) > MOST_REMEMBERED:
            self._levels.popitem(last=False)
        return 0 if granted else (1 - level) / self._rate

    def is_empty(self, key: str) -> bool:
        """Whether there is no room now; takes nothing."""
        level, now = self._level(key)
        self._levels[key] = (level, now)
        return level < 1

    def _level(self, key: str) -> tuple[float, float]:
        now = self._now()
        level, at = self._levels.pop(key, (self._burst, now))
        return min(self._burst, level + (now - at) * self._rate), now
