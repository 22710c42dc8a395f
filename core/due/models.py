"""Table of what falls due."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.due.enums import DueStatus, MissedWhy
from core.kit.db import Base

_OPEN = sa.text("status = 'scheduled'")


class DueRow(Base):
    """Something to be done at `due_at`, and no longer from `expires_at` on; a table of its own, so that one claim
    serves every kind.

    `kind` is "family.detail"; its family says whose id `subject_id` is (a booking's, a colleague's). `occasion_at` is
    the moment it is about (a visit's start, the beginning of a local day). Together with the store they make planning
    twice harmless, while a visit that moves gets rows of its own.
    """

    __tablename__ = "due_rows"
    __table_args__ = (
        sa.UniqueConstraint("subject_id", "kind", "occasion_at", "store_id"),
        sa.CheckConstraint("expires_at > due_at", "span"),
        sa.Index("ix_due_rows_open", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="CASCADE"))
    subject_id: Mapped[int]
    occasion_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    status: Mapped[DueStatus] = mapped_column(
        sa.Enum(DueStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    why: Mapped[MissedWhy | None] = mapped_column(
        sa.Enum(MissedWhy, native_enum=False, length=10, create_constraint=True, name="why")
    )
    changed_at: Mapped[dt.datetime]
