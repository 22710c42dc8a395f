"""The privacy desk: topics a member stopped, wishes to be erased, files given out, photos still to be deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _member() -> sa.Column[int]:
    return sa.Column("member_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False, index=True)


def upgrade() -> None:
    """Nobody has asked for anything yet."""
    op.create_table(
        "opt_outs",
        sa.Column("id", INT, primary_key=True),
        _member(),
        sa.Column("topic", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("opted_out_at", MOMENT, nullable=False),
        sa.Column("resumed_at", MOMENT),
        sa.CheckConstraint("topic IN ('greetings', 'offers', 'care')", "topic"),
    )
    waiting = sa.text("status = 'waiting'")
    op.create_table(
        "erasures",
        sa.Column("id", INT, primary_key=True),
        _member(),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'withdrawn', 'done')", "status"),
        sa.Index("uq_erasures_waiting", "member_id", unique=True, sqlite_where=waiting, postgresql_where=waiting),
    )
    op.create_table(
        "data_exports",
        sa.Column("id", INT, primary_key=True),
        _member(),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_table("doomed_photos", sa.Column("name", sa.String(40), primary_key=True))


def downgrade() -> None:
    """Forgets all of it: wishes to be erased that wait are not carried out."""
    for table in ("doomed_photos", "data_exports", "erasures", "opt_outs"):
        op.drop_table(table)
