"""Levels, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.member.enums import Tier
from core.tier.enums import ChangeWhy


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts towards a level in a span of time: fen spent, points earned, visits paid for."""

    fen: int = 0
    points: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class ChangeOut:
    """One decision about a member's level."""

    id: int
    member_id: int
    before: Tier
    after: Tier
    why: ChangeWhy
    at: dt.datetime
    kept_until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SpendOut:
    """A row that counts, and the level after it."""

    id: int
    key: str
    member_id: int
    store_id: int
    fen: int
    points: int
    counts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Perks:
    """What a level gives: percent off, days the calendar opens earlier (C9), and what the salon says besides."""

    discount_percent: int
    priority_days: int
    words: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class TierStanding:
    """Where a member stands. What is `missing` to the next level is None where it is not counted, or none is higher.

    `spend_fen`, `points` and `visits` are those of the last months (setting `tiers.months`); `kept_until` is when the
    level is looked at again, None when there is nothing to lose.
    """

    tier: Tier
    spend_fen: int
    points: int
    visits: int
    next_tier: Tier | None
    missing_fen: int | None
    missing_points: int | None
    missing_visits: int | None
    perks: Perks
    next_perks: Perks | None
    kept_until: dt.datetime | None
    is_grace: bool


@dataclass(frozen=True, slots=True)
class TierStep:
    """A level with what it gives, and what a member lacks for it; all `missing` 0 for one that is reached."""

    tier: Tier
    missing: Counted
    perks: Perks
