"""Bookings that belong together as one visit, and guests for whom a member books."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Adds the visit a booking is a part of, and who gets the treatment where it is not the member."""
    op.add_column("bookings", sa.Column("visit_id", INT))
    op.add_column("bookings", sa.Column("guest_number", sa.SmallInteger, nullable=False, server_default="0"))
    op.add_column("bookings", sa.Column("guest_name", sa.String(40)))
    op.add_column("bookings", sa.Column("guest_phone", sa.String(40)))
    op.create_index("ix_bookings_visit_id", "bookings", ["visit_id"])


def downgrade() -> None:
    """Visits fall into single bookings; guests are forgotten."""
    op.drop_index("ix_bookings_visit_id", "bookings")
    for column in ("guest_phone", "guest_name", "guest_number", "visit_id"):
        op.drop_column("bookings", column)
