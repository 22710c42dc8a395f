"""Tokens, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.token.enums import TokenScope

LONGEST_DAYS = 3650
"""How long a token may hold at most."""


@dataclass(frozen=True, slots=True)
class TokenOut:
    """A token without itself: whose it is, what for, and until when (aware UTC)."""

    id: int
    name: str
    scope: TokenScope
    staff_id: int | None
    member_id: int | None
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None
    revoked_at: dt.datetime | None
