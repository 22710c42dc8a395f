"""Written contracts, stored value and session cards; the ledgers are append-only by the database's own hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.kit.append_only import statements

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TENDER = "tender IN ('cash', 'wechat', 'alipay', 'bank_card', 'transfer')"

FIXED = {
    "wallet_entries": "id key asked member_id store_id kind real_fen gift_fen of_id contract_id paid_fen tender"
    " reference gift_ends_at actor_kind actor_id because at",
    "wallet_parts": "id entry_id lot_id real_fen gift_fen",
    "session_cards": "id key asked member_id store_id plan_id contract_id name treatment_ids uses paid_fen"
    " list_price_fen is_course tender reference sold_at ends_at",
    "card_uses": "id key asked card_id kind uses of_id paid_fen tender reference actor_kind actor_id because at",
}


def upgrade() -> None:
    """Adds the six tables and their guards."""
    _contracts()
    _wallet()
    _cards()
    _uses()
    dialect = op.get_bind().dialect.name
    for table, columns in FIXED.items():
        for statement in statements(dialect, table, columns.split()):
            op.get_bind().exec_driver_sql(statement)


def _to(name: str, table: str, *, is_nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, INT, sa.ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=is_nullable)


def _contracts() -> None:
    op.create_table(
        "contracts",
        sa.Column("id", INT, primary_key=True),
        sa.Column("key", sa.String(80), nullable=False),
        _to("member_id", "members"),
        _to("store_id", "stores"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("lapses_at", MOMENT, nullable=False),
        _to("offered_by", "staff", is_nullable=True),
        sa.Column("accepted_at", MOMENT),
        sa.Column("accepted_how", sa.String(10)),
        sa.Column("accepted_channel", sa.String(20)),
        _to("recorded_by", "staff", is_nullable=True),
        sa.Column("paper_reference", sa.String(60)),
        sa.Column("fulfilled_at", MOMENT),
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("kind IN ('top_up', 'card')", "kind"),
        sa.CheckConstraint("status IN ('offered', 'accepted', 'fulfilled', 'declined')", "status"),
        sa.CheckConstraint("accepted_how IN ('chat', 'api', 'paper')", "accepted_how"),
        sa.Index("ix_contracts_member_id_status", "member_id", "status"),
        sa.Index("ix_contracts_store_id_status", "store_id", "status"),
    )


def _wallet() -> None:
    op.create_table(
        "wallet_entries",
        sa.Column("id", INT, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        _to("member_id", "members"),
        _to("store_id", "stores"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("real_fen", INT, nullable=False),
        sa.Column("gift_fen", INT, nullable=False),
        _to("of_id", "wallet_entries", is_nullable=True),
        _to("contract_id", "contracts", is_nullable=True),
        sa.Column("paid_fen", INT),
        sa.Column("tender", sa.String(10)),
        sa.Column("reference", sa.String(80)),
        sa.Column("gift_ends_at", MOMENT),
        sa.Column("actor_kind", sa.String(10), nullable=False),
        sa.Column("actor_id", INT),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("contract_id"),
        sa.CheckConstraint("kind IN ('top_up', 'charge', 'give_back', 'refund', 'end')", "kind"),
        sa.CheckConstraint(TENDER, "tender"),
        sa.Index("ix_wallet_entries_member_id_id", "member_id", "id"),
        sa.Index("ix_wallet_entries_of_id", "of_id"),
    )
    op.create_table(
        "wallet_parts",
        sa.Column("id", INT, primary_key=True),
        _to("entry_id", "wallet_entries"),
        _to("lot_id", "wallet_entries"),
        sa.Column("real_fen", INT, nullable=False),
        sa.Column("gift_fen", INT, nullable=False),
        sa.UniqueConstraint("entry_id", "lot_id"),
        sa.Index("ix_wallet_parts_lot_id", "lot_id"),
    )


def _cards() -> None:
    op.create_table(
        "card_plans",
        sa.Column("id", INT, primary_key=True),
        _to("store_id", "stores"),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("treatment_ids", sa.JSON(), nullable=False),
        sa.Column("uses", INT, nullable=False),
        sa.Column("price_fen", INT, nullable=False),
        sa.Column("list_price_fen", INT, nullable=False),
        sa.Column("term_days", INT),
        sa.Column("is_course", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("store_id", "code"),
        sa.CheckConstraint("uses > 0 AND price_fen > 0 AND list_price_fen > 0", "amounts"),
    )
    op.create_table(
        "session_cards",
        sa.Column("id", INT, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        _to("member_id", "members"),
        _to("store_id", "stores"),
        _to("plan_id", "card_plans"),
        _to("contract_id", "contracts"),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("treatment_ids", sa.JSON(), nullable=False),
        sa.Column("uses", INT, nullable=False),
        sa.Column("paid_fen", INT, nullable=False),
        sa.Column("list_price_fen", INT, nullable=False),
        sa.Column("is_course", sa.Boolean(), nullable=False),
        sa.Column("tender", sa.String(10)),
        sa.Column("reference", sa.String(80)),
        sa.Column("sold_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("contract_id"),
        sa.CheckConstraint(TENDER, "tender"),
        sa.Index("ix_session_cards_member_id", "member_id"),
    )


def _uses() -> None:
    op.create_table(
        "card_uses",
        sa.Column("id", INT, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        _to("card_id", "session_cards"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("uses", INT, nullable=False),
        _to("of_id", "card_uses", is_nullable=True),
        sa.Column("paid_fen", INT),
        sa.Column("tender", sa.String(10)),
        sa.Column("reference", sa.String(80)),
        sa.Column("actor_kind", sa.String(10), nullable=False),
        sa.Column("actor_id", INT),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("kind IN ('sell', 'use', 'give_back', 'refund')", "kind"),
        sa.CheckConstraint(TENDER, "tender"),
        sa.CheckConstraint("uses <> 0", "uses"),
        sa.Index("ix_card_uses_card_id", "card_id"),
        sa.Index("ix_card_uses_of_id", "of_id"),
    )


def downgrade() -> None:
    """Forgets who paid what in advance: to be done only on a database that nobody sold anything with."""
    for table in ("card_uses", "session_cards", "card_plans", "wallet_parts", "wallet_entries", "contracts"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS refuse_change()")
