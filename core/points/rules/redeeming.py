"""What points are worth, and when they may be redeemed (F9, F10, F14)."""

from __future__ import annotations

import calendar
import datetime as dt

from core.kit.errors import Refusal
from core.member.enums import Tier
from core.points.errors import BelowThreshold, NotExchangeable, WindowClosed
from core.points.schemas import PointsOffer
from core.store.schemas import PointsPolicy


def rate_of(policy: PointsPolicy, tier: Tier) -> int:
    """Points for one yuan (F9); 0: none are taken."""
    return int(getattr(policy.rates, tier.value))


def worth(points: int, rate: int) -> int:
    """Fen that points are worth, rounded down; 0 where none are taken."""
    return points * 100 // rate if rate else 0


def refusal(policy: PointsPolicy, available: int, on: dt.date, points: int | None = None) -> Refusal | None:
    """Why points cannot be redeemed on a local date; `points`: how many, where that is known already."""
    if not is_open(policy, on):
        window = next_window(policy, on)
        return WindowClosed(first_day=window[0], last_day=window[1])
    if available < policy.threshold:
        return BelowThreshold(threshold=policy.threshold, left=available, missing=policy.threshold - available)
    if points is not None and policy.threshold_is_each and points < policy.threshold:
        return BelowThreshold(threshold=policy.threshold, left=points, missing=policy.threshold - points)
    return None


def is_open(policy: PointsPolicy, on: dt.date) -> bool:
    """Whether a local date lies in a redemption window (F10), or there are none."""
    last = calendar.monthrange(on.year, on.month)[1]
    return not policy.windows or any(
        min(each.first_day, last) <= on.day <= min(each.last_day, last) for each in policy.windows
    )


def next_window(policy: PointsPolicy, on: dt.date) -> tuple[int, int]:
    """The days of the month of the window that opens next."""
    spans = sorted((each.first_day, each.last_day) for each in policy.windows)
    return next((span for span in spans if span[0] > on.day), spans[0])


def offer(policy: PointsPolicy, tier: Tier, available: int, due_fen: int) -> PointsOffer:
    """The most of a sum that points may pay, in whole `exchange_step`s. Raises NotExchangeable."""
    rate, step = rate_of(policy, tier), policy.exchange_step_fen
    most_fen = min(due_fen * policy.most_percent // 100, worth(available, rate))
    fen = most_fen // step * step
    points = -(-fen * rate // 100)
    if policy.threshold_is_each and points < policy.threshold:
        fen = 0
    if not fen:
        raise NotExchangeable
    return PointsOffer(points, fen, rate, policy.gifts.get(tier.value))
