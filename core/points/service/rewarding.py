"""What earns points besides visits: the daily check-in (F4), reviews (F5), sharing (F6) and missions (D2)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.member import service as members
from core.points.errors import CheckInOff, MarketForbids
from core.points.repository import rewards as repository
from core.points.rules import earning as rules
from core.points.schemas import CheckedIn, PointsEntryOut
from core.points.service import ledger
from core.points.service.access import require_spent
from core.points.service.earning import earn
from core.store.schemas import StoreOut
from core.store.schemas.market import MarketRule, is_mainland, shares_count

_DAY = dt.timedelta(days=1)


def daily_check_in(work: Work, member_id: int, store_id: int | None = None) -> CheckedIn:
    """Checks a member in for the local day; a second time on the same day changes nothing and says so.

    Raises CheckInOff, NotAllowed, MemberNotFound.
    """
    require_spent(work, member_id)
    members.require(work, member_id)
    store = ledger.store_of(work, store_id)
    policy = store.settings.points.check_in
    if not store.settings.points.is_on or not policy.is_on:
        raise CheckInOff
    lock(work.session, [(Lockable.points, member_id)])
    today = _today(work, store)
    streak = repository.streak_until(work.session, member_id, today - _DAY) + 1
    if not repository.add_check_in(work.session, member_id, today, streak, work.now):
        return checked_in(work, member_id, store_id)
    bonus = rules.streak_bonus(policy, streak)
    earned = 0
    for name, points, because in (
        ("day", policy.points, {"day": streak}),
        ("streak", bonus, {"streak": streak}),
    ):
        if points:
            key = f"check_in:{name}:{member_id}:{today}"
            earned += earn(work, key, member_id, points, {"rule": "F4", **because}, store_id=store.id).points
    return CheckedIn(streak, earned, rules.days_to_go(policy, streak), policy.streak_points, is_new=True)


def checked_in(work: Work, member_id: int, store_id: int | None = None) -> CheckedIn:
    """Where a member's row of check-ins stands: one that broke yesterday is 0."""
    store = ledger.store_of(work, store_id)
    policy = store.settings.points.check_in
    today = _today(work, store)
    streak = repository.streak_until(work.session, member_id, today)
    streak = streak or repository.streak_until(work.session, member_id, today - _DAY)
    return CheckedIn(streak, 0, rules.days_to_go(policy, streak), policy.streak_points, is_new=False)


def reward_review(
    work: Work, key: str, member_id: int, store_id: int, *, characters: int, has_photo: bool
) -> PointsEntryOut | None:
    """Points for a review (F5), double for a detailed one, and the same whatever its stars; None where there are none.

    Raises PointsKeyReused, MemberNotFound.
    """
    store = ledger.store_of(work, store_id)
    points, is_detailed = rules.for_review(store.settings.points.review, characters, has_photo=has_photo)
    if not store.settings.points.is_on or not points:
        return None
    return earn(work, key, member_id, points, {"rule": "F5", "detailed": is_detailed}, store_id=store_id)


def reward_share(work: Work, key: str, member_id: int, store_id: int, counts: str = "shares") -> PointsEntryOut:
    """Points for sharing (F6), never for collected likes. Raises MarketForbids with the rule's name, PointsKeyReused,
    MemberNotFound."""
    store = ledger.store_of(work, store_id)
    if counts == "likes" and (is_mainland(store.market) or store.settings.points.share.counts != "likes"):
        raise MarketForbids(rule=MarketRule.no_reward_for_likes.value)
    if not store.settings.points.is_on or not shares_count(store.market, store.settings):
        raise MarketForbids(rule="F6")
    because = {"rule": "F6", "counts": counts}
    return earn(work, key, member_id, store.settings.points.share.points, because, store_id=store_id)


def reward_mission(
    work: Work, key: str, member_id: int, points: int, mission: str, store_id: int | None = None
) -> PointsEntryOut:
    """Points for a mission that is done (D2, F7 …); `mission` is its code. Raises as `earn`."""
    because: dict[str, Any] = {"rule": "D2", "mission": mission}
    return earn(work, key, member_id, points, because, store_id=store_id)


def _today(work: Work, store: StoreOut) -> dt.date:
    return work.now.astimezone(ZoneInfo(store.zone)).date()
