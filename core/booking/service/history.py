"""The service log (A2) and what it says of a member's habits (A3)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.booking import cards
from core.booking.rules.habits import Habits, Visit, habits_of
from core.booking.schemas import BookingOut
from core.booking.service import access
from core.kit.work import Work

_LOOKED_AT = 20


def list_visits(work: Work, member_id: int, skip: int = 0, limit: int = 5) -> tuple[BookingOut, ...]:
    """Completed visits of a member, latest first, from the `skip`th on (A2). Raises NotAllowed."""
    access.require_member_seen(work, member_id)
    return cards.completed(work.session, member_id, skip, limit)


def habits(work: Work, member_id: int) -> Habits:
    """What the member's last twenty visits have in common (A3). Raises NotAllowed."""
    seen = list_visits(work, member_id, limit=_LOOKED_AT)
    local = ((visit, visit.starts_at.astimezone(ZoneInfo(visit.zone))) for visit in seen)
    return habits_of(Visit(each.staff_id, each.treatment_id, at.weekday(), at.hour) for each, at in local)
