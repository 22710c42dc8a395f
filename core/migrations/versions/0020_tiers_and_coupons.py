"""What counts towards levels and what was decided; coupons, packs, their uses, and codes that are looked up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
_TIERS = "('member', 'silver', 'gold', 'diamond')"


def _to(table: str, *, nullable: bool = False) -> sa.Column[int]:
    name = {"members": "member_id", "stores": "store_id", "staff": "staff_id"}.get(table, f"{table[:-1]}_id")
    name = name.removeprefix("coupon_") if table == "coupon_templates" else name
    return sa.Column(name, INT, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=nullable)


def upgrade() -> None:
    """Adds the tables."""
    _tiers()
    _kinds()
    _coupons()
    _uses()
    _codes()


def _tiers() -> None:
    op.create_table(
        "tier_spends",
        sa.Column("id", INT, primary_key=True),
        _to("members"),
        _to("stores"),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("sale", sa.String(100), nullable=False),
        sa.Column("fen", INT, nullable=False),
        sa.Column("points", INT, nullable=False),
        sa.Column("counts_at", MOMENT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("(fen = 0) <> (points = 0)", "one_of_them"),
        sa.Index("ix_tier_spends_member_id_counts_at", "member_id", "counts_at"),
    )
    op.create_table(
        "tier_changes",
        sa.Column("id", INT, primary_key=True),
        _to("members"),
        sa.Column("before", sa.String(10), nullable=False),
        sa.Column("after", sa.String(10), nullable=False),
        sa.Column("why", sa.String(10), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kept_until", MOMENT),
        sa.CheckConstraint(f'"before" IN {_TIERS}', "before"),
        sa.CheckConstraint(f'"after" IN {_TIERS}', "after"),
        sa.CheckConstraint("why IN ('spend', 'refund', 'hand', 'review', 'grace', 'lowered')", "why"),
        sa.Index("ix_tier_changes_member_id_id", "member_id", "id"),
    )


def _kinds() -> None:
    op.create_table(
        "coupon_templates",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("about", sa.JSON),
        sa.Column("terms", sa.JSON, nullable=False),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("valid_days", INT),
        sa.Column("total", INT),
        sa.Column("per_member", INT),
        sa.Column("worth_fen", INT),
        sa.Column("issued", INT, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("position", INT, nullable=False),
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("issued >= 0 AND (total IS NULL OR issued <= total)", "issued"),
    )
    op.create_table(
        "coupon_packs",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("position", INT, nullable=False),
        sa.UniqueConstraint("code"),
    )


def _coupons() -> None:
    sources = "'hand', 'tier', 'points', 'newcomer', 'birthday', 'promotion', 'campaign'"
    op.create_table(
        "coupons",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        _to("coupon_templates"),
        _to("members"),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("terms", sa.JSON, nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("because", sa.JSON, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("uses", INT, nullable=False),
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("key"),
        sa.CheckConstraint(f"source IN ({sources})", "source"),
        sa.CheckConstraint("uses IN (0, 1)", "uses"),
        sa.CheckConstraint("ends_at > starts_at", "span"),
        sa.Index("ix_coupons_member_id_ends_at", "member_id", "ends_at"),
        sa.Index("ix_coupons_template_id_member_id", "template_id", "member_id"),
    )


def _uses() -> None:
    op.create_table(
        "coupon_uses",
        sa.Column("id", INT, primary_key=True),
        _to("coupons"),
        _to("members"),
        _to("stores", nullable=True),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("of_key", sa.String(120)),
        sa.Column("change", INT, nullable=False),
        sa.Column("cuts", sa.JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("key", "coupon_id"),
        sa.CheckConstraint("change IN (1, -1)", "change"),
        sa.Index("ix_coupon_uses_coupon_id", "coupon_id"),
        sa.Index("ix_coupon_uses_of_key", "of_key"),
    )
    op.create_table(
        "coupon_requests",
        sa.Column("id", INT, primary_key=True),
        _to("coupons"),
        _to("members"),
        _to("stores"),
        _to("staff"),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("status IN ('open', 'approved', 'declined', 'lapsed')", "status"),
        sa.Index("ix_coupon_requests_coupon_id", "coupon_id"),
    )


def _codes() -> None:
    op.create_table(
        "coupon_promotions",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(12), nullable=False),
        _to("coupon_templates"),
        sa.Column("total", INT, nullable=False),
        sa.Column("taken", INT, nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("taken >= 0 AND taken <= total", "taken"),
        sa.CheckConstraint("ends_at > starts_at", "span"),
    )
    op.create_table(
        "coupon_tries",
        sa.Column("who", sa.String(40), primary_key=True),
        sa.Column("looks", INT, nullable=False),
        sa.Column("looks_since", MOMENT, nullable=False),
        sa.Column("wrong", INT, nullable=False),
        sa.Column("wrong_since", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT),
    )


def downgrade() -> None:
    """Forgets all of it; members keep the level they have."""
    for table in (
        *("coupon_tries", "coupon_promotions", "coupon_requests", "coupon_uses", "coupons", "coupon_packs"),
        *("coupon_templates", "tier_changes", "tier_spends"),
    ):
        op.drop_table(table)
