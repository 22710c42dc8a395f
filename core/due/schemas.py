"""What falls due, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """Something to be done at `due_at` and no longer from `expires_at` on; see `DueRow` for the rest."""

    kind: str
    store_id: int
    subject_id: int
    occasion_at: dt.datetime
    due_at: dt.datetime
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A row that was claimed: it is this caller's to deal with, and nobody else's."""

    id: int
    kind: str
    store_id: int
    subject_id: int
    occasion_at: dt.datetime
    due_at: dt.datetime
