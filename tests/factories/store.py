"""Store files as values, to be changed by a test before they are written."""

from __future__ import annotations

from typing import Any

from core.kit.documents import write
from tests.factories.catalog import both

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def person(code: str = "lily", **changes: Any) -> dict[str, Any]:
    """A beautician who works every day from 10 to 19 with a break from 13 to 14."""
    shifts = [{"days": list(WEEK), "hours": "10:00-19:00", "break": "13:00-14:00"}]
    base = {"code": code, "name": both(code), "aliases": [], "role": "beautician", "skills": ["facial"]}
    return base | {"about": both("Kind"), "shifts": shifts} | changes


def bed(code: str = "bed1") -> dict[str, Any]:
    """A bed."""
    return {"code": code, "kind": "bed", "name": both(code)}


def store(code: str = "garden", **changes: Any) -> dict[str, Any]:
    """A store in Shanghai, open from 10 to 21, with one bed and one beautician."""
    head = {"code": code, "name": both(code), "aliases": [], "address": both("Lane 1"), "directions": both("Left")}
    return {
        "version": 1,
        "store": head | {"phone": "021-5555 0100", "zone": "Asia/Shanghai", "market": "cn"},
        "settings": {"hours": {day: ["10:00-21:00"] for day in WEEK}},
        "resources": [bed()],
        "staff": [person()],
    } | changes


def store_file(code: str = "garden", **changes: Any) -> str:
    """The same as a file."""
    return write(store(code, **changes))
