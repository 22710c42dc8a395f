"""The privacy desk, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ErasureOut:
    """A wish to be erased, and until when it can be taken back."""

    id: int
    member_id: int
    requested_at: dt.datetime
    due_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HeldData:
    """All that is held about a member: rows by table, values as JSON writes them; photos by name."""

    made_at: dt.datetime
    tables: dict[str, list[dict[str, Any]]] = field(repr=False)
    photos: tuple[str, ...] = field(repr=False)
