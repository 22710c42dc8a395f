"""The service log (A2) and what it says of a member's habits (A3)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.booking import cards, repository
from core.booking.rules.habits import Habits, Visit, habits_of
from core.booking.schemas import BookingOut
from core.booking.service import access
from core.catalog import service as catalog
from core.kit.work import Work
from core.store import service as stores

_LOOKED_AT = 20


def list_visits(work: Work, member_id: int, skip: int = 0, limit: int = 5) -> tuple[BookingOut, ...]:
    """Completed visits of a member, latest first, from the `skip`th on (A2). Raises NotAllowed."""
    access.require_member_seen(work, member_id)
    return cards.completed(work.session, member_id, skip, limit)


def habits(work: Work, member_id: int) -> Habits:
    """What the member's last twenty visits have in common (A3). Raises NotAllowed."""
    access.require_member_seen(work, member_id)
    seen = repository.latest_visits(work.session, member_id, _LOOKED_AT)
    zones = {store.id: ZoneInfo(store.zone) for store in stores.list_stores(work)} if seen else {}
    done = {id_: catalog.get_variation(work, id_).treatment_id for id_ in {row.variation_id for row in seen}}
    local = ((row, row.starts_at.astimezone(zones.get(row.store_id, dt.UTC))) for row in seen)
    return habits_of(Visit(row.staff_id, done[row.variation_id], at.weekday(), at.hour) for row, at in local)
