"""Statements on stores."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.store.models import Store
from core.store.schemas import StoreOut, StoreSettings

_stores: sa.Table = Store.__table__  # type: ignore[assignment]
_s = _stores.c
_SELECT = sa.select(
    *(column for column in _s if column.name not in {"settings", "is_active"}), sa.cast(_s.settings, sa.Text)
)
_BY_ID = _SELECT.where(_s.id == sa.bindparam("store"), _s.is_active)
_BY_CODE = _SELECT.where(_s.code == sa.bindparam("store"), _s.is_active)
_ALL = _SELECT.where(_s.is_active).order_by(_s.id)


@lru_cache(maxsize=64)
def _settings(text: str) -> StoreSettings:
    """Every search for free time reads the settings; the same text is checked once only."""
    return StoreSettings.model_validate_json(text)


def _out(values: sa.RowMapping) -> StoreOut:
    return StoreOut.model_construct(
        **{name: values[name] for name in ("id", "code", "name", "address", "directions", "phone", "zone", "market")},
        aliases=tuple(values["aliases"]),
        settings=_settings(values["settings"]),
    )


def find(session: Session, store_id: int) -> StoreOut | None:
    """A store in business."""
    row = session.execute(_BY_ID, {"store": store_id}).mappings().first()
    return _out(row) if row else None


def find_by_code(session: Session, code: str) -> StoreOut | None:
    """A store in business, by the code of its file."""
    row = session.execute(_BY_CODE, {"store": code}).mappings().first()
    return _out(row) if row else None


def list_all(session: Session) -> tuple[StoreOut, ...]:
    """Stores in business, oldest first."""
    return tuple(_out(row) for row in session.execute(_ALL).mappings())


def put(session: Session, code: str, **values: Any) -> int:
    """Stores a store under its code, new or known; the id."""
    known = session.scalar(sa.select(_s.id).where(_s.code == code))
    if known is None:
        return int(session.execute(sa.insert(_stores).values(code=code, **values).returning(_s.id)).scalar_one())
    session.execute(sa.update(_stores).where(_s.id == known).values(**values))
    return int(known)
