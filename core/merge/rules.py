"""What follows a member who turns out to be another one (A11). Pure: no database, no clock.

Whose a row is stands in one place, `core.privacy.rules.TABLES`; here stands only what differs. A test fails for a
column that leads to a member and is in neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.member.enums import Tier
from core.privacy.rules import TABLES, Held

MEMBERS = "members"

STAYS: dict[str, frozenset[str]] = {
    "members": frozenset({"merged_into_id"}),
    "merges": frozenset({"kept_id", "merged_id"}),
}
"""Columns that lead to a member and go on leading there: who was joined with whom."""

NAME = ("name", "name_index")
PHONE = ("phone", "phone_index", "phone_end_index", "phone_verified_at")
HEALTH = ("skin", "needs", "allergies")
OF_MEMBER: tuple[tuple[str, ...], ...] = (NAME, PHONE, ("preferences",))
"""What the member who is kept takes over where they have none of it: together or not at all."""


def owners(tables: Mapping[str, Held] = TABLES) -> dict[str, str]:
    """The column of each table that says whose a row is; rows of other rows follow those."""
    return {
        name: held.via
        for name, held in tables.items()
        if held.via and held.of == MEMBERS and name != MEMBERS and held.via not in STAYS.get(name, ())
    }


def higher(one: Tier, other: Tier) -> Tier:
    """The tier of who is both (G1)."""
    order = list(Tier)
    return max(one, other, key=order.index)


def to_fill(kept: Mapping[str, Any], merged: Mapping[str, Any], groups: tuple[tuple[str, ...], ...]) -> list[str]:
    """The columns to be taken over: of each group all, where the one who is kept has nothing of it."""
    return [
        column
        for group in groups
        if all(kept[each] is None for each in group) and any(merged[each] is not None for each in group)
        for column in group
        if merged[column] is not None
    ]
