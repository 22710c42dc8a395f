"""Group chats of colleagues."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Adds which chat is a store's group."""
    op.create_table(
        "staff_groups",
        sa.Column(
            "store_id", INT, sa.ForeignKey("stores.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        sa.Column("conversation_id", INT, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_staff_groups_conversation_id", "staff_groups", ["conversation_id"])


def downgrade() -> None:
    """Forgets the groups; requests still reach everybody in private."""
    op.drop_table("staff_groups")
