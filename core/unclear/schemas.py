"""Sentences as others see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnclearOut:
    """A sentence without whose it is; `intent` is what they then chose of what was offered, or None."""

    id: int
    text: str
    intent: str | None
    said_at: dt.datetime
