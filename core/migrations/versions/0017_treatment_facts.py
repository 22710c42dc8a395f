"""What a treatment does, how to prepare for it, and what it helps with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Treatments that are there say nothing of it yet."""
    op.add_column("treatments", sa.Column("facts", sa.JSON))
    op.add_column("treatments", sa.Column("helps", sa.JSON))


def downgrade() -> None:
    """Forgets both; importing the salon's file again brings them back."""
    op.drop_column("treatments", "helps")
    op.drop_column("treatments", "facts")
