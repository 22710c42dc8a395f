"""Reminding members of their visits (C8), and the desk of those who could not be reminded."""

from __future__ import annotations

from collections import defaultdict

from core.conversation import service as conversations
from core.conversation.service import ToTell
from core.due import service as due
from core.due.schemas import Due
from core.kit.work import Work
from core.reminder import repository
from core.store import service as stores

_LISTED = 20  # visits that a notice of missed reminders names at the most


def send_due(work: Work, limit: int = due.SWEEP) -> int:
    """Tells members of visits they are to be reminded of now, and gives up what is too late; how many were dealt with.

    Two that do this at once never tell the same twice. The notice looks at the booking again when it is told. In a
    store's quiet hours nothing is claimed: what was put off by a downtime waits for the morning.
    """
    quiet = [store.id for store in stores.list_stores(work) if store.quiet.span_of(work.now)]
    missed = due.miss(work, "reminder", but_stores=quiet)
    claimed = due.claim(work, "reminder", but_stores=quiet, limit=limit)
    _tell_desk(work, missed)
    members = repository.members_of(work.session, [row.subject_id for row in claimed])
    told = conversations.notify_members(
        work,
        "booking.reminder",
        [
            ToTell(
                members[row.subject_id],
                f"reminder:{row.id}",
                {"booking": row.subject_id, "starts_at": row.occasion_at.isoformat()},
            )
            for row in claimed
            if row.subject_id in members
        ],
    )
    due.mark_unheard(work, [row.id for row in claimed if f"reminder:{row.id}" not in told])
    return len(claimed) + len(missed)


def _tell_desk(work: Work, missed: list[Due]) -> None:
    """One notice a store names the visits ahead whose reminder came to nothing: somebody may want to ring up."""
    of_store: dict[int, dict[int, None]] = defaultdict(dict)
    for row in missed:
        if row.occasion_at > work.now:
            of_store[row.store_id][row.subject_id] = None
    for store_id, visits in of_store.items():
        conversations.notify_staff(
            work,
            "reminders.missed",
            store_id=store_id,
            roles=conversations.DESK,
            bookings=list(visits)[:_LISTED],
            count=len(visits),
        )
