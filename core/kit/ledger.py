"""What every append-only ledger does: a repeated call changes nothing, and words of colleagues are kept apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from core.kit.errors import Refusal

Row = TypeVar("Row")


def digest(*asked: Any) -> str:
    """What was asked under a key, so that the key cannot be used for something else."""
    return hashlib.sha256(json.dumps(asked, default=str).encode()).hexdigest()


def replayed(known: tuple[Row, str] | None, asked: str, reused: type[Refusal]) -> Row | None:
    """The row that a key made before, for the caller to return; None for a new key.

    `known`: the key's row with the digest of what was asked then. Raises `reused` when that was something else.
    """
    if known is not None and known[1] != asked:
        raise reused
    return None if known is None else known[0]


def split_reason(because: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """What explains a row, and apart from it the words a colleague wrote: those are sealed."""
    reason = because.get("reason")
    return {name: value for name, value in because.items() if name != "reason"}, reason
