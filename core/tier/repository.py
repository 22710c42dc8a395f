"""Statements on what counts towards levels and on what was decided. Rows are added, never changed or taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.kit.locks import Lockable, lock
from core.member.enums import Tier
from core.tier.models import TierChange, TierSpend
from core.tier.schemas import ChangeOut, Counted, SpendOut

_s: Any = TierSpend.__table__.c
_c: Any = TierChange.__table__.c
_SPEND = sa.select(*(_s[name] for name in SpendOut.__dataclass_fields__))
_CHANGE = sa.select(*(_c[name] for name in ChangeOut.__dataclass_fields__))
_member = sa.table("members", sa.column("id"), sa.column("tier"))


def lock_member(session: Session, member_id: int) -> None:
    """Whoever decides about a member's level is alone with it until the transaction ends."""
    lock(session, [(Lockable.member, member_id)])


def find_spend(session: Session, key: str) -> SpendOut | None:
    """The row of a key."""
    row = session.execute(_SPEND.where(_s.key == key)).first()
    return SpendOut(*row) if row else None


def latest_sale(session: Session, member_id: int) -> SpendOut | None:
    """The last row that added something."""
    adding = _SPEND.where(_s.member_id == member_id, _s.fen + _s.points > 0)
    row = session.execute(adding.order_by(_s.counts_at.desc(), _s.id.desc()).limit(1)).first()
    return SpendOut(*row) if row else None


def add_spend(session: Session, **values: Any) -> SpendOut:
    """Adds a row that counts."""
    row = session.execute(sa.insert(TierSpend).values(values).returning(*_SPEND.selected_columns)).one()
    return SpendOut(*row)


def counted(session: Session, member_id: int, after: dt.datetime, until: dt.datetime) -> Counted:
    """What counts between two moments, the second included; a visit that was given back whole is none."""
    sales = (
        sa.select(sa.func.sum(_s.fen).label("fen"), sa.func.sum(_s.points).label("points"))
        .where(_s.member_id == member_id, _s.counts_at > after, _s.counts_at <= until)
        .group_by(_s.sale)
        .subquery()
    )
    visits = sa.func.sum(sa.case((sales.c.fen > 0, 1), else_=0))
    row = session.execute(sa.select(sa.func.sum(sales.c.fen), sa.func.sum(sales.c.points), visits)).one()
    fen, points, count = (int(value or 0) for value in row)
    return Counted(fen, points, count)


def changes_of(session: Session, member_id: int) -> tuple[ChangeOut, ...]:
    """All decisions about a member, oldest first."""
    rows = session.execute(_CHANGE.where(_c.member_id == member_id).order_by(_c.id))
    return tuple(ChangeOut(*row) for row in rows)


def last_change(session: Session, member_id: int) -> ChangeOut | None:
    """The decision that stands."""
    last = _CHANGE.where(_c.member_id == member_id).order_by(_c.id.desc()).limit(1)
    row = session.execute(last).first()
    return ChangeOut(*row) if row else None


def add_change(session: Session, **values: Any) -> ChangeOut:
    """Adds a decision."""
    row = session.execute(sa.insert(TierChange).values(values).returning(*_CHANGE.selected_columns)).one()
    return ChangeOut(*row)


def undecided(session: Session, limit: int) -> Sequence[tuple[int, Tier]]:
    """Members above the lowest level about whom nothing was ever decided here, with that level."""
    decided = sa.exists().where(_c.member_id == _member.c.id)
    wanted = sa.select(_member.c.id, _member.c.tier).where(_member.c.tier != Tier.member.value, ~decided)
    return [(id_, Tier(tier)) for id_, tier in session.execute(wanted.order_by(_member.c.id).limit(limit))]


def standing_rows(session: Session) -> list[tuple[ChangeOut, Tier]]:
    """The decision that stands of every member who has one, with the level in their record."""
    newest = sa.select(sa.func.max(_c.id)).group_by(_c.member_id)
    wanted = _CHANGE.add_columns(_member.c.tier).join(_member, _member.c.id == _c.member_id)
    rows = session.execute(wanted.where(_c.id.in_(newest)).order_by(_c.member_id))
    return [(ChangeOut(*row[:-1]), Tier(row[-1])) for row in rows]
