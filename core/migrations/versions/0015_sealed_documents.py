"""Files made for people, sealed as all that is personal."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the table anew, empty: files last a week at most, and whoever needs one asks for it again."""
    _anew(sa.Text(), sa.Text())


def downgrade() -> None:
    """As before, empty as well."""
    _anew(sa.String(120), sa.LargeBinary())


def _anew(name: sa.types.TypeEngine[str], content: sa.types.TypeEngine[Any]) -> None:
    op.drop_table("documents")
    op.create_table(
        "documents",
        sa.Column("id", INT, primary_key=True),
        sa.Column("ref", sa.String(32), nullable=False, unique=True),
        sa.Column("conversation_id", INT, sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", name, nullable=False),
        sa.Column("mime", sa.String(80), nullable=False),
        sa.Column("content", content, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_index("ix_documents_conversation_id", "documents", ["conversation_id"])
    op.create_index("ix_documents_expires_at", "documents", ["expires_at"])
