"""Tables of the waitlist."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.waitlist.enums import EntryStatus, Outcome

_OPEN = sa.text("outcome = 'open'")


class WaitlistEntry(Base):
    """A member who waits for a time: what, with whom (nobody in particular when empty), on which local dates and hours.

    `ends_at` is when the wished time is over. `lapses` counts the offers let pass since the member last said that they
    wait. `told_at` is when they were told of a status that they did not bring about themselves.
    """

    __tablename__ = "waitlist_entries"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", "dates"),
        sa.CheckConstraint("from_minute >= 0 AND until_minute > from_minute AND until_minute <= 1440", "minutes"),
        sa.Index("ix_waitlist_entries_store_id_status", "store_id", "status"),
        sa.Index("ix_waitlist_entries_member_id_status", "member_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    variation_id: Mapped[int] = mapped_column(sa.ForeignKey("variations.id", ondelete="RESTRICT"))
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    from_minute: Mapped[int]
    until_minute: Mapped[int]
    ends_at: Mapped[dt.datetime]
    status: Mapped[EntryStatus] = mapped_column(
        sa.Enum(EntryStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    lapses: Mapped[int]
    told_at: Mapped[dt.datetime | None]
    joined_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]


class WaitlistOffer(Base):
    """A time held for an entry until `expires_at`; of one entry at most one is open, which the database sees to."""

    __tablename__ = "waitlist_offers"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", "span"),
        sa.Index("ix_waitlist_offers_entry_id", "entry_id"),
        sa.Index("uq_waitlist_offers_open", "entry_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        sa.Index("ix_waitlist_offers_expires_at", "expires_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(sa.ForeignKey("waitlist_entries.id", ondelete="RESTRICT"))
    booking_id: Mapped[int] = mapped_column(sa.ForeignKey("bookings.id", ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(sa.String(64))
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    outcome: Mapped[Outcome] = mapped_column(
        sa.Enum(Outcome, native_enum=False, length=10, create_constraint=True, name="outcome")
    )
    changed_at: Mapped[dt.datetime]


class WaitlistLook(Base):
    """A store whose waitlist is to be looked at from `due_at` on. Rows are only added and taken away, never changed:
    whoever frees time waits for nobody."""

    __tablename__ = "waitlist_looks"
    __table_args__ = (sa.Index("ix_waitlist_looks_due_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="CASCADE"))
    due_at: Mapped[dt.datetime]
