"""Statements on visits that something falls due for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.due.models import DueRow

Row = sa.Row[*tuple[Any, ...]]
_b = Booking.metadata.tables[Booking.__tablename__].c
_d = DueRow.metadata.tables[DueRow.__tablename__].c
_UNPLANNED = (
    sa.select(_b.id, _b.store_id, _b.starts_at, _b.confirm_by)
    .where(_b.status == BookingStatus.confirmed, _b.starts_at > sa.bindparam("now", type_=_b.starts_at.type))
    .where(
        sa.not_(
            sa.exists().where(_d.subject_id == _b.id, _d.kind == sa.bindparam("kind"), _d.occasion_at == _b.starts_at)
        )
    )
    .order_by(_b.starts_at, _b.id)
    .limit(sa.bindparam("limit"))
)
_TO_TELL = sa.select(_b.id, _b.member_id).where(
    _b.id.in_(sa.bindparam("ids", expanding=True)), _b.status == BookingStatus.confirmed
)


def unplanned(session: Session, kind: str, now: dt.datetime, limit: int) -> Sequence[Row]:
    """Confirmed visits ahead (id, store_id, starts_at, confirm_by) without a row of this kind for their start.

    Soonest first.
    """
    return session.execute(_UNPLANNED, {"now": now, "kind": kind, "limit": limit}).all()


def members_of(session: Session, booking_ids: Sequence[int]) -> dict[int, int]:
    """The member of each visit that is confirmed now.

    Read when it is due: members who turn out to be one person keep their bookings, not their numbers.
    """
    return {row[0]: row[1] for row in session.execute(_TO_TELL, {"ids": list(booking_ids)})}
