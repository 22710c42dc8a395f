"""Two members who turned out to be one, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergeOut:
    """That everything of `merged_id` became `kept_id`'s; `undone_at` when staff took them apart again."""

    id: int
    kept_id: int
    merged_id: int
    made_at: dt.datetime
    undone_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One value that joining two members changed: of a row, by its primary key as JSON, and what stood there before.

    `before` is a number of a member, a tier, or None where nothing stood: never anything personal.
    """

    table: str
    column: str
    row_key: str
    before: str | None
