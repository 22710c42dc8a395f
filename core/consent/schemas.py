"""Consents, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.consent.enums import ConsentKind, Topic


@dataclass(frozen=True, slots=True)
class ConsentOut:
    """One agreement: to what, in which version of the text, where and when, and when it was taken back."""

    id: int
    member_id: int
    kind: ConsentKind
    text_version: str
    channel: str
    granted_at: dt.datetime
    withdrawn_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class OptOutOut:
    """A topic of marketing that is not wanted, since when, said where, and when it was taken up again."""

    topic: Topic
    channel: str
    opted_out_at: dt.datetime
    resumed_at: dt.datetime | None
