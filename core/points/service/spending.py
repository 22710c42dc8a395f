"""Spending points (F9, F10, F14), and giving back what was spent on something that was refunded or called off."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from core.auth import service as auth
from core.kit.errors import Refusal
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.points.enums import EntryKind
from core.points.errors import PointsOff, TooManyPointsBack
from core.points.repository import ledger as repository
from core.points.rules import redeeming
from core.points.rules.earning import check_fen, check_points
from core.points.schemas import PointsEntryOut, PointsOffer
from core.points.service import ledger
from core.points.service.access import require_spent
from core.points.service.reading import balance
from core.store.schemas import StoreOut


def rate(work: Work, member_id: int, store_id: int | None = None) -> int:
    """How many points are one yuan for a member's tier (F9); 0: they are no money for this tier."""
    return redeeming.rate_of(ledger.store_of(work, store_id).settings.points, members.tier_of(work, member_id))


def worth(work: Work, member_id: int, store_id: int | None, points: int) -> int:
    """Fen that a member's points pay in a store, by their tier (F9)."""
    return redeeming.worth(points, rate(work, member_id, store_id))


def spend_limits(work: Work, member_id: int, store_id: int, due_fen: int) -> PointsOffer | Refusal:
    """The most of a sum that a member may pay with points, or the refusal that says why none.

    Refusals: PointsOff, WindowClosed, BelowThreshold, NotExchangeable. Raises NotAllowed, BadPoints, MemberNotFound.
    """
    auth.require_sees_member(work.actor, member_id)
    check_fen(due_fen)
    store = ledger.store_of(work, store_id)
    policy = store.settings.points
    # Who owes has nothing active, and what is pending cannot be spent.
    available = max(0, balance(work.acting_as(SYSTEM), member_id).shown)
    refused = PointsOff() if not policy.is_on else redeeming.refusal(policy, available, _today(work, store))
    if refused is not None:
        return refused
    try:
        return redeeming.offer(policy, members.tier_of(work, member_id), available, due_fen)
    except Refusal as refusal:
        return refusal


def spend(work: Work, key: str, member_id: int, store_id: int, points: int, because: dict[str, Any]) -> PointsEntryOut:
    """Takes points from the lots that end first.

    Raises NotEnoughPoints, BelowThreshold, WindowClosed, PointsOff, BadPoints, PointsKeyReused, NotAllowed,
    MemberNotFound.
    """
    require_spent(work, member_id)
    check_points(points)
    wanted = ledger.asked(key, "spend", member_id, store_id, points)
    if (before := ledger.done_before(work, wanted, member_id)) is not None:
        return before
    store = ledger.store_of(work, store_id)
    policy = store.settings.points
    book = ledger.open_book(work, member_id)
    refused = (
        PointsOff() if not policy.is_on else redeeming.refusal(policy, book.available, _today(work, store), points)
    )
    if refused is not None:
        raise refused
    book.debit(points)
    return ledger.post(
        work, wanted, member_id, EntryKind.spend, book, store_id=store.id, because={"rule": "F9", **because}
    )


def give_back(work: Work, key: str, of_key: str, points: int | None = None) -> PointsEntryOut | None:
    """Spent points return to the lots they came from, all that are still out unless `points` says how many; what
    returns to a lot that has ended meanwhile fills what the member owes, and ends too.

    None when all went back already. Raises TooManyPointsBack, BadPoints, PointsNotFound, PointsKeyReused.
    """
    if points is not None:
        check_points(points)
    spent = ledger.original(work, of_key, EntryKind.spend)
    wanted = ledger.asked(key, "give_back", of_key, points)
    if (before := ledger.done_before(work, wanted, spent.member_id)) is not None:
        return before
    left = -spent.points - repository.amount_back(work.session, spent.id, EntryKind.give_back)
    if points is not None and points > left:
        raise TooManyPointsBack(points=points, left=left)
    amount = left if points is None else points
    if not amount:
        return None
    taken = repository.parts_taken(work.session, spent.id)
    book = ledger.open_book(work, spent.member_id, [part.lot_id for part in taken])
    book.give_back(taken, repository.parts_returned(work.session, spent.id), amount)
    entry = ledger.post(
        work,
        wanted,
        spent.member_id,
        EntryKind.give_back,
        book,
        store_id=spent.store_id,
        amount=amount,
        because={**spent.because, "rule": "give_back"},
        of_id=spent.id,
    )
    ledger.open_book(work, spent.member_id)
    return entry


def _today(work: Work, store: StoreOut) -> Any:
    return work.now.astimezone(ZoneInfo(store.zone)).date()
