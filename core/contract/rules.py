"""What may become of a contract, and its text with the figures in their places."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from core.contract.enums import ContractStatus as S

FROM: dict[S, frozenset[S]] = {
    S.accepted: frozenset({S.offered}),
    S.declined: frozenset({S.offered, S.accepted}),
    S.fulfilled: frozenset({S.accepted}),
}
"""From which statuses a contract may come to one."""

LASTING = dt.timedelta(days=14)
"""How long an offer can be agreed to, and an agreement be paid: prices and texts move on."""

_PLACE = re.compile(r"\{([a-z_]+)\}")


def render(wording: str, values: Mapping[str, str]) -> str:
    """The wording with the known places filled; anything else in braces stays as the salon wrote it."""
    filled = _PLACE.sub(lambda found: values.get(found[1], found[0]), wording)
    return "\n".join(line.rstrip() for line in filled.strip().splitlines())


def hash_of(text: str) -> str:
    """What a text is known by: the SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def version_of(wording: str, known: str | None) -> str:
    """The version of a wording: the one it is published under, or for a salon's own the beginning of its hash."""
    return known or f"own-{hash_of(wording)[:12]}"


def agrees(terms: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a contract is about exactly what is being sold."""
    return all(terms.get(name) == value for name, value in wanted.items())
