"""The tier of a member, and when a channel vouched for their phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Everybody begins as a plain member with a phone nobody vouched for."""
    # As one statement both engines know: SQLite takes a check only together with its column.
    op.execute(
        "ALTER TABLE members ADD COLUMN tier VARCHAR(10) DEFAULT 'member' NOT NULL "
        "CONSTRAINT ck_members_tier CHECK (tier IN ('member', 'silver', 'gold', 'diamond'))"
    )
    op.add_column("members", sa.Column("phone_verified_at", MOMENT))


def downgrade() -> None:
    """Forgets both."""
    op.drop_column("members", "phone_verified_at")
    op.drop_column("members", "tier")
