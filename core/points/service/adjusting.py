"""Points that a colleague gives or takes by hand, within the limit of their role and for a reason."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.conversation import service as conversations
from core.kit.work import SYSTEM, Work
from core.points.enums import EntryKind
from core.points.errors import AdjustLimit, BadReason
from core.points.repository import ledger as repository
from core.points.rules.book import day_of
from core.points.rules.earning import check_points
from core.points.schemas import PointsEntryOut
from core.points.service import abuse, ledger, reading
from core.store.schemas import StoreOut

LONGEST_REASON = 200


def adjust(work: Work, key: str, member_id: int, points: int, reason: str) -> PointsEntryOut:
    """Adds points, or below zero takes them; the colleague's words are kept with it and in the audit log.

    Raises NotAllowed, AdjustLimit (F15 looks at it too), BadReason, BadPoints, NotEnoughPoints, PointsKeyReused,
    MemberNotFound.
    """
    auth.require(work.actor, Permission.adjust_points)
    check_points(abs(points) if isinstance(points, int) else points)
    words = _tidy(reason)
    wanted = ledger.asked(key, "adjust", member_id, points)
    if (before := ledger.done_before(work, wanted, member_id)) is not None:
        return before
    store = ledger.store_of(work, work.actor.store_id)
    _require_within_limit(work, store, abs(points))
    because = {"rule": "adjust"}
    if points > 0:
        entry = ledger.post_credit(work, wanted, member_id, EntryKind.adjust, points, store=store, because=because)
    else:
        book = ledger.open_book(work, member_id)
        book.debit(-points)
        entry = ledger.post(work, wanted, member_id, EntryKind.adjust, book, store_id=store.id, because=because)
    repository.add_reason(work.session, entry.id, words)
    abuse.look(work, entry)
    _tell(work, entry)
    audit.record(work, "points.adjust", "member", member_id, points=points, entry=entry.id, reason=words)
    return entry


def _tell(work: Work, entry: PointsEntryOut) -> None:
    """What changes in a member's account by hand is told to them (两方核销)."""
    left = reading.balance(work.acting_as(SYSTEM), entry.member_id).shown
    key = f"points.adjusted:{entry.id}"
    conversations.notify_member(work, entry.member_id, "points.adjusted", key, points=entry.points, left=left)


def left_today(work: Work) -> int | None:
    """How many points the acting colleague may still move by hand today; None: no limit (the system)."""
    if work.actor.kind != "staff":
        return None
    store = ledger.store_of(work, work.actor.store_id)
    begin, end = day_of(work.now, ZoneInfo(store.zone))
    limit = int(getattr(store.settings.points.adjust_limits, str(work.actor.role)))
    return max(0, limit - repository.adjusted_between(work.session, work.actor.id or 0, begin, end))


def _require_within_limit(work: Work, store: StoreOut, points: int) -> None:
    left = left_today(work)
    if left is not None and points > left:
        limit = int(getattr(store.settings.points.adjust_limits, str(work.actor.role)))
        raise AdjustLimit(limit=limit, left=left)


def _tidy(reason: str) -> str:
    words = " ".join(reason.split())
    if not 0 < len(words) <= LONGEST_REASON:
        raise BadReason(longest=LONGEST_REASON)
    return words
