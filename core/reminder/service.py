"""Reminding members of their visits (C8). Planned and dropped with the booking, sent when the clock asks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.booking.schemas import BookingOut
from core.conversation import service as conversations
from core.kit.work import Work
from core.reminder import repository, rules
from core.reminder.enums import DueStatus
from core.store import service as stores

_SWEEP = 500  # rows sent in one go, so that one sweep stays a short transaction


def plan(work: Work, booking: BookingOut) -> int:
    """Plans the reminders of a confirmed visit by its store's present settings; how many are new. Twice is harmless."""
    settings = stores.get(work, booking.store_id).settings
    quiet = rules.Quiet(
        ZoneInfo(booking.zone), dt.time.fromisoformat(settings.quiet_from), dt.time.fromisoformat(settings.quiet_until)
    )
    planned = rules.plan(booking.starts_at, work.now, settings.booking.reminder_minutes, quiet)
    rows = [
        {
            "kind": each.kind,
            "booking_id": booking.id,
            "starts_at": booking.starts_at,
            "due_at": each.due_at,
            "expires_at": each.expires_at,
        }
        for each in planned
    ]
    return repository.add(work.session, rows, work.now)


def drop(work: Work, booking_id: int) -> int:
    """Drops the reminders of a visit that are still to come: it is off, elsewhere, or has begun; how many."""
    return repository.drop(work.session, booking_id, work.now)


def send_due(work: Work, limit: int = _SWEEP) -> int:
    """Tells members of visits they are to be reminded of now, and gives up what is too late; how many were dealt with.

    Two that do this at once never tell the same twice. The notice looks at the booking again when it is told.
    """
    claimed = repository.claim(work.session, work.now, limit)
    unheard = [
        row.id
        for row in claimed
        if row.status is DueStatus.done
        and not conversations.notify_member(
            work,
            row.member_id,
            "booking.reminder",
            f"reminder:{row.id}",
            booking=row.booking_id,
            starts_at=row.starts_at.isoformat(),
        )
    ]
    repository.mark_missed(work.session, unheard)
    return len(claimed)
