"""Statements on the ledger of stored value. Nothing here changes or deletes a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.kit.sealing import seal, unseal
from core.wallet.enums import EntryKind
from core.wallet.models import WalletEntry, WalletPart
from core.wallet.schemas import MoneyLot, Share, WalletEntryOut

_e: Any = WalletEntry.__table__.c
_p: Any = WalletPart.__table__.c
_COLUMNS = tuple(_e[name] for name in WalletEntryOut.__dataclass_fields__)
_LOT = WalletEntry.__table__.alias("lot")
_LOTS = (
    sa.select(_LOT.c.id, sa.func.sum(_p.real_fen), sa.func.sum(_p.gift_fen), _LOT.c.gift_ends_at)
    .select_from(_LOT.join(WalletPart.__table__, _p.lot_id == _LOT.c.id))
    .group_by(_LOT.c.id, _LOT.c.gift_ends_at)
    .order_by(_LOT.c.id)
)


def _lot(row: Any) -> MoneyLot:
    return MoneyLot(row[0], int(row[1]), int(row[2]), row[3])  # PostgreSQL sums to a decimal


def _out(session: Session, row: sa.Row[Any]) -> WalletEntryOut:
    values = dict(row._mapping)
    values["reason"] = unseal(session, _e.reason, values["reason"], values["key"])
    return WalletEntryOut(**values)


def add(session: Session, shares: Iterable[Share], **values: Any) -> WalletEntryOut:
    """Stores an entry with its parts; a top-up is its own lot."""
    values["reason"] = seal(session, _e.reason, values.get("reason"), values["key"])
    row = session.execute(sa.insert(WalletEntry).values(values).returning(*_COLUMNS)).one()
    entry = _out(session, row)
    parts = [
        {
            "entry_id": entry.id,
            "lot_id": share.lot_id or entry.id,
            "real_fen": share.real_fen,
            "gift_fen": share.gift_fen,
        }
        for share in shares
    ]
    session.execute(sa.insert(WalletPart), parts)
    return entry


def find_by_key(session: Session, key: str) -> tuple[WalletEntryOut, str] | None:
    """The entry made under a key, and what was asked under it."""
    row = session.execute(sa.select(*_COLUMNS, _e.asked).where(_e.key == key)).first()
    if row is None:
        return None
    values = dict(row._mapping)
    asked = values.pop("asked")
    values["reason"] = unseal(session, _e.reason, values["reason"], values["key"])
    return WalletEntryOut(**values), asked


def find(session: Session, entry_id: int) -> WalletEntryOut | None:
    """One entry."""
    row = session.execute(sa.select(*_COLUMNS).where(_e.id == entry_id)).first()
    return _out(session, row) if row else None


def list_entries(session: Session, member_id: int, before: int | None, limit: int) -> tuple[WalletEntryOut, ...]:
    """Entries of a member, the latest first, those before an id only."""
    statement = sa.select(*_COLUMNS).where(_e.member_id == member_id).order_by(_e.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(_e.id < before)
    return tuple(_out(session, row) for row in session.execute(statement))


def lots(session: Session, member_id: int) -> list[MoneyLot]:
    """What is left of each top-up of a member, oldest first, spent ones left out."""
    found = (_lot(row) for row in session.execute(_LOTS.where(_LOT.c.member_id == member_id)))
    return [lot for lot in found if lot.real_fen or lot.gift_fen]


def lot(session: Session, lot_id: int) -> MoneyLot | None:
    """What is left of one top-up."""
    row = session.execute(_LOTS.where(_LOT.c.id == lot_id)).first()
    return _lot(row) if row else None


def parts_of(session: Session, entry_ids: Sequence[int]) -> list[Share]:
    """The parts of some entries, signed, in the order they were written."""
    statement = sa.select(_p.lot_id, _p.real_fen, _p.gift_fen).where(_p.entry_id.in_(entry_ids)).order_by(_p.id)
    return [Share(*row) for row in session.execute(statement)]


def returns_of(session: Session, entry_id: int) -> list[int]:
    """Ids of the entries that gave something of a charge back."""
    statement = sa.select(_e.id).where(_e.of_id == entry_id, _e.kind == EntryKind.give_back).order_by(_e.id)
    return list(session.scalars(statement))


def spent(session: Session, lot_id: int) -> Share:
    """What sales took of a top-up and did not give back."""
    statement = (
        sa.select(sa.func.coalesce(sa.func.sum(_p.real_fen), 0), sa.func.coalesce(sa.func.sum(_p.gift_fen), 0))
        .join(WalletEntry, _e.id == _p.entry_id)
        .where(_p.lot_id == lot_id, _e.kind.in_([EntryKind.charge, EntryKind.give_back]))
    )
    real_fen, gift_fen = session.execute(statement).one()
    return Share(lot_id, -int(real_fen), -int(gift_fen))


def count_ends(session: Session, lot_id: int) -> int:
    """How often gift money of a top-up was written off."""
    ends = sa.select(sa.func.count()).where(_e.of_id == lot_id, _e.kind == EntryKind.end)
    return int(session.scalar(ends) or 0)


def ended_lots(session: Session, now: dt.datetime, limit: int) -> list[tuple[int, int, int]]:
    """Top-ups (id, member, store) with gift money left whose time has run out."""
    ended = _LOTS.where(_LOT.c.gift_ends_at <= sa.literal(now, _LOT.c.gift_ends_at.type))
    found = [row[0] for row in session.execute(ended.having(sa.func.sum(_p.gift_fen) > 0).limit(limit))]
    owners = sa.select(_e.id, _e.member_id, _e.store_id).where(_e.id.in_(found)).order_by(_e.id)
    return [(row.id, row.member_id, row.store_id) for row in session.execute(owners)]


def list_top_ups(session: Session, member_id: int) -> tuple[WalletEntryOut, ...]:
    """All top-ups of a member, oldest first."""
    statement = sa.select(*_COLUMNS).where(_e.member_id == member_id, _e.kind == EntryKind.top_up).order_by(_e.id)
    return tuple(_out(session, row) for row in session.execute(statement))
