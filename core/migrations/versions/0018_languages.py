"""Whether a contact's language was chosen or is the one they type in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the moment of the choice; of those so far nobody knows."""
    op.add_column("contacts", sa.Column("language_chosen_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Forgets it."""
    op.drop_column("contacts", "language_chosen_at")
