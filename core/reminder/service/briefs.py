"""Briefing whoever does a treatment before the member comes (A7), once for each visit and start."""

from __future__ import annotations

import datetime as dt
import functools

from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut
from core.conversation import service as conversations
from core.due import service as due
from core.kit.work import Work
from core.reminder import rules


def send_briefs(work: Work, limit: int = due.SWEEP) -> int:
    """Briefs on visits that are due, and gives up what is too late; how many were dealt with.

    Two that do this at once never tell the same twice. The notice reads the facts when it is told.
    """
    missed = due.miss(work, "brief")
    claimed = due.claim(work, "brief", limit=limit)
    unheard = [row.id for row in claimed if not _brief(work, row.subject_id, row.occasion_at)]
    due.mark_unheard(work, unheard)
    return len(claimed) + len(missed)


def brief_now(work: Work, booking: BookingOut) -> bool:
    """Briefs on a member who is here before their brief was due; False when it was told already."""
    return bool(due.drop(work, booking.id, ("brief",))) and _tell(work, booking)


def _brief(work: Work, booking_id: int, starts_at: dt.datetime) -> bool:
    """Whether somebody was told; a visit that stands no longer as it was planned needs nobody to be."""
    try:
        booking = bookings.get(work, booking_id)
    except BookingNotFound:
        return True
    is_ahead = (booking.status, booking.starts_at) == (BookingStatus.confirmed, starts_at)
    return not is_ahead or _tell(work, booking)


def _tell(work: Work, booking: BookingOut) -> bool:
    """Whoever does the treatment; where they have no chat, the store's manager, and nobody else (R1)."""
    told = functools.partial(
        conversations.notify_staff,
        work,
        "booking.brief",
        store_id=booking.store_id,
        key=f"{rules.BRIEF}:{booking.id}:{booking.starts_at.isoformat()}",
        booking=booking.id,
        starts_at=booking.starts_at.isoformat(),
    )
    return bool(told(staff_ids=(booking.staff_id,)) or told(roles=(StaffRole.manager,)))
