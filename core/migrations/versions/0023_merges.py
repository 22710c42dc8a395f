"""Members who turn out to be one, and what that changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.kit.append_only import OWNER, dropped, statements

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDS = sa.text("undone_at IS NULL")

OWNED = {
    "wallet_entries": "id key asked member_id store_id kind real_fen gift_fen of_id contract_id paid_fen tender"
    " reference gift_ends_at actor_kind actor_id because at",
    "session_cards": "id key asked member_id store_id plan_id contract_id name treatment_ids uses paid_fen"
    " list_price_fen is_course tender reference sold_at ends_at",
    "points_entries": "id key asked member_id store_id kind points amount of_id counts staff_id because at",
    "points_lots": "id entry_id member_id store_id points starts_at ends_at",
    "points_moves": "id entry_id lot_id member_id points",
}
"""Append-only tables of before there were merges: now an owner may change between two who are one person."""


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
    _guard(with_owner=True)


def downgrade() -> None:
    """Forgets who was joined; everything stays with who was kept."""
    _guard(with_owner=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_other_owner")
    op.drop_index("ix_members_merged_into_id", "members")
    op.drop_column("members", "merged_into_id")
    op.drop_table("merge_moves")
    op.drop_table("merges")


def _guard(*, with_owner: bool) -> None:
    """Fixes the ledgers anew; without merges there is nothing by which an owner could change."""
    bind = op.get_bind()
    for table, columns in OWNED.items():
        fixed = set(columns.split()) if with_owner else set(columns.split()) - {OWNER}
        for statement in (*dropped(bind.dialect.name, table), *statements(bind.dialect.name, table, fixed)):
            bind.exec_driver_sql(statement)
