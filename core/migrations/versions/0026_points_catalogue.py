"""What is to be had for points and was had, daily check-ins, and flags of abnormal earning."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds the four tables."""
    _items()
    _redemptions()
    op.create_table(
        "daily_check_ins",
        sa.Column("id", INT, primary_key=True),
        _reference("member_id", "members"),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("streak", INT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("member_id", "on_day"),
    )
    _flags()


def _reference(name: str, table: str, *, is_optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, INT, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=is_optional)


def _items() -> None:
    op.create_table(
        "points_items",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(40), unique=True, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("points", INT, nullable=False),
        sa.Column("cash_fen", INT, nullable=False),
        sa.Column("stock", INT),
        sa.Column("per_member", INT),
        sa.Column("tier", sa.String(10)),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("perk", sa.String(20)),
        sa.Column("days", INT),
        sa.Column("position", INT, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('goods', 'treatment', 'perk', 'partner')", "kind"),
        sa.CheckConstraint("points > 0 AND cash_fen >= 0", "price"),
        sa.CheckConstraint("stock IS NULL OR stock >= 0", "stock"),
    )


def _redemptions() -> None:
    op.create_table(
        "points_redemptions",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(12), unique=True, nullable=False),
        sa.Column("key", sa.String(100), unique=True, nullable=False),
        _reference("member_id", "members"),
        _reference("item_id", "points_items"),
        _reference("store_id", "stores"),
        sa.Column("points", INT, nullable=False),
        sa.Column("cash_fen", INT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
        _reference("staff_id", "staff", is_optional=True),
        sa.Column("tender", sa.String(20)),
        sa.Column("reference", sa.String(60)),
        sa.Column("until", MOMENT),
        sa.CheckConstraint("status IN ('open', 'done', 'cancelled')", "status"),
        sa.Index("ix_points_redemptions_member_id_status", "member_id", "status"),
        sa.Index("ix_points_redemptions_item_id", "item_id"),
    )


def _flags() -> None:
    is_open = sa.text("status = 'open'")
    op.create_table(
        "points_flags",
        sa.Column("id", INT, primary_key=True),
        _reference("member_id", "members"),
        _reference("store_id", "stores"),
        sa.Column("rule", sa.String(10), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("decide_by", MOMENT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        _reference("staff_id", "staff", is_optional=True),
        sa.Column("decided_at", MOMENT),
        sa.CheckConstraint("rule IN ('cap', 'rush', 'refunds', 'grants')", "rule"),
        sa.CheckConstraint("status IN ('open', 'cleared', 'confirmed')", "status"),
        sa.Index(
            "uq_points_flags_open",
            "member_id",
            "rule",
            unique=True,
            sqlite_where=is_open,
            postgresql_where=is_open,
        ),
        sa.Index("ix_points_flags_status", "status", "decide_by"),
    )


def downgrade() -> None:
    """Forgets what was had for points."""
    for table in ("points_flags", "daily_check_ins", "points_redemptions", "points_items"):
        op.drop_table(table)
