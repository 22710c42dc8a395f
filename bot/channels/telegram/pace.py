"""Telegram's limits: about 1 message a second to a chat, 20 a minute to a group, 30 a second in all."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` in the long run, `burst` at once."""

    per_second: float
    burst: float


CHAT = Rate(1.0, 3.0)
GROUP = Rate(17 / 60, 3.0)
TOTAL = Rate(20.0, 10.0)


class Pace:
    """Says how long to wait; never waits itself, so that one chat's wait is nobody else's."""

    def __init__(
        self, chat: Rate = CHAT, group: Rate = GROUP, total: Rate = TOTAL, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._chat, self._group, self._total, self._now = chat, group, total, now
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._held: dict[str, float] = {}

    def wait(self, chat_id: str) -> float:
        """Seconds until something may go to this chat; 0 when it may now."""
        now = self._now()
        if (held := self._held.get(chat_id, 0.0) - now) > 0:
            return held
        self._held.pop(chat_id, None)
        rates = {chat_id: self._rate(chat_id), "": self._total}
        return max(max(0.0, (1 - self._level(key, rate, now)) / rate.per_second) for key, rate in rates.items())

    def spend(self, chat_id: str) -> None:
        """One message went to this chat. An answer of several messages may overdraw, and waits longer afterwards."""
        now = self._now()
        for key, rate in ((chat_id, self._rate(chat_id)), ("", self._total)):
            self._levels[key] = (self._level(key, rate, now) - 1, now)
            self._levels.move_to_end(key)
        if len(self._levels) > MOST_REMEMBERED:
            self._levels.popitem(last=False)

    def hold(self, chat_id: str, seconds: float) -> None:
        """Telegram asked to wait: nothing goes to this chat until then."""
        self._held[chat_id] = self._now() + seconds

    def _rate(self, chat_id: str) -> Rate:
        return self._group if chat_id.startswith("-") else self._chat

    def _level(self, key: str, rate: Rate, now: float) -> float:
        level, at = self._levels.get(key, (rate.burst, now))
        return min(rate.burst, level + (now - at) * rate.per_second)
