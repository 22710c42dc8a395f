"""Tables of session cards: what is sold, what members have, and an append-only ledger of uses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.card.enums import UseKind
from core.kit.append_only import append_only
from core.kit.db import Base
from core.kit.sealing import SealedText
from core.kit.tender import Tender


class CardPlan(Base):
    """A session card or course pack as a store sells it."""

    __tablename__ = "card_plans"
    __table_args__ = (
        sa.UniqueConstraint("store_id", "code"),
        sa.CheckConstraint("uses > 0 AND price_fen > 0 AND list_price_fen > 0", "amounts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    treatment_ids: Mapped[list[Any]]
    uses: Mapped[int]
    price_fen: Mapped[int]
    list_price_fen: Mapped[int]
    term_days: Mapped[int | None]
    is_course: Mapped[bool]
    is_active: Mapped[bool]


class SessionCard(Base):
    """A card in a member's name, as it was sold and never changed; what is left of it is the sum of its ledger."""

    __tablename__ = "session_cards"
    __table_args__ = (sa.Index("ix_session_cards_member_id", "member_id"), sa.UniqueConstraint("contract_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    asked: Mapped[str] = mapped_column(sa.String(64))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("card_plans.id", ondelete="RESTRICT"))
    contract_id: Mapped[int] = mapped_column(sa.ForeignKey("contracts.id", ondelete="RESTRICT"))
    name: Mapped[dict[str, str]]
    treatment_ids: Mapped[list[Any]]
    uses: Mapped[int]
    paid_fen: Mapped[int]
    list_price_fen: Mapped[int]
    is_course: Mapped[bool]
    tender: Mapped[Tender | None] = mapped_column(
        sa.Enum(Tender, native_enum=False, length=10, create_constraint=True, name="tender")
    )
    reference: Mapped[str | None] = mapped_column(sa.String(80))
    sold_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime | None]


class CardUse(Base):
    """One movement of a card's uses; rows are only ever added, which the database sees to as well."""

    __tablename__ = "card_uses"
    __table_args__ = (
        sa.Index("ix_card_uses_card_id", "card_id"),
        sa.Index("ix_card_uses_of_id", "of_id"),
        sa.CheckConstraint("uses <> 0", "uses"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    asked: Mapped[str] = mapped_column(sa.String(64))
    card_id: Mapped[int] = mapped_column(sa.ForeignKey("session_cards.id", ondelete="RESTRICT"))
    kind: Mapped[UseKind] = mapped_column(
        sa.Enum(UseKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    uses: Mapped[int]
    of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("card_uses.id", ondelete="RESTRICT"))
    paid_fen: Mapped[int | None]
    tender: Mapped[Tender | None] = mapped_column(
        sa.Enum(Tender, native_enum=False, length=10, create_constraint=True, name="tender")
    )
    reference: Mapped[str | None] = mapped_column(sa.String(80))
    actor_kind: Mapped[str] = mapped_column(sa.String(10))
    actor_id: Mapped[int | None]
    because: Mapped[dict[str, Any]]
    reason: Mapped[str | None] = mapped_column(SealedText("key"))
    at: Mapped[dt.datetime]


append_only(SessionCard.__table__)  # type: ignore[arg-type]  # a table, typed as anything one can select
append_only(CardUse.__table__, but=["reason"])  # type: ignore[arg-type]
