"""What follows from visits that were missed or called off late (C, policy). Pure: no database, no clock."""

from __future__ import annotations

import datetime as dt

from core.booking.enums import BookingStatus
from core.kit.quiet import Quiet
from core.store.schemas import BookingPolicy

NOTICE = dt.timedelta(hours=1)
"""A member has at least this long to confirm again; who books later than that has just said that they come."""

TO_DECIDE = dt.timedelta(hours=2)
"""Staff have at least this long before the visit to decide about it."""

_MONTH = dt.timedelta(days=30.4375)


def remembered_since(now: dt.datetime, months: int) -> dt.datetime:
    """From when on visits that were missed still count."""
    return now - months * _MONTH


def confirm_by(
    now: dt.datetime, starts_at: dt.datetime, no_shows: int, policy: BookingPolicy, quiet: Quiet
) -> dt.datetime | None:
    """Until when a member who missed visits has to say once more that they come; None when they need not.

    Never in the quiet hours, when nobody could decide what follows: at their end if that is early enough, else before.
    """
    if not policy.no_shows_to_confirm or no_shows < policy.no_shows_to_confirm:
        return None
    deadline = starts_at - dt.timedelta(minutes=policy.confirm_again_minutes)
    span = quiet.span_of(deadline)
    if span is not None:
        deadline = span[1] if span[1] + TO_DECIDE <= starts_at else span[0]
    return deadline if deadline >= now + NOTICE else None


def is_late(now: dt.datetime, starts_at: dt.datetime, status: BookingStatus, policy: BookingPolicy) -> bool:
    """Whether moving or calling off now is late by the policy the booking was made under.

    Nothing is late while the salon has not said yes.
    """
    is_near = starts_at - now < dt.timedelta(minutes=policy.late_cancel_minutes)
    return is_near and status is BookingStatus.confirmed
