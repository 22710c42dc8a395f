"""Statements on session cards. Nothing here changes or deletes a card or a row of its ledger."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.card.enums import UseKind
from core.card.models import CardPlan, CardUse, SessionCard
from core.card.schemas import CardOut, CardUseOut, PlanOut
from core.kit.sealing import seal, unseal

_p: Any = CardPlan.__table__.c
_c: Any = SessionCard.__table__.c
_u: Any = CardUse.__table__.c
_PLAN = sa.select(*(_p[name] for name in PlanOut.__dataclass_fields__))
_LEFT = sa.select(sa.func.coalesce(sa.func.sum(_u.uses), 0)).where(_u.card_id == _c.id).scalar_subquery()
_CARD: Any = sa.select(
    *(_c[name] for name in CardOut.__dataclass_fields__ if name != "uses_left"), _LEFT.label("uses_left")
)
_USE = tuple(_u[name] for name in CardUseOut.__dataclass_fields__)


def _plan(row: sa.Row[Any]) -> PlanOut:
    values = dict(row._mapping)
    return PlanOut(**values | {"treatment_ids": tuple(values["treatment_ids"])})


def _card(row: sa.Row[Any]) -> CardOut:
    values = dict(row._mapping)
    return CardOut(**values | {"treatment_ids": tuple(values["treatment_ids"]), "uses_left": int(values["uses_left"])})


def _use(session: Session, row: sa.Row[Any]) -> CardUseOut:
    values = dict(row._mapping)
    values["reason"] = unseal(session, _u.reason, values["reason"], values["key"])
    return CardUseOut(**values)


def put_plan(session: Session, store_id: int, code: str, **values: Any) -> int:
    """Stores a plan under its code, new or known; the id."""
    known = session.scalar(sa.select(_p.id).where(_p.store_id == store_id, _p.code == code))
    if known is None:
        statement = sa.insert(CardPlan).values(store_id=store_id, code=code, **values).returning(_p.id)
        return int(session.execute(statement).scalar_one())
    session.execute(sa.update(CardPlan).where(_p.id == known).values(**values))
    return int(known)


def find_plan(session: Session, plan_id: int) -> PlanOut | None:
    """One plan, also one no longer on sale."""
    row = session.execute(_PLAN.where(_p.id == plan_id)).first()
    return _plan(row) if row else None


def list_plans(session: Session, store_id: int) -> tuple[PlanOut, ...]:
    """What a store sells, in the order it was added."""
    wanted = _PLAN.where(_p.store_id == store_id, _p.is_active).order_by(_p.id)
    return tuple(_plan(row) for row in session.execute(wanted))


def add_card(session: Session, **values: Any) -> int:
    """Stores a card; its id."""
    return int(session.execute(sa.insert(SessionCard).values(values).returning(_c.id)).scalar_one())


def find_card(session: Session, card_id: int) -> CardOut | None:
    """One card with what is left of it."""
    row = session.execute(_CARD.where(_c.id == card_id)).first()
    return _card(row) if row else None


def find_card_by_key(session: Session, key: str) -> tuple[CardOut, str] | None:
    """The card sold under a key, and what was asked under it."""
    row = session.execute(sa.select(_c.id, _c.asked).where(_c.key == key)).first()
    if row is None:
        return None
    card = find_card(session, row.id)
    assert card is not None, "it was found a moment ago"
    return card, row.asked


def list_cards(session: Session, member_id: int) -> tuple[CardOut, ...]:
    """All cards a member ever had, oldest first."""
    return tuple(_card(row) for row in session.execute(_CARD.where(_c.member_id == member_id).order_by(_c.id)))


def add_use(session: Session, **values: Any) -> CardUseOut:
    """Adds a row to a card's ledger."""
    values["reason"] = seal(session, _u.reason, values.get("reason"), values["key"])
    return _use(session, session.execute(sa.insert(CardUse).values(values).returning(*_USE)).one())


def find_use_by_key(session: Session, key: str) -> tuple[CardUseOut, str] | None:
    """The row made under a key, and what was asked under it."""
    row = session.execute(sa.select(*_USE).where(_u.key == key)).first()
    if row is None:
        return None
    asked = session.scalar(sa.select(_u.asked).where(_u.key == key))
    return _use(session, row), str(asked)


def list_uses(session: Session, card_id: int) -> tuple[CardUseOut, ...]:
    """A card's ledger, oldest first."""
    rows = session.execute(sa.select(*_USE).where(_u.card_id == card_id).order_by(_u.id))
    return tuple(_use(session, row) for row in rows)


def given_back(session: Session, use_id: int) -> int:
    """How many uses of a row were given back."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(_u.uses), 0)).where(_u.of_id == use_id)
    return int(session.scalar(statement) or 0)


def refunded(session: Session, card_id: int) -> int:
    """How many uses refunds took away."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(_u.uses), 0)).where(
        _u.card_id == card_id, _u.kind == UseKind.refund
    )
    return -int(session.scalar(statement) or 0)
