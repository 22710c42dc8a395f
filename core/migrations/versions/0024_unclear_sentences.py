"""Sentences that were not understood, of members who agree to have them kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BEFORE = ("terms", "health_notes", "marketing")


def upgrade() -> None:
    """Nobody has agreed yet, so nothing is kept."""
    op.create_table(
        "unclear_sentences",
        sa.Column("id", INT, primary_key=True),
        sa.Column("member_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("intent", sa.String(40)),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_unclear_sentences_member_id", "unclear_sentences", ["member_id"])
    op.create_index("ix_unclear_sentences_expires_at", "unclear_sentences", ["expires_at"])
    _allow((*_BEFORE, "learning"))


def downgrade() -> None:
    """Forgets the sentences and who agreed."""
    op.drop_table("unclear_sentences")
    op.execute("DELETE FROM consents WHERE kind = 'learning'")
    _allow(_BEFORE)


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("consents") as batch:
        batch.drop_constraint("kind", type_="check")
        batch.create_check_constraint("kind", f"kind IN ({listed})")
