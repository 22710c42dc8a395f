"""Tables of the levels: rows are only ever added."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.member.enums import Tier
from core.tier.enums import ChangeWhy


def _tier(name: str) -> sa.Enum:
    return sa.Enum(Tier, native_enum=False, length=10, create_constraint=True, name=name)


class TierSpend(Base):
    """What counts towards a level: money spent (negative: given back) or points earned (negative: taken back).

    `sale` is the key of the sale a refund belongs to, else the row's own. A refund counts when its sale did
    (`counts_at`), so that a sale given back is as if it had never been.
    """

    __tablename__ = "tier_spends"
    __table_args__ = (
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("(fen = 0) <> (points = 0)", "one_of_them"),
        sa.Index("ix_tier_spends_member_id_counts_at", "member_id", "counts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(sa.String(100))
    sale: Mapped[str] = mapped_column(sa.String(100))
    fen: Mapped[int]
    points: Mapped[int]
    counts_at: Mapped[dt.datetime]
    at: Mapped[dt.datetime]


class TierChange(Base):
    """One decision about a member's level; the last one stands. It is looked at again at `kept_until` (never, when
    empty: there is nothing to lose)."""

    __tablename__ = "tier_changes"
    __table_args__ = (sa.Index("ix_tier_changes_member_id_id", "member_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    before: Mapped[Tier] = mapped_column(_tier("before"))
    after: Mapped[Tier] = mapped_column(_tier("after"))
    why: Mapped[ChangeWhy] = mapped_column(
        sa.Enum(ChangeWhy, native_enum=False, length=10, create_constraint=True, name="why")
    )
    at: Mapped[dt.datetime]
    kept_until: Mapped[dt.datetime | None]
