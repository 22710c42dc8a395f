"""Who did not come: the desk is asked, and only what nobody answered is settled at the day's end (C, no-show)."""

from __future__ import annotations

from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.conversation import service as conversations
from core.due import service as due
from core.due.schemas import Due, Plan
from core.kit.work import Work
from core.reminder import rules
from core.store import service as stores


def settle_due(work: Work) -> int:
    """Asks the desk and whoever does the treatment about members who have not checked in; how many were dealt with.

    What the desk was really asked is closed at the end of the day, what nobody could be asked is left as it is.
    """
    due.miss(work, "arrival")
    claimed = due.claim(work, "arrival")
    for row in claimed:
        if row.kind == rules.ASK:
            _ask(work, row)
        elif _is_awaited(work, row):
            bookings.mark_no_show(work, row.subject_id)
    return len(claimed)


def _ask(work: Work, row: Due) -> None:
    store = stores.get(work, row.store_id)
    if not store.settings.booking.no_show_minutes or not _is_awaited(work, row):
        return
    booking = bookings.get(work, row.subject_id)
    asked = conversations.notify_staff(
        work,
        "booking.not_here",
        store_id=store.id,
        roles=conversations.DESK,
        staff_ids=(booking.staff_id,),
        key=f"due:{row.id}",
        booking=row.subject_id,
    )
    if not asked:
        due.mark_unheard(work, [row.id])
        return
    closing = rules.closing(row.occasion_at, store.quiet.zone)
    due.plan(work, [Plan(closing.kind, store.id, row.subject_id, row.occasion_at, closing.due_at, closing.expires_at)])


def _is_awaited(work: Work, row: Due) -> bool:
    """Whether the visit still stands as it was planned and nobody has said that the member came."""
    try:
        booking = bookings.get(work, row.subject_id)
    except BookingNotFound:
        return False
    return (booking.status, booking.starts_at) == (BookingStatus.confirmed, row.occasion_at)
