"""Who waits for which time, what they are offered, and whose waitlist is to be looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the three tables."""
    _entries()
    _offers()
    op.create_table(
        "waitlist_looks",
        sa.Column("id", INT, primary_key=True),
        sa.Column("store_id", INT, sa.ForeignKey("stores.id", ondelete="CASCADE"), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Index("ix_waitlist_looks_due_at", "due_at"),
    )


def _entries() -> None:
    op.create_table(
        "waitlist_entries",
        sa.Column("id", INT, primary_key=True),
        sa.Column("member_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("store_id", INT, sa.ForeignKey("stores.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("variation_id", INT, sa.ForeignKey("variations.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("staff_id", INT, sa.ForeignKey("staff.id", ondelete="RESTRICT")),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("from_minute", INT, nullable=False),
        sa.Column("until_minute", INT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("lapses", INT, nullable=False),
        sa.Column("told_at", MOMENT),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("last_on >= first_on", "dates"),
        sa.CheckConstraint("from_minute >= 0 AND until_minute > from_minute AND until_minute <= 1440", "minutes"),
        sa.CheckConstraint("status IN ('waiting', 'offered', 'lapsed', 'taken', 'left', 'expired')", "status"),
        sa.Index("ix_waitlist_entries_store_id_status", "store_id", "status"),
        sa.Index("ix_waitlist_entries_member_id_status", "member_id", "status"),
    )


def _offers() -> None:
    is_open = sa.text("outcome = 'open'")
    op.create_table(
        "waitlist_offers",
        sa.Column("id", INT, primary_key=True),
        sa.Column("entry_id", INT, sa.ForeignKey("waitlist_entries.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("booking_id", INT, sa.ForeignKey("bookings.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("ends_at > starts_at", "span"),
        sa.CheckConstraint("outcome IN ('open', 'taken', 'declined', 'lapsed', 'withdrawn')", "outcome"),
        sa.Index("ix_waitlist_offers_entry_id", "entry_id"),
        sa.Index("uq_waitlist_offers_open", "entry_id", unique=True, sqlite_where=is_open, postgresql_where=is_open),
        sa.Index("ix_waitlist_offers_expires_at", "expires_at", sqlite_where=is_open, postgresql_where=is_open),
    )


def downgrade() -> None:
    """Forgets who waits; times held for them lapse by themselves, as all holds do."""
    for table in ("waitlist_looks", "waitlist_offers", "waitlist_entries"):
        op.drop_table(table)
