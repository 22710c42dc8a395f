"""Tables of points: a ledger, its lots, and what each entry did to which lot."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.append_only import append_only
from core.kit.db import Base
from core.kit.sealing import SealedText
from core.points.enums import EntryKind


class PointsEntry(Base):
    """One movement of a member's points, signed; rows are only ever added. A balance is the sum.

    `key` makes it happen once, `asked` is a digest of what was asked under it. `amount` is how much was asked for: more
    than moved where the daily cap (F13) cut it, or where what goes back had ended. `of_id`: the entry that this gives
    or takes back. `counts`: to the daily cap. `because` says which rule made it, for what, and with which multiplier
    (F19); it names nobody.
    """

    __tablename__ = "points_entries"
    __table_args__ = (
        sa.Index("ix_points_entries_member_id", "member_id", "id"),
        sa.Index("ix_points_entries_of_id", "of_id"),
        sa.Index("ix_points_entries_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    asked: Mapped[str] = mapped_column(sa.String(32))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    kind: Mapped[EntryKind] = mapped_column(
        sa.Enum(EntryKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    points: Mapped[int]
    amount: Mapped[int]
    of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("points_entries.id", ondelete="RESTRICT"))
    counts: Mapped[bool]
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    because: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class PointsLot(Base):
    """What an entry credited: it can be spent from `starts_at` on, and no longer from `ends_at` on (None: never ends).

    How much is left of it is the sum of its moves.
    """

    __tablename__ = "points_lots"
    __table_args__ = (
        sa.CheckConstraint("points > 0", "points"),
        sa.Index("ix_points_lots_member_id", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("points_entries.id", ondelete="RESTRICT"), unique=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    points: Mapped[int]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime | None]


class PointsMove(Base):
    """What an entry did to one lot, or with no lot to the member's debt (then below zero: owed). The moves of an entry
    add up to its points."""

    __tablename__ = "points_moves"
    __table_args__ = (
        sa.CheckConstraint("points <> 0", "points"),
        sa.Index("ix_points_moves_member_id_lot_id", "member_id", "lot_id"),
        sa.Index("ix_points_moves_entry_id", "entry_id"),
        sa.Index("ix_points_moves_lot_id", "lot_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("points_entries.id", ondelete="RESTRICT"))
    lot_id: Mapped[int | None] = mapped_column(sa.ForeignKey("points_lots.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    points: Mapped[int]


class PointsReason(Base):
    """Why a colleague moved points by hand, in their own words; apart from the ledger, so that words can be erased."""

    __tablename__ = "points_reasons"

    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("points_entries.id", ondelete="RESTRICT"), primary_key=True)
    words: Mapped[str] = mapped_column(SealedText("entry_id"))


for _ledger in (PointsEntry, PointsLot, PointsMove):
    append_only(_ledger.__table__)  # type: ignore[arg-type]
