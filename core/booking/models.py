"""Table of bookings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.booking.enums import BookingStatus
from core.kit.db import Base
from core.kit.sealing import SealedText


class Booking(Base):
    """One visit a member asked for. What it takes stands in `occupancies` under its id.

    `starts_at`/`ends_at` are what the member reads: cleaning up afterwards is not in them. `key` makes asking twice
    harmless.
    `price_fen` is the price at the time of asking, beside the list price and the name of the rule that changed it (C3).
    `earlier_starts_at` is where a proposed or moved booking stood
    before.
    `attendance_confirmed_at` is when the member last said of the time as it stands that they will come (C8).
    `confirm_by` is until when they have to, where they failed to come before. `is_late`: they called it off later than
    the policy allows. `waived_reason`: why staff do not hold a late cancel or a no-show against them.
    `respond_by` is when a hold, a request or a proposal lapses. `requested_at` is empty while it only was a hold:
    such a
    row is nobody's business but the member's who is still choosing.
    `visit_id` is the first booking of the visit this one is a part of; a visit of one treatment has none.
    `guest_number` counts those who come with or instead of the member, who is 0.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", "span"),
        sa.Index("ix_bookings_store_id_starts_at", "store_id", "starts_at"),
        sa.Index("ix_bookings_member_id_starts_at", "member_id", "starts_at"),
        sa.Index("ix_bookings_status_respond_by", "status", "respond_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    variation_id: Mapped[int] = mapped_column(sa.ForeignKey("variations.id", ondelete="RESTRICT"))
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    bed_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resources.id", ondelete="RESTRICT"))
    device_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resources.id", ondelete="RESTRICT"))
    is_any_staff: Mapped[bool]
    status: Mapped[BookingStatus] = mapped_column(
        sa.Enum(BookingStatus, native_enum=False, length=20, create_constraint=True, name="status")
    )
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    earlier_starts_at: Mapped[dt.datetime | None]
    respond_by: Mapped[dt.datetime | None]
    price_fen: Mapped[int]
    list_price_fen: Mapped[int | None]
    price_name: Mapped[dict[str, Any] | None]
    policy: Mapped[dict[str, Any]]
    reason: Mapped[str | None] = mapped_column(SealedText("key"))
    note: Mapped[str | None] = mapped_column(SealedText("key"))
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bookings.id", ondelete="RESTRICT"))
    requested_at: Mapped[dt.datetime | None]
    attendance_confirmed_at: Mapped[dt.datetime | None]
    confirm_by: Mapped[dt.datetime | None]
    is_late: Mapped[bool | None]
    waived_reason: Mapped[str | None] = mapped_column(SealedText("key"))
    # No foreign key: SQLite could only add it by making the table anew, and bookings are never deleted.
    visit_id: Mapped[int | None] = mapped_column(index=True)
    guest_number: Mapped[int] = mapped_column(sa.SmallInteger, default=0, server_default="0")
    guest_name: Mapped[str | None] = mapped_column(SealedText("key"))
    guest_phone: Mapped[str | None] = mapped_column(SealedText("key"))
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
