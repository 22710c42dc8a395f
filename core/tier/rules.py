"""Which level is earned, what is missing, what a refund takes back and how far a level falls. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from core.member.enums import Tier
from core.store.schemas import StoreSettings, TierPolicy
from core.tier.enums import ChangeWhy
from core.tier.schemas import ChangeOut, Counted, Perks

TIERS = tuple(Tier)
_UPWARDS = TIERS[1:]
MOST_FEN = 10_000_000
MOST_POINTS = 1_000_000
NOTICE, REVIEW = "tier.notice", "tier.review"
"""Kinds of due rows: that the level ends soon, and looking at it again."""


def earned(counted: Counted, policy: TierPolicy) -> Tier:
    """The highest level whose threshold is reached (G1)."""
    reached = Tier.member
    for tier in _UPWARDS:
        if _has_threshold(tier, policy) and not any(_gaps(counted, tier, policy)):
            reached = tier
    return reached


def next_tier(tier: Tier, policy: TierPolicy) -> Tier | None:
    """The level above that can be reached; None for the highest."""
    return next((each for each in _UPWARDS if each.rank > tier.rank and _has_threshold(each, policy)), None)


def ladder(policy: TierPolicy) -> tuple[Tier, ...]:
    """The levels that a store has thresholds for, from the lowest."""
    return tuple(each for each in _UPWARDS if _has_threshold(each, policy))


def missing(counted: Counted, tier: Tier, policy: TierPolicy) -> Counted:
    """How much fen, points and visits are wanting for a level; 0 for what does not count."""
    return Counted(*_gaps(counted, tier, policy))


def _has_threshold(tier: Tier, policy: TierPolicy) -> bool:
    return bool(_thresholds(tier, policy))


def _thresholds(tier: Tier, policy: TierPolicy) -> dict[str, int]:
    """What a level takes by what is counted; empty when the store has no such level."""
    name = tier.value
    wanted: dict[str, dict[str, int]] = {
        "spend": {"fen": policy.spend.get(name, 0)},  # type: ignore[call-overload]  # the lowest has no entry
        "points": {"points": policy.points.get(name, 0)},  # type: ignore[call-overload]
        "spend_and_visits": {
            "fen": policy.spend.get(name, 0),  # type: ignore[call-overload]
            "visits": policy.visits.get(name, 0),  # type: ignore[call-overload]
        },
    }
    found = wanted[policy.counts]
    return found if all(found.values()) else {}


def _gaps(counted: Counted, tier: Tier, policy: TierPolicy) -> tuple[int, int, int]:
    wanted = _thresholds(tier, policy)
    fen, points, visits = (max(wanted.get(name, 0) - getattr(counted, name), 0) for name in ("fen", "points", "visits"))
    return fen, points, visits


def window_start(end: dt.datetime, months: int, zone: ZoneInfo) -> dt.datetime:
    """The moment after which something counts in the months that end at a moment, by the store's calendar."""
    return _months_from(end, -months, zone)


def kept_until(at: dt.datetime, months: int, zone: ZoneInfo) -> dt.datetime:
    """When a level reached or kept at a moment is looked at again: at the end of that local day, months later."""
    local = _months_from(at, months, zone).astimezone(zone).date() + dt.timedelta(days=1)
    return dt.datetime.combine(local, dt.time(), zone).astimezone(dt.UTC)


def _months_from(moment: dt.datetime, months: int, zone: ZoneInfo) -> dt.datetime:
    local = moment.astimezone(zone)
    years, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, calendar.monthrange(years, month + 1)[1])
    return local.replace(year=years, month=month + 1, day=day).astimezone(dt.UTC)


def fallen(tier: Tier, to: Tier, policy: TierPolicy) -> Tier:
    """The level after a review that a level did not pass: one step lower, or the one that is earned."""
    return max(to, TIERS[tier.rank - 1], key=lambda each: each.rank) if policy.falls_one_step else to


def without_refunded(
    changes: Sequence[ChangeOut], earned_at: Callable[[dt.datetime], Tier], now: dt.datetime
) -> tuple[Tier, dt.datetime | None] | None:
    """What remains of the raises since the last other decision when each is judged again by what still counts.

    `changes`: all of a member, oldest first. Returns the level and until when it is kept; None when all of them stand.
    A level that was given by hand, kept by a review or reached before is never taken by a refund.
    """
    first = len(changes)
    while first > 0 and changes[first - 1].why in {ChangeWhy.spend, ChangeWhy.refund}:
        first -= 1
    raises = [each for each in changes[first:] if each.why is ChangeWhy.spend]
    if not raises:
        return None
    current = changes[-1].after
    held, until = changes[first].before, changes[first - 1].kept_until if first else None
    for at, most, kept in (*((each.at, each.after, each.kept_until) for each in raises), (now, current, None)):
        still = min(earned_at(at), most, key=lambda tier: tier.rank)
        if still.rank > held.rank:
            held, until = still, kept or changes[-1].kept_until
    return None if held is current else (held, until)


def perks(tier: Tier, settings: StoreSettings) -> Perks:
    """What a level gives (G4, C9)."""
    name = tier.value
    policy = settings.tiers
    return Perks(
        policy.discount_percent.get(name, 0),  # type: ignore[call-overload]
        settings.booking.priority_days.get(name, 0),  # type: ignore[call-overload]
        tuple(words.model_dump() for words in policy.perks.get(name, ())),  # type: ignore[call-overload]
    )
