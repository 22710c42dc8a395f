"""Visits that had to be confirmed twice and were not: staff decide, nothing is dropped by itself (C, double
confirmation)."""

from __future__ import annotations

from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.conversation import service as conversations
from core.due import service as due
from core.due.schemas import Due
from core.kit.work import Work

FAMILY = "attendance"


def put_up_due(work: Work) -> int:
    """Puts visits whose second confirmation did not come up to the desk, and tells the member; how many were looked at.

    The visit stays as it is until somebody decides.
    """
    missed = due.miss(work, FAMILY)
    claimed = due.claim(work, FAMILY)
    for row in claimed:
        _put_up(work, row)
    return len(claimed) + len(missed)


def _put_up(work: Work, row: Due) -> None:
    try:
        booking = bookings.get(work, row.subject_id)
    except BookingNotFound:
        return
    stands = (booking.status, booking.starts_at) == (BookingStatus.confirmed, row.occasion_at)
    if not stands or booking.confirm_by is None or booking.attendance_confirmed_at is not None:
        return
    if booking.id != bookings.visit_of(work, booking)[0].id:
        return  # a visit is put up once, with what comes first
    told = conversations.notify_staff(
        work,
        "booking.unconfirmed_for_staff",
        store_id=booking.store_id,
        roles=conversations.DESK,
        staff_ids=(booking.staff_id,),
        key=f"due:{row.id}",
        booking=booking.id,
    )
    conversations.notify_member(
        work, booking.member_id, "booking.unconfirmed", f"due:{row.id}:member", booking=booking.id
    )
    if not told:
        due.mark_unheard(work, [row.id])
