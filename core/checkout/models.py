"""Tables of the till. A sale is put together in its draft; once it is completed its rows are only ever added to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.checkout.enums import Approval, CreditKind, LineKind, RefundScope, SaleStatus, TenderKind
from core.kit.append_only import append_only
from core.kit.db import Base
from core.kit.sealing import SealedText

_LIVE = sa.text("status <> 'cancelled'")
_WAITING = sa.text("status = 'awaiting_approval'")


def _enum(kind: Any, name: str) -> sa.Enum:
    return sa.Enum(kind, native_enum=False, length=20, create_constraint=True, name=name)


class Sale(Base):
    """One bill (收银单). `draft` is what staff chose; `booking_id` the first booking of the visit it is for.

    `seal` is of the bill that the member was asked about, or approved. The sums are empty until it is completed:
    gross − card − tier − coupon = due, and what was paid is due. `spend_fen` is what counted as spent (F1, G1): not
    points, not gift money. `points_earned` is what it earned at once, refunds apart. `reason` is why it was forced,
    declined or put away. `key` makes opening twice harmless.
    """

    __tablename__ = "sales"
    __table_args__ = (
        sa.CheckConstraint("due_fen IS NULL OR due_fen >= 0", "due"),
        sa.CheckConstraint("(status = 'completed') = (completed_at IS NOT NULL)", "completed"),
        sa.Index("uq_sales_booking_id_live", "booking_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        sa.Index("ix_sales_respond_by", "respond_by", sqlite_where=_WAITING, postgresql_where=_WAITING),
        sa.Index("ix_sales_store_id_opened_at", "store_id", "opened_at"),
        sa.Index("ix_sales_member_id_completed_at", "member_id", "completed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    key: Mapped[str] = mapped_column(sa.String(100), unique=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    booking_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bookings.id", ondelete="RESTRICT"))
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    status: Mapped[SaleStatus] = mapped_column(_enum(SaleStatus, "status"))
    draft: Mapped[dict[str, Any]]
    approval: Mapped[Approval | None] = mapped_column(_enum(Approval, "approval"))
    seal: Mapped[str | None] = mapped_column(sa.String(10))
    respond_by: Mapped[dt.datetime | None]
    reason: Mapped[str | None] = mapped_column(SealedText("key"))
    gross_fen: Mapped[int | None]
    card_fen: Mapped[int | None]
    tier_fen: Mapped[int | None]
    coupon_fen: Mapped[int | None]
    due_fen: Mapped[int | None]
    spend_fen: Mapped[int] = mapped_column(default=0, server_default="0")
    points_earned: Mapped[int] = mapped_column(default=0, server_default="0")
    opened_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    completed_at: Mapped[dt.datetime | None]


class SaleLine(Base):
    """A line of a completed sale: gross − card − tier − coupon = net. `number` is its id within the bill."""

    __tablename__ = "sale_lines"
    __table_args__ = (
        sa.UniqueConstraint("sale_id", "number"),
        sa.CheckConstraint("net_fen >= 0 AND net_fen = gross_fen - card_fen - tier_fen - coupon_fen", "net"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[int] = mapped_column(sa.ForeignKey("sales.id", ondelete="RESTRICT"))
    number: Mapped[str] = mapped_column(sa.String(8))
    kind: Mapped[LineKind] = mapped_column(_enum(LineKind, "kind"))
    item_id: Mapped[int]
    treatment_id: Mapped[int | None]
    category: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    quantity: Mapped[int]
    gross_fen: Mapped[int]
    card_fen: Mapped[int]
    tier_fen: Mapped[int]
    coupon_fen: Mapped[int]
    net_fen: Mapped[int]
    booking_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bookings.id", ondelete="RESTRICT"))
    card_id: Mapped[int | None]


class SaleTender(Base):
    """What a completed sale was paid with; `given_fen` − `fen` is the change, `units` are points."""

    __tablename__ = "sale_tenders"
    __table_args__ = (
        sa.CheckConstraint("fen > 0 AND given_fen >= fen AND units >= 0", "amounts"),
        sa.Index("ix_sale_tenders_sale_id", "sale_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sale_id: Mapped[int] = mapped_column(sa.ForeignKey("sales.id", ondelete="RESTRICT"))
    kind: Mapped[TenderKind] = mapped_column(_enum(TenderKind, "kind"))
    fen: Mapped[int]
    given_fen: Mapped[int]
    units: Mapped[int]
    reference: Mapped[str | None] = mapped_column(sa.String(64))


class Refund(Base):
    """Something that came back of a sale, under a key. `spend_fen` is how much of what had counted as spent."""

    __tablename__ = "refunds"
    __table_args__ = (
        sa.CheckConstraint("fen >= 0 AND spend_fen >= 0 AND points_taken_back >= 0", "amounts"),
        sa.Index("ix_refunds_sale_id", "sale_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    key: Mapped[str] = mapped_column(sa.String(100), unique=True)
    asked: Mapped[str] = mapped_column(sa.String(64))
    sale_id: Mapped[int] = mapped_column(sa.ForeignKey("sales.id", ondelete="RESTRICT"))
    scope: Mapped[RefundScope] = mapped_column(_enum(RefundScope, "scope"))
    fen: Mapped[int]
    spend_fen: Mapped[int]
    points_taken_back: Mapped[int]
    is_last: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(SealedText("key"))
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    made_at: Mapped[dt.datetime]


class RefundLine(Base):
    """What of a line came back; `is_card`: the use of its card did."""

    __tablename__ = "refund_lines"
    __table_args__ = (sa.UniqueConstraint("refund_id", "line_id"), sa.CheckConstraint("fen >= 0", "fen"))

    id: Mapped[int] = mapped_column(primary_key=True)
    refund_id: Mapped[int] = mapped_column(sa.ForeignKey("refunds.id", ondelete="RESTRICT"))
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("sale_lines.id", ondelete="RESTRICT"), index=True)
    fen: Mapped[int]
    is_card: Mapped[bool]


class RefundTender(Base):
    """What of a tender came back; `units` are points."""

    __tablename__ = "refund_tenders"
    __table_args__ = (
        sa.UniqueConstraint("refund_id", "tender_id"),
        sa.CheckConstraint("fen > 0 AND units >= 0", "amounts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    refund_id: Mapped[int] = mapped_column(sa.ForeignKey("refunds.id", ondelete="RESTRICT"))
    tender_id: Mapped[int] = mapped_column(sa.ForeignKey("sale_tenders.id", ondelete="RESTRICT"), index=True)
    fen: Mapped[int]
    units: Mapped[int]


class SalesCredit(Base):
    """A colleague's part of a line (业绩), for their commission; negative where it was refunded."""

    __tablename__ = "sales_credits"
    __table_args__ = (
        sa.CheckConstraint("(refund_id IS NULL) = (fen > 0)", "sign"),
        sa.Index("ix_sales_credits_staff_id_at", "staff_id", "at"),
        sa.Index("ix_sales_credits_line_id", "line_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(sa.ForeignKey("sale_lines.id", ondelete="RESTRICT"))
    refund_id: Mapped[int | None] = mapped_column(sa.ForeignKey("refunds.id", ondelete="RESTRICT"))
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    kind: Mapped[CreditKind] = mapped_column(_enum(CreditKind, "kind"))
    fen: Mapped[int]
    at: Mapped[dt.datetime]


for _table in (SaleLine, SaleTender, RefundLine, RefundTender, SalesCredit):
    append_only(_table.__table__)  # type: ignore[arg-type]
append_only(Refund.__table__, but={"reason"})  # type: ignore[arg-type]
