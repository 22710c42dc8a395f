"""Members who turn out to be one, and what that changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDS = sa.text("undone_at IS NULL")


def upgrade() -> None:
    """Adds who was joined with whom, and every value that was changed by it."""
    op.create_table(
        "merges",
        sa.Column("id", INT, primary_key=True),
        sa.Column("kept_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("merged_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_merges_two")),
    )
    op.create_index("ix_merges_kept_id", "merges", ["kept_id"])
    op.create_index("ix_merges_merged_id", "merges", ["merged_id"])
    op.create_index(
        "uq_merges_merged", "merges", ["merged_id"], unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
    )
    op.create_table(
        "merge_moves",
        sa.Column("id", INT, primary_key=True),
        sa.Column("merge_id", INT, sa.ForeignKey("merges.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("column_name", sa.String(63), nullable=False),
        sa.Column("row_key", sa.String(120), nullable=False),
        sa.Column("before", sa.String(20)),
        sa.UniqueConstraint("merge_id", "table_name", "column_name", "row_key"),
    )
    op.add_column("members", sa.Column("merged_into_id", INT))
    op.create_index("ix_members_merged_into_id", "members", ["merged_into_id"])


def downgrade() -> None:
    """Forgets who was joined; everything stays with who was kept."""
    op.drop_index("ix_members_merged_into_id", "members")
    op.drop_column("members", "merged_into_id")
    op.drop_table("merge_moves")
    op.drop_table("merges")
