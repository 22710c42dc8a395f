"""Whose invitation a contact came with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the friend's code and the moment it was used."""
    op.add_column("contacts", sa.Column("invite_code", sa.String(20)))
    op.add_column("contacts", sa.Column("invited_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Forgets both."""
    op.drop_column("contacts", "invited_at")
    op.drop_column("contacts", "invite_code")
