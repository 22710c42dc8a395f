"""What falls due is no longer about bookings alone: the morning agenda and others share the table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
_OPEN = sa.text("status = 'scheduled'")
_REST = "kind, due_at, expires_at, status, changed_at"


def upgrade() -> None:
    """Makes the table anew with what is in it."""
    op.execute(
        f"CREATE TEMPORARY TABLE kept AS SELECT b.store_id, d.booking_id AS subject_id, d.starts_at AS occasion_at,"
        f" {_of('d')} FROM due_rows d JOIN bookings b ON b.id = d.booking_id"
    )
    op.drop_table("due_rows")
    op.create_table(
        "due_rows",
        sa.Column("id", INT, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("store_id", INT, sa.ForeignKey("stores.id", ondelete="CASCADE"), nullable=False),
        sa.Column("subject_id", INT, nullable=False),
        sa.Column("occasion_at", MOMENT, nullable=False),
        *_common(),
        sa.Column("why", sa.String(10)),
        sa.UniqueConstraint("subject_id", "kind", "occasion_at", "store_id"),
        sa.CheckConstraint("why IN ('late', 'no_chat')", "why"),
    )
    columns = f"store_id, subject_id, occasion_at, {_REST}"
    op.execute(f"INSERT INTO due_rows ({columns}) SELECT {columns} FROM kept")
    op.execute("DROP TABLE kept")


def downgrade() -> None:
    """Keeps what is about bookings."""
    op.execute(
        f"CREATE TEMPORARY TABLE kept AS SELECT subject_id AS booking_id, occasion_at AS starts_at, {_REST}"
        " FROM due_rows WHERE kind LIKE 'reminder.%'"
    )
    op.drop_table("due_rows")
    op.create_table(
        "due_rows",
        sa.Column("id", INT, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("booking_id", INT, sa.ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        *_common(),
        sa.UniqueConstraint("booking_id", "kind", "starts_at"),
    )
    columns = f"booking_id, starts_at, {_REST}"
    op.execute(f"INSERT INTO due_rows ({columns}) SELECT {columns} FROM kept")
    op.execute("DROP TABLE kept")


def _of(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in _REST.split(", "))


def _common() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("expires_at > due_at", "span"),
        sa.CheckConstraint("status IN ('scheduled', 'done', 'missed', 'dropped')", "status"),
        sa.Index("ix_due_rows_open", "due_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )
