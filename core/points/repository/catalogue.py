"""Statements on what is to be had for points, and on what was had."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.member.enums import Tier
from core.points.enums import ItemKind, Perk, RedemptionStatus
from core.points.models import PointsItem, PointsRedemption
from core.points.schemas import ItemOut, RedemptionOut

_items: sa.Table = PointsItem.__table__  # type: ignore[assignment]
_redemptions: sa.Table = PointsRedemption.__table__  # type: ignore[assignment]
_i, _r = _items.c, _redemptions.c
_ITEM = sa.select(*(_i[name] for name in ItemOut.__dataclass_fields__))
_OF_ITEM = {"item_code": _i.code, "item_name": _i.name, "item_about": _i.about}
_REDEMPTION = sa.select(
    *(_OF_ITEM[name].label(name) if name in _OF_ITEM else _r[name] for name in RedemptionOut.__dataclass_fields__)
).join(_items, _i.id == _r.item_id)


def _item(row: sa.Row[*tuple[Any, ...]]) -> ItemOut:
    values = dict(row._mapping)
    values["tier"] = Tier(values["tier"]) if values["tier"] else None
    values["perk"] = Perk(values["perk"]) if values["perk"] else None
    return ItemOut(**values)


def list_items(session: Session, *, everything: bool = False) -> tuple[ItemOut, ...]:
    """What is to be had, in its order; `everything`: also what no longer is."""
    listed = _ITEM.order_by(_i.position, _i.id)
    return tuple(map(_item, session.execute(listed if everything else listed.where(_i.is_active))))


def find_item(session: Session, item_id: int) -> ItemOut | None:
    """One item, on offer or not."""
    row = session.execute(_ITEM.where(_i.id == item_id)).first()
    return _item(row) if row else None


def find_item_by_code(session: Session, code: str) -> ItemOut | None:
    """One item, on offer or not."""
    row = session.execute(_ITEM.where(_i.code == code)).first()
    return _item(row) if row else None


def put_item(session: Session, code: str, **values: Any) -> int:
    """Stores an item under its code, new or known; its id."""
    changed = sa.update(_items).where(_i.code == code).values(**values).returning(_i.id)
    known = session.execute(changed).scalar()
    if known is not None:
        return int(known)
    return int(session.execute(sa.insert(_items).values(code=code, **values).returning(_i.id)).scalar_one())


def take_one(session: Session, item_id: int) -> bool:
    """Guarded decrement in one statement: whether there was one to take."""
    statement = (
        sa.update(_items)
        .where(_i.id == item_id, _i.is_active, sa.or_(_i.stock.is_(None), _i.stock >= 1))
        .values(stock=_i.stock - 1)
        .returning(_i.id)
    )
    return session.execute(statement).first() is not None


def put_one_back(session: Session, item_id: int) -> None:
    """One is to be had again."""
    session.execute(sa.update(_items).where(_i.id == item_id).values(stock=_i.stock + 1))


def count_had(session: Session, member_id: int, item_id: int) -> int:
    """How many of an item a member had or may fetch."""
    statement = sa.select(sa.func.count()).where(
        _r.member_id == member_id, _r.item_id == item_id, _r.status != RedemptionStatus.cancelled
    )
    return int(session.execute(statement).scalar_one())


def add_redemption(session: Session, **values: Any) -> int:
    """Stores a redemption; its id."""
    return int(session.execute(sa.insert(_redemptions).values(values).returning(_r.id)).scalar_one())


def has_code(session: Session, code: str) -> bool:
    """Whether a redemption has this code."""
    return session.scalar(sa.select(_r.id).where(_r.code == code)) is not None


def find(session: Session, redemption_id: int) -> RedemptionOut | None:
    """One redemption."""
    return _redemption(session, _r.id == redemption_id)


def find_by_code(session: Session, code: str) -> RedemptionOut | None:
    """The redemption of a code."""
    return _redemption(session, _r.code == code)


def find_by_key(session: Session, key: str) -> RedemptionOut | None:
    """The redemption that was asked for under a key."""
    return _redemption(session, _r.key == key)


def _redemption(session: Session, condition: sa.ColumnElement[bool]) -> RedemptionOut | None:
    row = session.execute(_REDEMPTION.where(condition)).first()
    return RedemptionOut(**row._mapping) if row else None


def list_redemptions(
    session: Session, member_id: int, limit: int, *, only_open: bool = False
) -> tuple[RedemptionOut, ...]:
    """What a member had, newest first."""
    mine = _REDEMPTION.where(_r.member_id == member_id).order_by(_r.id.desc()).limit(limit)
    if only_open:
        mine = mine.where(_r.status == RedemptionStatus.open)
    return tuple(RedemptionOut(**row._mapping) for row in session.execute(mine))


def settle(session: Session, redemption_id: int, status: RedemptionStatus, now: dt.datetime, **values: Any) -> bool:
    """Compare-and-set: ends a redemption that is open; whether it was."""
    statement = (
        sa.update(_redemptions)
        .where(_r.id == redemption_id, _r.status == RedemptionStatus.open)
        .values(status=status, settled_at=now, **values)
        .returning(_r.id)
    )
    return session.execute(statement).first() is not None


# Asked in every search for free time: put together once.
_PERK_UNTIL = (
    sa.select(_r.until)
    .join(_items, _i.id == _r.item_id)
    .where(
        _r.member_id == sa.bindparam("member"),
        _r.status == RedemptionStatus.done,
        _i.kind == ItemKind.perk,
        _i.perk == sa.bindparam("perk", type_=_i.perk.type),
        _r.until.is_not(None),
    )
    .order_by(_r.until.desc())
    .limit(1)
)


def perk_until(session: Session, member_id: int, perk: Perk) -> dt.datetime | None:
    """Until when a member has a virtual perk, at the longest."""
    asked = {"member": member_id, "perk": perk}
    found: dt.datetime | None = session.connection().execute(_PERK_UNTIL, asked).scalar()
    return found
