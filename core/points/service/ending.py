"""What the clock does with points: those that end are posted as ended, and members hear of it in time (F17)."""

from __future__ import annotations

from collections import defaultdict
from zoneinfo import ZoneInfo

from core.conversation import service as conversations
from core.conversation.service import ToTell
from core.due import service as due
from core.due.schemas import Due
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.points.repository import ledger as repository
from core.points.service import ledger
from core.store import service as stores


def expire_due(work: Work) -> int:
    """Posts what is left of the lots that have ended; how many were looked at. A balance counts no lot that has ended,
    so that nobody gains by a late sweep."""
    rows = due.claim(work, "points_expire")
    of_lot = repository.members_of_lots(work.session, [row.subject_id for row in rows])
    lock(work.session, [(Lockable.points, member_id) for member_id in of_lot.values()])
    for member_id in sorted(set(of_lot.values())):
        ledger.open_book(work, member_id)
    return len(rows)


def remind_due(work: Work) -> int:
    """Tells members what of their points ends in so many days; how many rows were dealt with. In a store's quiet hours
    nothing is claimed: it waits for the morning. Lots that end on the same day are told of together."""
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, "points_remind", but_stores=quiet)
    claimed = due.claim(work, "points_remind", but_stores=quiet)
    of_lot = repository.members_of_lots(work.session, [row.subject_id for row in claimed])
    by_notice: dict[str, list[Due]] = defaultdict(list)
    for row in claimed:
        by_notice[_key(work, row, of_lot[row.subject_id])].append(row)
    told = conversations.notify_members(
        work,
        "points.ending",
        [
            ToTell(of_lot[rows[0].subject_id], key, {"lots": [row.subject_id for row in rows]})
            for key, rows in by_notice.items()
        ],
    )
    due.mark_unheard(work, [row.id for key, rows in by_notice.items() if key not in told for row in rows])
    return len(claimed) + len(missed)


def _key(work: Work, row: Due, member_id: int) -> str:
    zone = ZoneInfo(stores.get(work, row.store_id).zone)
    return f"{row.kind}:{member_id}:{row.occasion_at.astimezone(zone).date()}"
