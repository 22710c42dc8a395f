"""What is to be had for points, alone or with money (F11, F16), and every redemption on record (F12)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.conversation import service as conversations
from core.coupon import service as coupons
from core.coupon.errors import CodesLocked
from core.kit.errors import NotAllowed
from core.kit.ids import new_code, tidy_code
from core.kit.locks import Lockable, lock
from core.kit.money import yuan
from core.kit.tender import Tender
from core.kit.work import Work
from core.member import service as members
from core.member.enums import Tier
from core.points.enums import ItemKind, Perk, RedemptionStatus
from core.points.errors import (
    BadItem,
    CashMissing,
    ItemAbove,
    ItemLimit,
    ItemNotFound,
    ItemSoldOut,
    PointsKeyReused,
    PointsOff,
    RedemptionNotFound,
    RedemptionSettled,
)
from core.points.repository import catalogue as repository
from core.points.schemas import ItemOut, RedemptionOut
from core.points.service import ledger, spending
from core.points.service.access import require_spent

CODE_LENGTH = 10
_LISTED = 50
_LONGEST_REFERENCE = 60


def list_items(work: Work) -> tuple[ItemOut, ...]:
    """What is to be had now, sold out or not, in the salon's order; nothing where the catalogue is off."""
    policy = ledger.store_of(work, None).settings.points
    return repository.list_items(work.session) if policy.is_on and policy.catalogue_is_on else ()


def get_item(work: Work, code: str) -> ItemOut:
    """One item on offer. Raises ItemNotFound."""
    found = repository.find_item_by_code(work.session, code)
    if found is None or not found.is_active:
        raise ItemNotFound
    return found


def put_item(
    work: Work,
    code: str,
    *,
    kind: ItemKind,
    name: dict[str, str],
    about: dict[str, str],
    points: int,
    cash_fen: int = 0,
    stock: int | None = None,
    per_member: int | None = None,
    tier: Tier | None = None,
    is_automatic: bool = False,
    perk: Perk | None = None,
    days: int | None = None,
    position: int = 0,
    is_active: bool = True,
) -> ItemOut:
    """Puts something on offer under a code, or changes all that is known of it. Raises NotAllowed, BadItem."""
    auth.require(work.actor, Permission.run_points)
    if points <= 0 or cash_fen < 0 or (stock or 0) < 0:
        raise BadItem(what="points")
    if (kind is ItemKind.perk) != (perk is not None and days is not None and days > 0):
        raise BadItem(what="perk")
    values: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "about": about,
        "points": points,
        "cash_fen": cash_fen,
        "stock": stock,
        "per_member": per_member,
        "tier": tier,
        # A perk needs nobody to hand it over, and money nobody takes cannot be paid by itself.
        "is_automatic": (is_automatic or kind is ItemKind.perk) and not cash_fen,
        "perk": perk,
        "days": days,
        "position": position,
        "is_active": is_active,
    }
    item_id = repository.put_item(work.session, code, **values)
    audit.record(work, "points.put_item", "points_item", item_id)
    found = repository.find_item(work.session, item_id)
    assert found is not None
    return found


def redeem(work: Work, key: str, member_id: int, item_code: str, store_id: int | None = None) -> RedemptionOut:
    """Spends points on an item: stock is taken, the points are spent, and a code stands for it until it is handed over;
    an automatic one is had at once. All of it or nothing.

    Raises ItemNotFound, ItemSoldOut, ItemLimit, ItemAbove, PointsOff, PointsKeyReused, NotAllowed, MemberNotFound, and
    as `spend`.
    """
    require_spent(work, member_id)
    members.require(work, member_id)
    lock(work.session, [(Lockable.points, member_id)])
    before = repository.find_by_key(work.session, key)
    if before is not None:
        if (before.member_id, before.item_code) != (member_id, item_code):
            raise PointsKeyReused
        return before
    store = ledger.store_of(work, store_id)
    if not store.settings.points.catalogue_is_on:
        raise PointsOff
    item = get_item(work, item_code)
    _require_may_have(work, member_id, item)
    with work.session.begin_nested():
        return _redeem(work, key, member_id, item, store.id)


def _require_may_have(work: Work, member_id: int, item: ItemOut) -> None:
    if item.tier is not None and members.tier_of(work, member_id).rank < item.tier.rank:
        raise ItemAbove(tier=item.tier.value)
    if item.per_member is not None and repository.count_had(work.session, member_id, item.id) >= item.per_member:
        raise ItemLimit(limit=item.per_member)


def _redeem(work: Work, key: str, member_id: int, item: ItemOut, store_id: int) -> RedemptionOut:
    """All of it or nothing: the caller holds a savepoint."""
    code = new_code(CODE_LENGTH)
    because = {"rule": "F11" if item.cash_fen else "F16", "item": item.code, "name": item.name, "code": code}
    spending.spend(work, f"redeem:{key}", member_id, store_id, item.points, because)
    # Last, so that the row everybody wants is locked for as short as can be.
    if not repository.take_one(work.session, item.id):
        raise ItemSoldOut(item=item.code)
    status = RedemptionStatus.done if item.is_automatic else RedemptionStatus.open
    redemption_id = repository.add_redemption(
        work.session,
        code=code,
        key=key,
        member_id=member_id,
        item_id=item.id,
        store_id=store_id,
        points=item.points,
        cash_fen=item.cash_fen,
        status=status,
        made_at=work.now,
        settled_at=work.now if item.is_automatic else None,
        until=work.now + dt.timedelta(days=item.days) if item.days else None,
    )
    audit.record(work, "points.redeem", "points_redemption", redemption_id)
    found = repository.find(work.session, redemption_id)
    assert found is not None
    return found


def by_code(work: Work, code: str) -> RedemptionOut:
    """The redemption of a code, for who hands it over or whose it is; every look of a colleague is audited, and a wrong
    code counts as a guess, as one of a coupon does.

    Raises RedemptionNotFound, also for another member's, CodesLocked after too many of them, NotAllowed.
    """
    if work.actor.kind == "guest":
        raise NotAllowed(permission=Permission.see_members.value)
    if work.actor.kind == "staff":
        auth.require(work.actor, Permission.see_members)
    found = repository.find_by_code(work.session, tidy_code(code[:40]))
    if work.actor.kind == "member" and found is not None and found.member_id == work.actor.id:
        return found
    if work.actor.kind != "system":
        _require_unlocked(work)
    if work.actor.kind == "staff":
        audit.record(work, "points.look_up", "points_redemption", found.id if found else None)
    if found is None or work.actor.kind == "member":
        if work.actor.kind != "system":
            coupons.count_wrong(work)
        raise RedemptionNotFound
    return found


def _require_unlocked(work: Work) -> None:
    until = coupons.locked_until(work)
    if until is not None:
        raise CodesLocked(minutes=max(1, -(-int((until - work.now).total_seconds()) // 60)))


def hand_over(work: Work, code: str, *, tender: Tender | None = None, reference: str = "") -> RedemptionOut:
    """A colleague hands over what a code stands for and, where money is due besides, says how it was paid; the member
    is told. Handing it over twice is refused.

    Raises RedemptionNotFound, RedemptionSettled, CashMissing, NotAllowed.
    """
    auth.require(work.actor, Permission.see_members)
    found = by_code(work, code)
    if found.status is not RedemptionStatus.open:
        raise RedemptionSettled(was=found.status.value)
    if found.cash_fen and tender is None:
        raise CashMissing(yuan=yuan(found.cash_fen))
    staff_id = work.actor.id if work.actor.kind == "staff" else None
    paid = {"tender": tender, "reference": reference.strip()[:_LONGEST_REFERENCE] or None} if tender else {}
    settled = repository.settle(work.session, found.id, RedemptionStatus.done, work.now, staff_id=staff_id, **paid)
    if not settled:
        raise RedemptionSettled(was=RedemptionStatus.done.value)
    audit.record(work, "points.hand_over", "points_redemption", found.id)
    conversations.notify_member(
        work, found.member_id, "points.handed_over", f"points.had:{found.id}", redemption=found.id
    )
    return _again(work, found)


def cancel(work: Work, code: str) -> RedemptionOut:
    """Calls off what nobody fetched yet: the points go back to the lots they came from, and the piece to the stock.

    Twice is harmless. Raises RedemptionNotFound, RedemptionSettled, NotAllowed.
    """
    found = by_code(work, code)
    if found.status is RedemptionStatus.cancelled:
        return found
    lock(work.session, [(Lockable.points, found.member_id)])
    if not repository.settle(work.session, found.id, RedemptionStatus.cancelled, work.now):
        raise RedemptionSettled(was=RedemptionStatus.done.value)
    spending.give_back(work, f"cancel:{found.key}", f"redeem:{found.key}")
    repository.put_one_back(work.session, found.item_id)
    audit.record(work, "points.cancel", "points_redemption", found.id)
    return _again(work, found)


def list_redemptions(work: Work, member_id: int, *, only_open: bool = False) -> tuple[RedemptionOut, ...]:
    """What a member had, newest first. Raises NotAllowed, MemberNotFound."""
    auth.require_sees_member(work.actor, member_id)
    members.require(work, member_id)
    return repository.list_redemptions(work.session, member_id, _LISTED, only_open=only_open)


def get_redemption(work: Work, redemption_id: int) -> RedemptionOut:
    """One redemption, for a notice that was written for its reader. Raises RedemptionNotFound."""
    found = repository.find(work.session, redemption_id)
    if found is None:
        raise RedemptionNotFound
    return found


def has_perk(work: Work, member_id: int, perk: Perk) -> bool:
    """Whether a member has a virtual perk now (F16)."""
    until = repository.perk_until(work.session, member_id, perk)
    return until is not None and until > work.now


def _again(work: Work, found: RedemptionOut) -> RedemptionOut:
    return get_redemption(work, found.id)
