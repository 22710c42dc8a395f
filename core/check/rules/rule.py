"""What a rule on the stored data is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

INBOX_LATE = dt.timedelta(minutes=5)
OUTBOX_LATE = dt.timedelta(minutes=10)
ENDED_LATE = dt.timedelta(hours=1)

MINUTE = {
    "sqlite": "(CAST(strftime('%s', {0}) AS INTEGER) / 60)",
    "postgresql": "CAST(floor(EXTRACT(EPOCH FROM {0}) / 60) AS BIGINT)",
}
"""Minutes since 1970-01-01T00:00Z of a column, by engine."""

NUMBER = {"sqlite": "json_extract({0}, '$.{1}')", "postgresql": "CAST({0} ->> '{1}' AS INTEGER)"}
"""A number in a JSON column, by engine."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence that is true of sound data, the statement that looks for breaches, and how one is told."""

    says: str
    breaches: str
    told: str
    is_note: bool = False
