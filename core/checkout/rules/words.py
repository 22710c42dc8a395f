"""Reasons that people give. Pure: no database, no clock."""

from __future__ import annotations

from core.checkout.errors import ReasonNeeded

SHORTEST, LONGEST = 2, 200


def reason_of(said: str) -> str:
    """A reason as it is kept. Raises ReasonNeeded for one that is missing or too long."""
    tidy = " ".join(said.split())
    if not SHORTEST <= len(tidy) <= LONGEST:
        raise ReasonNeeded(shortest=SHORTEST, longest=LONGEST)
    return tidy
