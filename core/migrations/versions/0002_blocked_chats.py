"""Chats whose people let nothing of the salon through."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the moment since which a chat is shut."""
    op.add_column("conversations", sa.Column("blocked_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Forgets who shut their chat; sending there will be refused again, and so noted."""
    op.drop_column("conversations", "blocked_at")
