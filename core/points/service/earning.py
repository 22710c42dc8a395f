"""Earning points, and taking back what was earned by something that was refunded."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from core.kit.work import Work
from core.points.enums import EntryKind
from core.points.errors import TooManyPointsBack
from core.points.repository import ledger as repository
from core.points.rules.book import day_of
from core.points.rules.earning import Multiplier, capped, check_fen, check_points, for_spend
from core.points.schemas import PointsEntryOut
from core.points.service import abuse, ledger
from core.points.service.reading import next_multiplier
from core.store.schemas import StoreOut

_SALE = "sale:"


def earn_for_sale(work: Work, key: str, member_id: int, store_id: int, spend_fen: int) -> PointsEntryOut | None:
    """Points for a spend (F1), with the bonus of its step (F2) and the day's or tier's multiplier (F8); None when it
    is too small for one, or the store gives no points. `key`: "sale:<code>".

    Raises BadPoints, PointsKeyReused, MemberNotFound, StoreNotFound.
    """
    check_fen(spend_fen)
    wanted = ledger.asked(key, "sale", member_id, store_id, spend_fen)
    if (before := ledger.done_before(work, wanted, member_id)) is not None:
        return before
    store = ledger.store_of(work, store_id)
    policy = store.settings.points
    points, because = for_spend(policy, spend_fen, next_multiplier(work, member_id, store))
    if not policy.is_on or not points:
        return None
    because["sale"] = key.removeprefix(_SALE)
    return _earned(
        work,
        wanted,
        member_id,
        store,
        points,
        because,
        counts=policy.cap_includes_visits,
        pending_days=policy.pending_days,
    )


def earn(
    work: Work, key: str, member_id: int, points: int, because: dict[str, Any], *, store_id: int | None = None
) -> PointsEntryOut:
    """Points for anything but a paid visit, by what the day's cap leaves of them (F13): the entry may have fewer, even
    none, and says so. `because` names the rule ("rule": "F5"); no store named: the brand's first one's rules count.

    Raises BadPoints, PointsKeyReused, MemberNotFound, StoreNotFound.
    """
    check_points(points)
    wanted = ledger.asked(key, "earn", member_id, store_id, points)
    if (before := ledger.done_before(work, wanted, member_id)) is not None:
        return before
    store = ledger.store_of(work, store_id)
    return _earned(work, wanted, member_id, store, points, dict(because), counts=True)


def _earned(
    work: Work,
    wanted: ledger.Asked,
    member_id: int,
    store: StoreOut,
    points: int,
    because: dict[str, Any],
    *,
    counts: bool,
    pending_days: int = 0,
) -> PointsEntryOut:
    kept = points
    if counts:
        begin, end = day_of(work.now, ZoneInfo(store.zone))
        today = repository.earned_between(work.session, member_id, begin, end)
        kept = capped(points, store.settings.points.daily_cap, today)
    if kept < points:
        because |= {"cap": store.settings.points.daily_cap, "capped": points - kept}
    entry = ledger.post_credit(
        work,
        wanted,
        member_id,
        EntryKind.earn,
        kept,
        store=store,
        because=because,
        amount=points,
        counts=counts,
        pending_days=pending_days,
    )
    abuse.look(work, entry)
    return entry


def take_back(work: Work, key: str, of_key: str, points: int | None = None) -> PointsEntryOut | None:
    """Earned points leave again from the lot they came into, all that are left to take unless `points` says how many;
    what was spent already is owed, and filled by what is earned next. What ended unspent is not asked for again.

    None when there is nothing to take: the entry brought no points, or all went back. Raises TooManyPointsBack,
    BadPoints, PointsNotFound, PointsKeyReused.
    """
    if points is not None:
        check_points(points)
    earned = ledger.original(work, of_key, EntryKind.earn, EntryKind.adjust)
    wanted = ledger.asked(key, "take_back", of_key, points)
    if (before := ledger.done_before(work, wanted, earned.member_id)) is not None:
        return before
    left = _still_there(work, earned)
    if points is not None and points > left:
        raise TooManyPointsBack(points=points, left=left)
    return _taken_back(work, wanted, earned, left if points is None else points, {"rule": "refund"})


def take_back_of_sale(work: Work, key: str, of_key: str, left_fen: int) -> PointsEntryOut | None:
    """After a part of a sale was refunded: leaves the points that `left_fen`, the rest of the spend, would have earned
    by the same multiplier, and takes the others back. 0: all of them.

    None when the rest earned as much. Raises PointsNotFound, PointsKeyReused.
    """
    earned = ledger.original(work, of_key, EntryKind.earn)
    wanted = ledger.asked(key, "take_back_of_sale", of_key, left_fen)
    if (before := ledger.done_before(work, wanted, earned.member_id)) is not None:
        return before
    percent = earned.because.get("percent")
    found = Multiplier(str(earned.because["for"]), int(percent)) if percent else None
    policy = ledger.store_of(work, earned.store_id).settings.points
    kept = for_spend(policy, left_fen, found)[0] if left_fen > 0 else 0
    gone = max(0, earned.points - kept)
    amount = gone - repository.amount_back(work.session, earned.id, EntryKind.take_back)
    return _taken_back(work, wanted, earned, amount, {"rule": "refund", "left_fen": left_fen})


def _still_there(work: Work, earned: PointsEntryOut) -> int:
    return max(0, earned.points) - repository.amount_back(work.session, earned.id, EntryKind.take_back)


def _taken_back(
    work: Work, wanted: ledger.Asked, earned: PointsEntryOut, amount: int, because: dict[str, Any]
) -> PointsEntryOut | None:
    lot_id = repository.lot_of(work.session, earned.id)
    if amount <= 0 or lot_id is None:
        return None
    book = ledger.open_book(work, earned.member_id, (lot_id,))
    ended = repository.expired_of(work.session, lot_id) - repository.forgiven(work.session, earned.id)
    book.take_back(lot_id, amount, ended)
    sale = {"sale": earned.because["sale"]} if "sale" in earned.because else {}
    entry = ledger.post(
        work,
        wanted,
        earned.member_id,
        EntryKind.take_back,
        book,
        store_id=earned.store_id,
        amount=amount,
        because=because | sale,
        of_id=earned.id,
    )
    abuse.look(work, entry)
    return entry
