"""Table of what falls due."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.reminder.enums import DueStatus

_OPEN = sa.text("status = 'scheduled'")


class DueRow(Base):
    """Something to be done about a booking at `due_at`, and no longer from `expires_at` on.

    `starts_at` is the visit's start it was planned for: together with booking and kind it makes planning twice
    harmless, while a visit that moves gets rows of its own.
    """

    __tablename__ = "due_rows"
    __table_args__ = (
        sa.UniqueConstraint("booking_id", "kind", "starts_at"),
        sa.CheckConstraint("expires_at > due_at", "span"),
        sa.Index("ix_due_rows_open", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    booking_id: Mapped[int] = mapped_column(sa.ForeignKey("bookings.id", ondelete="CASCADE"))
    starts_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    status: Mapped[DueStatus] = mapped_column(
        sa.Enum(DueStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    changed_at: Mapped[dt.datetime]
