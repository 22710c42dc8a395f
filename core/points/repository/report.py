"""Statements on the points of all members together (F18)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.member.enums import Tier
from core.points.enums import EntryKind, RedemptionStatus
from core.points.models import PointsEntry, PointsItem, PointsLot, PointsMove, PointsRedemption
from core.points.schemas import Redeemed

_e, _l, _m = PointsEntry.__table__.c, PointsLot.__table__.c, PointsMove.__table__.c
_i, _r = PointsItem.__table__.c, PointsRedemption.__table__.c
_member = sa.table("members", sa.column("id"), sa.column("tier"))


def held(session: Session, now: dt.datetime) -> tuple[dict[Tier, int], int, int, int]:
    """Active points by tier, pending points, what is owed, and how many members hold or owe any."""
    moment = sa.literal(now, _l.ends_at.type)
    is_open = sa.or_(_l.ends_at.is_(None), _l.ends_at > moment)
    is_active = _l.starts_at <= moment
    by_tier = (
        sa.select(_member.c.tier, is_active.label("is_active"), sa.func.sum(_m.points).label("points"))
        .select_from(PointsMove.__table__.join(PointsLot.__table__, _l.id == _m.lot_id))
        .join(_member, _member.c.id == _l.member_id)
        .where(is_open)
        .group_by(_member.c.tier, is_active)
    )
    active: dict[Tier, int] = dict.fromkeys(Tier, 0)
    pending = 0
    for row in session.execute(by_tier):
        if row.is_active:
            active[Tier(row.tier)] += int(row.points)
        else:
            pending += int(row.points)
    debt = session.execute(sa.select(sa.func.coalesce(sa.func.sum(_m.points), 0)).where(_m.lot_id.is_(None)))
    holders = sa.select(_e.member_id).group_by(_e.member_id).having(sa.func.sum(_e.points) != 0).subquery()
    members = session.execute(sa.select(sa.func.count()).select_from(holders)).scalar_one()
    return active, pending, -int(debt.scalar_one()), int(members)


def moved_since(session: Session, since: dt.datetime) -> dict[EntryKind, int]:
    """The sum of each kind of entry since a moment."""
    statement = sa.select(_e.kind, sa.func.sum(_e.points)).where(_e.at >= since).group_by(_e.kind)
    return {row[0]: int(row[1]) for row in session.execute(statement)}


def most_redeemed(session: Session, since: dt.datetime, limit: int) -> tuple[Redeemed, ...]:
    """What was had most often since a moment."""
    times = sa.func.count().label("times")
    # A JSON column cannot be grouped by on PostgreSQL, so names are read by their own statement.
    statement = (
        sa.select(_i.code, times, sa.func.sum(_r.points).label("points"))
        .join(PointsItem.__table__, _i.id == _r.item_id)
        .where(_r.made_at >= since, _r.status != RedemptionStatus.cancelled)
        .group_by(_i.code)
        .order_by(times.desc(), _i.code)
        .limit(limit)
    )
    rows = session.execute(statement).all()
    named = sa.select(_i.code, _i.name).where(_i.code.in_([row.code for row in rows]))
    names = {row.code: row.name for row in session.execute(named)}
    return tuple(Redeemed(row.code, names[row.code], int(row.times), int(row.points)) for row in rows)
