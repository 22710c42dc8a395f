"""What a token looks like and when it holds. Pure: no database, no clock."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

PREFIX = "mey_"
_FORM = re.compile(r"mey_[A-Za-z0-9_-]{43}", re.ASCII)
_NOTED_EVERY = dt.timedelta(minutes=5)


def is_formed(text: str) -> bool:
    """Whether a text can be a token at all; what cannot is not looked up."""
    return _FORM.fullmatch(text) is not None


def hash_of(token: str) -> str:
    """What is kept of a token. 256 random bits need no slow hash and no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_in_force(now: dt.datetime, expires_at: dt.datetime, revoked_at: dt.datetime | None) -> bool:
    """Whether a token holds at a moment."""
    return revoked_at is None and now < expires_at


def is_use_worth_noting(now: dt.datetime, last_used_at: dt.datetime | None) -> bool:
    """Whether the last use that is on record is old enough to be written anew: not each call has to be a write."""
    return last_used_at is None or now - last_used_at >= _NOTED_EVERY
