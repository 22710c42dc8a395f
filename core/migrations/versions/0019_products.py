"""What the salon sells over the counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.kit.reference import WATCH_PRODUCTS

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Adds the table; a salon sells nothing until its file names products."""
    op.create_table(
        "products",
        sa.Column("id", INT, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("category_id", INT, sa.ForeignKey("categories.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("name", sa.JSON, nullable=False),
        sa.Column("aliases", sa.JSON, nullable=False),
        sa.Column("price_fen", INT, nullable=False),
        sa.Column("position", INT, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.CheckConstraint("price_fen >= 0", "price"),
        sa.Index("ix_products_category_id", "category_id"),
    )
    for statement in WATCH_PRODUCTS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Forgets the products; their table's triggers go with it."""
    op.drop_table("products")
