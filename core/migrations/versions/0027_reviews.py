"""Reviews of visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """No visit of before is asked about."""
    op.create_table(
        "reviews",
        sa.Column("id", INT, primary_key=True),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("member_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("store_id", INT, sa.ForeignKey("stores.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("visited_at", WHEN, nullable=False),
        sa.Column("score", sa.SmallInteger),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("words", sa.Text),
        sa.Column("photo", sa.Text),
        sa.Column("scored_at", WHEN),
        sa.Column("given_at", WHEN),
        sa.UniqueConstraint("key", name="uq_reviews_key"),
        sa.CheckConstraint("score BETWEEN 1 AND 5", "score"),
    )
    op.create_index("ix_reviews_member_id_visited_at", "reviews", ["member_id", "visited_at"])
    op.create_index("ix_reviews_store_id_scored_at", "reviews", ["store_id", "scored_at"])
    op.create_table(
        "review_parts",
        sa.Column("id", INT, primary_key=True),
        sa.Column("review_id", INT, sa.ForeignKey("reviews.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("staff_id", INT, sa.ForeignKey("staff.id", ondelete="RESTRICT")),
        sa.Column("treatment_id", INT, sa.ForeignKey("treatments.id", ondelete="RESTRICT"), nullable=False),
        sa.UniqueConstraint("review_id", "staff_id", "treatment_id"),
    )
    op.create_index("ix_review_parts_staff_id", "review_parts", ["staff_id"])
    op.create_index("ix_review_parts_treatment_id", "review_parts", ["treatment_id"])


def downgrade() -> None:
    """Forgets all reviews."""
    op.drop_table("review_parts")
    op.drop_table("reviews")
