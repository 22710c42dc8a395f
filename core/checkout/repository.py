"""Statements of the till. A completed sale's rows are only ever added; a status moves by compare-and-set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.checkout.enums import Approval, SaleStatus
from core.checkout.models import Refund, RefundLine, RefundTender, Sale, SaleLine, SalesCredit, SaleTender
from core.kit.sealing import seal, unseal

_s: Any = Sale.__table__.c
_l: Any = SaleLine.__table__.c
_t: Any = SaleTender.__table__.c
_r: Any = Refund.__table__.c
_rl: Any = RefundLine.__table__.c
_rt: Any = RefundTender.__table__.c
_k: Any = SalesCredit.__table__.c


@dataclass(frozen=True, slots=True)
class Stored:
    """A sale as it is stored; `draft` is JSON."""

    id: int
    code: str
    key: str
    store_id: int
    member_id: int | None
    booking_id: int | None
    staff_id: int | None
    status: SaleStatus
    draft: dict[str, Any]
    approval: Approval | None
    seal: str | None
    respond_by: dt.datetime | None
    reason: str | None
    due_fen: int | None
    spend_fen: int
    points_earned: int
    opened_at: dt.datetime
    completed_at: dt.datetime | None


_FIELDS = tuple(Stored.__dataclass_fields__)
_SALE = sa.select(*(_s[name] for name in _FIELDS))


def add(session: Session, **values: Any) -> int | None:
    """Opens a sale; its id, None when its key, code or visit is taken."""
    with_seal = values | {"reason": None}
    try:
        with session.begin_nested():
            return int(session.execute(sa.insert(Sale).values(with_seal).returning(_s.id)).scalar_one())
    except sa.exc.IntegrityError:
        return None


def _stored(session: Session, row: sa.RowMapping | None) -> Stored | None:
    if row is None:
        return None
    values = dict(row)
    values["reason"] = unseal(session, _s.reason, values["reason"], values["key"])
    return Stored(**values)


def find(session: Session, sale_id: int) -> Stored | None:
    """One sale."""
    return _stored(session, session.execute(_SALE.where(_s.id == sale_id)).mappings().first())


def lock(session: Session, sale_id: int) -> Stored | None:
    """One sale, its row locked until the transaction ends."""
    return _stored(session, session.execute(_SALE.where(_s.id == sale_id).with_for_update()).mappings().first())


def find_by_code(session: Session, code: str) -> Stored | None:
    """The sale of a code."""
    return _stored(session, session.execute(_SALE.where(_s.code == code)).mappings().first())


def find_by_key(session: Session, key: str) -> Stored | None:
    """The sale that was opened under a key."""
    return _stored(session, session.execute(_SALE.where(_s.key == key)).mappings().first())


def find_of_visit(session: Session, booking_id: int) -> Stored | None:
    """The sale of a visit that was not put away."""
    mine = _SALE.where(_s.booking_id == booking_id, _s.status != SaleStatus.cancelled)
    return _stored(session, session.execute(mine).mappings().first())


def paid_visits(session: Session, booking_ids: Collection[int]) -> set[int]:
    """Which of these visits, by their first booking, were paid."""
    rows = sa.select(_s.booking_id).where(_s.booking_id.in_(booking_ids), _s.status == SaleStatus.completed)
    return set(session.scalars(rows))


def find_open_of_member(session: Session, member_id: int, since: dt.datetime) -> int | None:
    """The id of the newest bill of a member that is neither paid nor put away."""
    unpaid = (SaleStatus.open, SaleStatus.awaiting_approval, SaleStatus.approved)
    rows = sa.select(_s.id).where(_s.member_id == member_id, _s.status.in_(unpaid), _s.opened_at >= since)
    return session.scalar(rows.order_by(_s.id.desc()).limit(1))


def list_unpaid(session: Session, store_id: int) -> tuple[int, ...]:
    """Ids of a store's sales that are neither paid nor put away, newest first."""
    unpaid = (SaleStatus.open, SaleStatus.awaiting_approval, SaleStatus.approved)
    rows = sa.select(_s.id).where(_s.store_id == store_id, _s.status.in_(unpaid)).order_by(_s.id.desc())
    return tuple(session.scalars(rows.limit(50)))


def list_completed(session: Session, store_id: int, start: dt.datetime, end: dt.datetime) -> tuple[int, ...]:
    """Ids of a store's paid sales of a span, oldest first."""
    rows = sa.select(_s.id).where(_s.store_id == store_id, _s.completed_at >= start, _s.completed_at < end)
    return tuple(session.scalars(rows.order_by(_s.completed_at, _s.id)))


def list_of_member(session: Session, member_id: int, before: int | None, limit: int) -> tuple[int, ...]:
    """Ids of a member's paid sales, newest first, those before a sale of an id."""
    rows = sa.select(_s.id).where(_s.member_id == member_id, _s.status == SaleStatus.completed)
    rows = rows if before is None else rows.where(_s.id < before)
    return tuple(session.scalars(rows.order_by(_s.id.desc()).limit(limit)))


def move(session: Session, sale: Stored, allowed: Iterable[SaleStatus], **values: Any) -> bool:
    """Changes a sale if its status still allows it."""
    if "reason" in values:
        values["reason"] = seal(session, _s.reason, values["reason"], sale.key)
    statement = sa.update(Sale).where(_s.id == sale.id, _s.status.in_(sorted(allowed))).values(values)
    return bool(session.execute(statement.returning(_s.id)).first())


def lapsed(session: Session, now: dt.datetime, limit: int) -> tuple[int, ...]:
    """Ids of sales whose member did not answer in time."""
    rows = sa.select(_s.id).where(_s.status == SaleStatus.awaiting_approval, _s.respond_by <= now)
    return tuple(session.scalars(rows.order_by(_s.id).limit(limit)))


def add_line(session: Session, **values: Any) -> int:
    """Adds a line of a sale that is being completed; its id."""
    return int(session.execute(sa.insert(SaleLine).values(values).returning(_l.id)).scalar_one())


def add_tenders(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Adds what a sale was paid with, in the order in which it paid."""
    if rows:
        session.execute(sa.insert(SaleTender.__table__), rows)  # type: ignore[arg-type]


def add_credits(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Adds what colleagues are credited with."""
    if rows:
        session.execute(sa.insert(SalesCredit.__table__), rows)  # type: ignore[arg-type]


def lines_of(session: Session, sale_id: int) -> list[sa.RowMapping]:
    """A completed sale's lines, each with what came back of it (`back_fen`, `cards_back`)."""
    back = (
        sa.select(
            _rl.line_id,
            sa.func.sum(_rl.fen).label("back_fen"),
            sa.func.sum(sa.case((_rl.is_card, 1), else_=0)).label("cards_back"),
        )
        .group_by(_rl.line_id)
        .where(_rl.line_id.in_(sa.select(_l.id).where(_l.sale_id == sale_id)))
        .subquery()
    )
    rows = (
        sa.select(
            *_l,
            sa.func.coalesce(back.c.back_fen, 0).label("back_fen"),
            sa.func.coalesce(back.c.cards_back, 0).label("cards_back"),
        )
        .outerjoin(back, back.c.line_id == _l.id)
        .where(_l.sale_id == sale_id)
        .order_by(_l.id)
    )
    return list(session.execute(rows).mappings())


def tenders_of(session: Session, sale_id: int) -> list[sa.RowMapping]:
    """What a sale was paid with, each with what came back of it (`back_fen`, `back_units`)."""
    rows = (
        sa.select(
            *_t,
            sa.func.coalesce(sa.func.sum(_rt.fen), 0).label("back_fen"),
            sa.func.coalesce(sa.func.sum(_rt.units), 0).label("back_units"),
        )
        .outerjoin(RefundTender.__table__, _rt.tender_id == _t.id)
        .where(_t.sale_id == sale_id)
        .group_by(*_t)
        .order_by(_t.id)
    )
    return list(session.execute(rows).mappings())


def credits_of(session: Session, line_ids: Collection[int]) -> list[sa.RowMapping]:
    """What colleagues have of some lines, refunds taken off."""
    rows = sa.select(_k.line_id, _k.staff_id, _k.kind, sa.func.sum(_k.fen).label("fen"))
    rows = rows.where(_k.line_id.in_(line_ids)).group_by(_k.line_id, _k.staff_id, _k.kind)
    return list(session.execute(rows.order_by(_k.line_id, _k.staff_id)).mappings())


def add_refund(session: Session, **values: Any) -> int:
    """Adds a refund; its id."""
    values["reason"] = seal(session, _r.reason, values["reason"], values["key"])
    return int(session.execute(sa.insert(Refund).values(values).returning(_r.id)).scalar_one())


def add_refund_parts(session: Session, lines: Sequence[dict[str, Any]], tenders: Sequence[dict[str, Any]]) -> None:
    """Adds what of each line and tender came back."""
    for table, rows in ((RefundLine.__table__, lines), (RefundTender.__table__, tenders)):
        if rows:
            session.execute(sa.insert(table), rows)  # type: ignore[arg-type]


def find_refund(session: Session, key: str) -> tuple[int, int, str] | None:
    """The id of the refund of a key, its sale's id, and the digest of what was asked for."""
    row = session.execute(sa.select(_r.id, _r.sale_id, _r.asked).where(_r.key == key)).first()
    return None if row is None else (int(row[0]), int(row[1]), str(row[2]))


def refunds_of(session: Session, sale_id: int) -> list[dict[str, Any]]:
    """A sale's refunds, oldest first; `tenders` are (kind, fen, units)."""
    parts = sa.select(_rt.refund_id, _t.kind, _rt.fen, _rt.units).join(SaleTender.__table__, _t.id == _rt.tender_id)
    by_refund: dict[int, list[tuple[Any, int, int]]] = {}
    for refund_id, kind, fen, units in session.execute(parts.where(_t.sale_id == sale_id).order_by(_rt.id)):
        by_refund.setdefault(refund_id, []).append((kind, fen, units))
    found = []
    for row in session.execute(sa.select(*_r).where(_r.sale_id == sale_id).order_by(_r.id)).mappings():
        values = dict(row)
        values["reason"] = unseal(session, _r.reason, values["reason"], values["key"])
        found.append(values | {"tenders": tuple(by_refund.get(row["id"], ()))})
    return found
