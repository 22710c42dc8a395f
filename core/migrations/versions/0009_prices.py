"""What a booking keeps of its price, and of how reliable the visit is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "list_price_fen": INT,
    "price_name": sa.JSON(),
    "is_late": sa.Boolean(),
    "waived_reason": sa.String(200),
    "confirm_by": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    """Earlier bookings had the list price, and nothing to confirm twice."""
    for name, kind in COLUMNS.items():
        op.add_column("bookings", sa.Column(name, kind))


def downgrade() -> None:
    """Forgets them; the price itself stays."""
    for name in reversed(COLUMNS):
        op.drop_column("bookings", name)
