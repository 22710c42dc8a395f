"""How many points something earns (F1, F2, F4, F5, F8, F13)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.member.enums import Tier
from core.points.errors import BadPoints
from core.store.schemas import PointsPolicy
from core.store.schemas.points import CheckInPolicy, ReviewPoints

MOST_POINTS = 1_000_000
MOST_FEN = 10_000_000
"""More in one movement is a typing error."""


@dataclass(frozen=True, slots=True)
class Multiplier:
    """Why a spend earns more than usual (F8): by `kind` ("tier", "birthday", "day"), so many percent of it."""

    kind: str
    percent: int
    name: dict[str, str] | None = None


def check_points(points: int) -> int:
    """A number of points that can be meant. Raises BadPoints."""
    if isinstance(points, bool) or not isinstance(points, int) or not 0 < points <= MOST_POINTS:
        raise BadPoints(most=MOST_POINTS)
    return points


def check_fen(fen: int) -> int:
    """A sum of money that can be meant. Raises BadPoints."""
    if isinstance(fen, bool) or not isinstance(fen, int) or not 0 < fen <= MOST_FEN:
        raise BadPoints(most=MOST_FEN)
    return fen


def multiplier(policy: PointsPolicy, tier: Tier, on: dt.date, *, is_birthday: bool) -> Multiplier | None:
    """The highest of what would multiply a spend on a local date; None when nothing does. They do not multiply each
    other."""
    candidates = [Multiplier("tier", getattr(policy.tier_percent, tier.value))]
    if is_birthday:
        candidates.insert(0, Multiplier("birthday", policy.birthday_percent))
    candidates += [Multiplier("day", day.percent, day.name.model_dump()) for day in policy.double_days if day.is_on(on)]
    best = max(candidates, key=lambda each: each.percent)
    return best if best.percent > 100 else None


def for_spend(policy: PointsPolicy, spend_fen: int, found: Multiplier | None) -> tuple[int, dict[str, Any]]:
    """The points of a spend, and how they came about: F1 for every full `spend_per_point`, F2 the highest step reached,
    F8 the multiplier. Fractions of a point are not given."""
    base = spend_fen // policy.spend_per_point_fen
    step = max((each for each in policy.steps if each.spend_fen <= spend_fen), key=_spend, default=None)
    bonus = step.points if step else 0
    percent = found.percent if found else 100
    doubled = base + bonus if policy.doubles_steps else base
    points = doubled * percent // 100 + (base + bonus - doubled)
    because: dict[str, Any] = {"rule": "F1", "spend_fen": spend_fen, "base": base}
    if step and bonus:
        because |= {"step": bonus, "step_fen": step.spend_fen}
    if found:
        because |= {"percent": percent, "for": found.kind} | ({"name": found.name} if found.name else {})
    return points, because


def capped(points: int, cap: int, earned_today: int) -> int:
    """How many of some points the daily cap lets through (F13); 0 is no cap."""
    return points if not cap else max(0, min(points, cap - earned_today))


def _spend(step: Any) -> int:
    return int(step.spend_fen)


def streak_bonus(policy: CheckInPolicy, streak: int) -> int:
    """What a daily check-in brings besides, by the days in a row (F4): the bonus each time another row is full."""
    return policy.streak_points if streak % policy.streak_days == 0 else 0


def days_to_go(policy: CheckInPolicy, streak: int) -> int:
    """Check-ins to go until the next bonus."""
    return policy.streak_days - streak % policy.streak_days


def for_review(policy: ReviewPoints, characters: int, *, has_photo: bool) -> tuple[int, bool]:
    """Points for a review (F5), and whether it counts as detailed; its stars play no part 【law】."""
    is_detailed = has_photo or characters >= policy.detailed_length
    return (policy.points * policy.detailed_percent // 100 if is_detailed else policy.points), is_detailed
