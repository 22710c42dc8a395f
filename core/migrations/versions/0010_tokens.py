"""Tokens of programs, and the answers given to them under idempotency keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds both tables."""
    op.create_table(
        "tokens",
        sa.Column("id", INT, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("staff_id", INT, sa.ForeignKey("staff.id", ondelete="CASCADE")),
        sa.Column("member_id", INT, sa.ForeignKey("members.id", ondelete="CASCADE")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.UniqueConstraint("token_hash"),
        sa.CheckConstraint("(staff_id IS NULL) <> (member_id IS NULL)", "whose"),
        sa.CheckConstraint("scope IN ('read', 'full')", "scope"),
        sa.Index("ix_tokens_staff_id", "staff_id"),
        sa.Index("ix_tokens_member_id", "member_id"),
    )
    op.create_table(
        "kept_answers",
        sa.Column("id", INT, primary_key=True),
        sa.Column("token_id", INT, sa.ForeignKey("tokens.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("request_hash", sa.String(64), nullable=False),
        sa.Column("status", INT),
        sa.Column("answer", sa.Text),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.UniqueConstraint("token_id", "key_hash"),
        sa.Index("ix_kept_answers_asked_at", "asked_at"),
    )


def downgrade() -> None:
    """Forgets both; programs need new tokens then."""
    op.drop_table("kept_answers")
    op.drop_table("tokens")
