"""The till: sales with their lines, tenders, refunds and what colleagues are credited with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.kit.append_only import statements

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = ("sales_credits", "refund_tenders", "refund_lines", "refunds", "sale_tenders", "sale_lines", "sales")

FIXED = {
    "sale_lines": "id sale_id number kind item_id treatment_id category name quantity gross_fen card_fen tier_fen"
    " coupon_fen net_fen booking_id card_id",
    "sale_tenders": "id sale_id kind fen given_fen units reference",
    "refunds": "id code key asked sale_id scope fen spend_fen points_taken_back is_last staff_id made_at",
    "refund_lines": "id refund_id line_id fen is_card",
    "refund_tenders": "id refund_id tender_id fen units",
    "sales_credits": "id line_id refund_id staff_id kind fen at",
}


def _id() -> sa.Column[int]:
    return sa.Column("id", INT, primary_key=True)


def _of(name: str, table: str, *, may_be_empty: bool = False) -> sa.Column[int]:
    return sa.Column(name, INT, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=may_be_empty)


def _one_of(name: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({listed})", name)


def _tender_kinds() -> sa.CheckConstraint:
    return _one_of("kind", "points", "stored_value", "cash", "wechat", "alipay", "bank_card", "transfer")


def upgrade() -> None:
    """Adds the tables; rows of paid sales are only ever added."""
    _sales()
    _lines()
    _refunds()
    _credits()
    for table, columns in FIXED.items():
        for statement in statements(op.get_bind().dialect.name, table, columns.split()):
            op.get_bind().exec_driver_sql(statement)


def _sales() -> None:
    live, waiting = sa.text("status <> 'cancelled'"), sa.text("status = 'awaiting_approval'")
    sums = ("gross_fen", "card_fen", "tier_fen", "coupon_fen", "due_fen")
    op.create_table(
        "sales",
        _id(),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("key", sa.String(100), nullable=False, unique=True),
        _of("store_id", "stores"),
        _of("member_id", "members", may_be_empty=True),
        _of("booking_id", "bookings", may_be_empty=True),
        _of("staff_id", "staff", may_be_empty=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("approval", sa.String(20)),
        sa.Column("seal", sa.String(10)),
        sa.Column("respond_by", MOMENT),
        sa.Column("reason", sa.Text),
        *(sa.Column(name, INT) for name in sums),
        sa.Column("spend_fen", INT, nullable=False, server_default="0"),
        sa.Column("points_earned", INT, nullable=False, server_default="0"),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        sa.CheckConstraint("due_fen IS NULL OR due_fen >= 0", "due"),
        sa.CheckConstraint("(status = 'completed') = (completed_at IS NOT NULL)", "completed"),
        _one_of("status", "open", "awaiting_approval", "approved", "completed", "cancelled"),
        _one_of("approval", "not_needed", "member", "forced"),
        sa.Index("uq_sales_booking_id_live", "booking_id", unique=True, sqlite_where=live, postgresql_where=live),
        sa.Index("ix_sales_respond_by", "respond_by", sqlite_where=waiting, postgresql_where=waiting),
        sa.Index("ix_sales_store_id_opened_at", "store_id", "opened_at"),
        sa.Index("ix_sales_member_id_completed_at", "member_id", "completed_at"),
    )


def _lines() -> None:
    op.create_table(
        "sale_lines",
        _id(),
        _of("sale_id", "sales"),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("item_id", INT, nullable=False),
        sa.Column("treatment_id", INT),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("quantity", INT, nullable=False),
        *(sa.Column(name, INT, nullable=False) for name in ("gross_fen", "card_fen", "tier_fen", "coupon_fen")),
        sa.Column("net_fen", INT, nullable=False),
        _of("booking_id", "bookings", may_be_empty=True),
        sa.Column("card_id", INT),
        sa.UniqueConstraint("sale_id", "number"),
        sa.CheckConstraint("net_fen >= 0 AND net_fen = gross_fen - card_fen - tier_fen - coupon_fen", "net"),
        _one_of("kind", "treatment", "product"),
    )
    op.create_table(
        "sale_tenders",
        _id(),
        _of("sale_id", "sales"),
        sa.Column("kind", sa.String(20), nullable=False),
        *(sa.Column(name, INT, nullable=False) for name in ("fen", "given_fen", "units")),
        sa.Column("reference", sa.String(64)),
        sa.CheckConstraint("fen > 0 AND given_fen >= fen AND units >= 0", "amounts"),
        _tender_kinds(),
        sa.Index("ix_sale_tenders_sale_id", "sale_id"),
    )


def _refunds() -> None:
    op.create_table(
        "refunds",
        _id(),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("key", sa.String(100), nullable=False, unique=True),
        sa.Column("asked", sa.String(64), nullable=False),
        _of("sale_id", "sales"),
        sa.Column("scope", sa.String(20), nullable=False),
        *(sa.Column(name, INT, nullable=False) for name in ("fen", "spend_fen", "points_taken_back")),
        sa.Column("is_last", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        _of("staff_id", "staff", may_be_empty=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("fen >= 0 AND spend_fen >= 0 AND points_taken_back >= 0", "amounts"),
        _one_of("scope", "full", "lines", "amount"),
        sa.Index("ix_refunds_sale_id", "sale_id"),
    )
    op.create_table(
        "refund_lines",
        _id(),
        _of("refund_id", "refunds"),
        _of("line_id", "sale_lines"),
        sa.Column("fen", INT, nullable=False),
        sa.Column("is_card", sa.Boolean, nullable=False),
        sa.UniqueConstraint("refund_id", "line_id"),
        sa.CheckConstraint("fen >= 0", "fen"),
        sa.Index("ix_refund_lines_line_id", "line_id"),
    )
    op.create_table(
        "refund_tenders",
        _id(),
        _of("refund_id", "refunds"),
        _of("tender_id", "sale_tenders"),
        *(sa.Column(name, INT, nullable=False) for name in ("fen", "units")),
        sa.UniqueConstraint("refund_id", "tender_id"),
        sa.CheckConstraint("fen > 0 AND units >= 0", "amounts"),
        sa.Index("ix_refund_tenders_tender_id", "tender_id"),
    )


def _credits() -> None:
    op.create_table(
        "sales_credits",
        _id(),
        _of("line_id", "sale_lines"),
        _of("refund_id", "refunds", may_be_empty=True),
        _of("staff_id", "staff"),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("fen", INT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("(refund_id IS NULL) = (fen > 0)", "sign"),
        _one_of("kind", "sale", "card_use"),
        sa.Index("ix_sales_credits_staff_id_at", "staff_id", "at"),
        sa.Index("ix_sales_credits_line_id", "line_id"),
    )


def downgrade() -> None:
    """Forgets every sale; what the ledgers moved for them stays moved."""
    for table in TABLES:
        op.drop_table(table)
