"""Statements on contracts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.contract.enums import ContractStatus
from core.contract.models import Contract
from core.contract.rules import FROM
from core.contract.schemas import ContractOut

_c: Any = Contract.__table__.c
_CONTRACT = sa.select(*(_c[name] for name in ContractOut.__dataclass_fields__))


def add(session: Session, **values: Any) -> int:
    """Stores a contract; its id."""
    return int(session.execute(sa.insert(Contract).values(values).returning(_c.id)).scalar_one())


def find(session: Session, contract_id: int) -> ContractOut | None:
    """One contract."""
    row = session.execute(_CONTRACT.where(_c.id == contract_id)).first()
    return ContractOut(*row) if row else None


def find_by_key(session: Session, key: str) -> ContractOut | None:
    """The contract that was offered under a key."""
    row = session.execute(_CONTRACT.where(_c.key == key)).first()
    return ContractOut(*row) if row else None


def list_by(session: Session, **wanted: Any) -> tuple[ContractOut, ...]:
    """Contracts with these values, oldest first."""
    matching = _CONTRACT.where(*(_c[name] == value for name, value in wanted.items()))
    return tuple(ContractOut(*row) for row in session.execute(matching.order_by(_c.id)))


def move(
    session: Session, contract_id: int, to: ContractStatus, *, before: dt.datetime | None = None, **values: Any
) -> bool:
    """Compare-and-set: brings a contract to a status if it may come there and has not lapsed; whether it did."""
    wanted = [_c.id == contract_id, _c.status.in_(sorted(FROM[to]))]
    if before is not None:
        wanted.append(_c.lapses_at > sa.literal(before, _c.lapses_at.type))
    statement = sa.update(Contract).where(*wanted).values(status=to, **values).returning(_c.id)
    return session.execute(statement).first() is not None
