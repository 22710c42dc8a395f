"""Tables of points: a ledger, its lots and moves; what is had for them; check-ins and flags."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.append_only import append_only
from core.kit.db import Base
from core.kit.sealing import SealedText
from core.points.enums import EntryKind, FlagRule, FlagStatus, ItemKind, RedemptionStatus

_OPEN = sa.text("status = 'open'")


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


class PointsItem(Base):
    """Something to be had for points (F16), perhaps with money besides (F11).

    `stock` None: as many as wanted. `per_member`: how many each may have, None: no limit. `tier`: the lowest that may
    have it. `is_automatic`: handed over at once, without staff (F12). `perk` names what a virtual one does ("priority":
    the calendar opens earlier) for `days`.
    """

    __tablename__ = "points_items"
    __table_args__ = (
        sa.CheckConstraint("points > 0 AND cash_fen >= 0", "price"),
        sa.CheckConstraint("stock IS NULL OR stock >= 0", "stock"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    kind: Mapped[ItemKind] = mapped_column(
        sa.Enum(ItemKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    name: Mapped[dict[str, str]]
    about: Mapped[dict[str, str]]
    points: Mapped[int]
    cash_fen: Mapped[int]
    stock: Mapped[int | None]
    per_member: Mapped[int | None]
    tier: Mapped[str | None] = mapped_column(sa.String(10))
    is_automatic: Mapped[bool]
    perk: Mapped[str | None] = mapped_column(sa.String(20))
    days: Mapped[int | None]
    position: Mapped[int]
    is_active: Mapped[bool]


class PointsRedemption(Base):
    """What a member had for points: on record for the books (F12), to be handed over by its `code`.

    `key` is that of the entry which spent the points. `tender` and `reference` say how the money besides was paid.
    `until`: the end of a virtual perk.
    """

    __tablename__ = "points_redemptions"
    __table_args__ = (
        sa.Index("ix_points_redemptions_member_id_status", "member_id", "status"),
        sa.Index("ix_points_redemptions_item_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    key: Mapped[str] = mapped_column(sa.String(100), unique=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("points_items.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    points: Mapped[int]
    cash_fen: Mapped[int]
    status: Mapped[RedemptionStatus] = mapped_column(
        sa.Enum(RedemptionStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    made_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    tender: Mapped[str | None] = mapped_column(sa.String(20))
    reference: Mapped[str | None] = mapped_column(sa.String(60))
    until: Mapped[dt.datetime | None]


class DailyCheckIn(Base):
    """A day on which a member checked in (F4), by the store's calendar; `streak`: the how manieth in a row."""

    __tablename__ = "daily_check_ins"
    __table_args__ = (sa.UniqueConstraint("member_id", "on_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    on_day: Mapped[dt.date]
    streak: Mapped[int]
    at: Mapped[dt.datetime]


class PointsFlag(Base):
    """Abnormal earning, with its evidence, for staff to decide until `decide_by` (F15); of one kind at most one open
    one a member."""

    __tablename__ = "points_flags"
    __table_args__ = (
        sa.Index("uq_points_flags_open", "member_id", "rule", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        sa.Index("ix_points_flags_status", "status", "decide_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    rule: Mapped[FlagRule] = mapped_column(
        sa.Enum(FlagRule, native_enum=False, length=10, create_constraint=True, name="rule")
    )
    evidence: Mapped[dict[str, Any]]
    raised_at: Mapped[dt.datetime]
    decide_by: Mapped[dt.datetime]
    status: Mapped[FlagStatus] = mapped_column(
        sa.Enum(FlagStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    decided_at: Mapped[dt.datetime | None]


for _ledger in (PointsEntry, PointsLot, PointsMove):
    append_only(_ledger.__table__)  # type: ignore[arg-type]
