"""The ledger of points: entries, their lots, what each entry did to which lot, and colleagues' reasons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.kit.append_only import statements

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
FIXED = {
    "points_entries": "id key asked member_id store_id kind points amount of_id counts staff_id because at",
    "points_lots": "id entry_id member_id store_id points starts_at ends_at",
    "points_moves": "id entry_id lot_id member_id points",
}


def upgrade() -> None:
    """Adds the four tables; the three of the ledger refuse to be changed."""
    _entries()
    _lots()
    _moves()
    op.create_table(
        "points_reasons",
        sa.Column("entry_id", INT, sa.ForeignKey("points_entries.id", ondelete="RESTRICT"), primary_key=True),
        sa.Column("words", sa.Text(), nullable=False),
    )
    for table, columns in FIXED.items():
        for statement in statements(op.get_bind().dialect.name, table, columns.split()):
            op.get_bind().exec_driver_sql(statement)


def _reference(name: str, table: str, *, is_optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, INT, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=is_optional)


def _entries() -> None:
    op.create_table(
        "points_entries",
        sa.Column("id", INT, primary_key=True),
        sa.Column("key", sa.String(120), unique=True, nullable=False),
        sa.Column("asked", sa.String(32), nullable=False),
        _reference("member_id", "members"),
        _reference("store_id", "stores"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("points", INT, nullable=False),
        sa.Column("amount", INT, nullable=False),
        _reference("of_id", "points_entries", is_optional=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        _reference("staff_id", "staff", is_optional=True),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('earn', 'spend', 'give_back', 'take_back', 'expire', 'adjust')", "kind"),
        sa.Index("ix_points_entries_member_id", "member_id", "id"),
        sa.Index("ix_points_entries_of_id", "of_id"),
        sa.Index("ix_points_entries_at", "at"),
    )


def _lots() -> None:
    op.create_table(
        "points_lots",
        sa.Column("id", INT, primary_key=True),
        sa.Column(
            "entry_id", INT, sa.ForeignKey("points_entries.id", ondelete="RESTRICT"), unique=True, nullable=False
        ),
        _reference("member_id", "members"),
        _reference("store_id", "stores"),
        sa.Column("points", INT, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT),
        sa.CheckConstraint("points > 0", "points"),
        sa.Index("ix_points_lots_member_id", "member_id", "id"),
    )


def _moves() -> None:
    op.create_table(
        "points_moves",
        sa.Column("id", INT, primary_key=True),
        _reference("entry_id", "points_entries"),
        _reference("lot_id", "points_lots", is_optional=True),
        _reference("member_id", "members"),
        sa.Column("points", INT, nullable=False),
        sa.CheckConstraint("points <> 0", "points"),
        sa.Index("ix_points_moves_member_id_lot_id", "member_id", "lot_id"),
        sa.Index("ix_points_moves_entry_id", "entry_id"),
        sa.Index("ix_points_moves_lot_id", "lot_id"),
    )


def downgrade() -> None:
    """Forgets all points."""
    for table in ("points_reasons", "points_moves", "points_lots", "points_entries"):
        op.drop_table(table)
