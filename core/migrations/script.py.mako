"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = "${up_revision}"
down_revision = ${"None" if down_revision is None else '"' + down_revision + '"'}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Additive first: what runs now must still run while this has been applied (architecture.md, Data)."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Takes back what `upgrade` did."""
    ${downgrades if downgrades else "pass"}
