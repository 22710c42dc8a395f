"""Statements on the ledger of points. Nothing here changes or deletes an entry, a lot or a move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.kit.lots import Part
from core.kit.sealing import seal, unseal
from core.points.enums import EntryKind
from core.points.models import PointsEntry, PointsLot, PointsMove, PointsReason
from core.points.rules.book import Move
from core.points.schemas import Holding, PointsEntryOut

_entries: sa.Table = PointsEntry.__table__  # type: ignore[assignment]
_lots: sa.Table = PointsLot.__table__  # type: ignore[assignment]
_moves: sa.Table = PointsMove.__table__  # type: ignore[assignment]
_reasons: sa.Table = PointsReason.__table__  # type: ignore[assignment]
_e, _l, _m, _r = _entries.c, _lots.c, _moves.c, _reasons.c
_SHOWN = tuple(name for name in PointsEntryOut.__dataclass_fields__ if name != "reason")
_READ = sa.select(*(_e[name] for name in _SHOWN), _r.words).outerjoin(_reasons, _r.entry_id == _e.id)
_BY_KEY = _READ.add_columns(_e.asked).where(_e.key == sa.bindparam("key"))
_HOLDINGS = (
    sa.select(_l.id, sa.func.sum(_m.points).label("left"), _l.starts_at, _l.ends_at)
    .join(_moves, _m.lot_id == _l.id)
    .where(_l.member_id == sa.bindparam("member"))
    .group_by(_l.id, _l.starts_at, _l.ends_at)
    .having(sa.func.sum(_m.points) != 0)
    .order_by(_l.id)
)
_DEBT = sa.select(sa.func.coalesce(sa.func.sum(_m.points), 0)).where(
    _m.member_id == sa.bindparam("member"), _m.lot_id.is_(None)
)


def _out(session: Session, row: sa.Row[*tuple[Any, ...]]) -> PointsEntryOut:
    values = {name: row._mapping[name] for name in _SHOWN}
    return PointsEntryOut(**values, reason=unseal(session, _r.words, row.words, row.id))


def find_by_key(session: Session, key: str) -> tuple[PointsEntryOut, str] | None:
    """The entry of a key, and the digest of what was asked under it."""
    row = session.execute(_BY_KEY, {"key": key}).first()
    return (_out(session, row), row.asked) if row else None


def add(session: Session, **values: Any) -> int | None:
    """Stores an entry; its id, None when the key is taken."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(_entries).values(values).on_conflict_do_nothing(index_elements=[_e.key]).returning(_e.id)
    found: int | None = session.execute(statement).scalar()
    return found


def add_lot(session: Session, **values: Any) -> int:
    """Stores a lot; its id."""
    return int(session.execute(sa.insert(_lots).values(values).returning(_l.id)).scalar_one())


def add_moves(session: Session, entry_id: int, member_id: int, moves: Sequence[Move]) -> None:
    """Stores what an entry did."""
    rows = [
        {"entry_id": entry_id, "member_id": member_id, "lot_id": move.lot_id, "points": move.points} for move in moves
    ]
    if rows:
        session.connection().execute(sa.insert(_moves), rows)


def add_reason(session: Session, entry_id: int, words: str) -> None:
    """Stores a colleague's reason."""
    sealed = seal(session, _r.words, words, entry_id)
    session.execute(sa.insert(_reasons).values(entry_id=entry_id, words=sealed))


def holdings(session: Session, member_id: int) -> tuple[Holding, ...]:
    """A member's lots that hold something, oldest first."""
    rows = session.execute(_HOLDINGS, {"member": member_id})
    return tuple(Holding(row.id, int(row.left), row.starts_at, row.ends_at) for row in rows)


def holding(session: Session, lot_id: int) -> Holding:
    """One lot, empty or not."""
    statement = (
        sa.select(_l.id, sa.func.sum(_m.points).label("left"), _l.starts_at, _l.ends_at)
        .join(_moves, _m.lot_id == _l.id)
        .where(_l.id == lot_id)
        .group_by(_l.id, _l.starts_at, _l.ends_at)
    )
    row = session.execute(statement).one()
    return Holding(row.id, int(row.left), row.starts_at, row.ends_at)


def debt(session: Session, member_id: int) -> int:
    """What a member owes, in points."""
    return -int(session.execute(_DEBT, {"member": member_id}).scalar_one())


def list_entries(session: Session, member_id: int, before: int | None, limit: int) -> tuple[PointsEntryOut, ...]:
    """A member's entries, newest first, older than one of them."""
    mine = _READ.where(_e.member_id == member_id).order_by(_e.id.desc()).limit(limit)
    if before is not None:
        mine = mine.where(_e.id < before)
    return tuple(_out(session, row) for row in session.execute(mine))


def earned_between(session: Session, member_id: int, begin: dt.datetime, end: dt.datetime) -> int:
    """What a member earned in a span that counts to the daily cap."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(_e.points), 0)).where(
        _e.member_id == member_id, _e.kind == EntryKind.earn, _e.counts, _e.at >= begin, _e.at < end
    )
    return int(session.execute(statement).scalar_one())


def adjusted_between(session: Session, staff_id: int, begin: dt.datetime, end: dt.datetime) -> int:
    """Points, added and taken, that a colleague moved by hand in a span."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(sa.func.abs(_e.points)), 0)).where(
        _e.staff_id == staff_id, _e.kind == EntryKind.adjust, _e.at >= begin, _e.at < end
    )
    return int(session.execute(statement).scalar_one())


def parts_taken(session: Session, entry_id: int) -> list[Part]:
    """Which lots an entry took from, in the order it did."""
    rows = session.execute(
        sa.select(_m.lot_id, _m.points)
        .where(_m.entry_id == entry_id, _m.lot_id.is_not(None), _m.points < 0)
        .order_by(_m.id)
    )
    return [Part(row.lot_id, -row.points) for row in rows]


def parts_returned(session: Session, entry_id: int) -> list[Part]:
    """What was given back already of what an entry took."""
    rows = session.execute(
        sa.select(_m.lot_id, _m.points)
        .join(_entries, _e.id == _m.entry_id)
        .where(_e.of_id == entry_id, _e.kind == EntryKind.give_back, _m.lot_id.is_not(None), _m.points > 0)
        .order_by(_m.id)
    )
    return [Part(row.lot_id, row.points) for row in rows]


def amount_back(session: Session, entry_id: int, kind: EntryKind) -> int:
    """How much was asked back already of an entry."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(_e.amount), 0)).where(_e.of_id == entry_id, _e.kind == kind)
    return int(session.execute(statement).scalar_one())


def lot_of(session: Session, entry_id: int) -> int | None:
    """The lot an entry credited."""
    found: int | None = session.scalar(sa.select(_l.id).where(_l.entry_id == entry_id))
    return found


def expired_of(session: Session, lot_id: int) -> int:
    """How many points of a lot ended unspent; what filled a debt at its end did not."""
    touching = sa.select(_m.entry_id).where(_m.lot_id == lot_id)
    statement = sa.select(sa.func.coalesce(sa.func.sum(-_e.points), 0)).where(
        _e.kind == EntryKind.expire, _e.id.in_(touching)
    )
    return int(session.execute(statement).scalar_one())


def forgiven(session: Session, entry_id: int) -> int:
    """Of what was taken back of an entry, how much had ended before: it was asked for, and moved nothing."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(_e.amount + _e.points), 0)).where(
        _e.of_id == entry_id, _e.kind == EntryKind.take_back
    )
    return int(session.execute(statement).scalar_one())


def list_lots(session: Session, member_id: int, limit: int) -> list[sa.Row[*tuple[Any, ...]]]:
    """A member's newest lots with what is left, what was taken back of them, and what ended."""
    left = sa.select(sa.func.sum(_m.points)).where(_m.lot_id == _l.id).scalar_subquery()
    back = sa.alias(_entries)
    taken_back = (
        sa.select(sa.func.coalesce(sa.func.sum(back.c.amount), 0))
        .where(back.c.of_id == _l.entry_id, back.c.kind == EntryKind.take_back)
        .scalar_subquery()
    )
    touching = sa.select(_m.entry_id).where(_m.lot_id == _l.id)
    ending = sa.alias(_entries)
    expired = (
        sa.select(sa.func.coalesce(sa.func.sum(-ending.c.points), 0))
        .where(ending.c.kind == EntryKind.expire, ending.c.id.in_(touching))
        .scalar_subquery()
    )
    columns = (_l.id, _l.entry_id, _l.points, _l.starts_at, _l.ends_at)
    statement = sa.select(*columns, left.label("left"), taken_back.label("taken_back"), expired.label("expired")).where(
        _l.member_id == member_id
    )
    return list(session.execute(statement.order_by(_l.id.desc()).limit(limit)))


def last_move(session: Session, lot_id: int) -> int:
    """The newest move of a lot."""
    return int(session.execute(sa.select(sa.func.max(_m.id)).where(_m.lot_id == lot_id)).scalar_one())


def members_of_lots(session: Session, lot_ids: Iterable[int]) -> dict[int, int]:
    """Whose each lot is."""
    rows = session.execute(sa.select(_l.id, _l.member_id).where(_l.id.in_(list(lot_ids))))
    return {row.id: row.member_id for row in rows}
