"""Reminders that fall due, and members' word that they will come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the table of what falls due, and the moment a member said they will come."""
    op.add_column("bookings", sa.Column("attendance_confirmed_at", MOMENT))
    still_open = sa.text("status = 'scheduled'")
    op.create_table(
        "due_rows",
        sa.Column("id", INT, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("booking_id", INT, sa.ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("booking_id", "kind", "starts_at"),
        sa.CheckConstraint("expires_at > due_at", "span"),
        sa.CheckConstraint("status IN ('scheduled', 'done', 'missed', 'dropped')", "status"),
        sa.Index("ix_due_rows_open", "due_at", "id", sqlite_where=still_open, postgresql_where=still_open),
    )


def downgrade() -> None:
    """Forgets both; visits stay, nobody is reminded of them."""
    op.drop_table("due_rows")
    op.drop_column("bookings", "attendance_confirmed_at")
