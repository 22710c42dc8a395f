"""What members tell about themselves: profiles and preferences; the birthday moves there, and may be a lunar one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column of type INTEGER.
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Birthdays kept so far are solar ones."""
    member = sa.ForeignKey("members.id", ondelete="RESTRICT")
    op.create_table(
        "profiles",
        sa.Column("member_id", INT, member, primary_key=True, autoincrement=False),
        sa.Column("sex", sa.String(10)),
        sa.Column("birthday", sa.String(20)),
        sa.Column("zone", sa.String(60)),
        sa.Column("brands", sa.String(200)),
        sa.Column("drink", sa.String(60)),
        sa.Column("temperature", sa.String(60)),
        sa.Column("pressure", sa.String(60)),
        sa.CheckConstraint("sex IN ('female', 'male', 'other')", "sex"),
    )
    op.create_table(
        "preferences",
        sa.Column("id", INT, primary_key=True),
        sa.Column("member_id", INT, sa.ForeignKey("members.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject_id", INT, nullable=False),
        sa.Column("likes", sa.Boolean, nullable=False),
        sa.Column("stated_at", MOMENT, nullable=False),
        sa.UniqueConstraint("member_id", "kind", "subject_id"),
        sa.CheckConstraint("kind IN ('staff', 'treatment')", "kind"),
    )
    op.execute(
        "INSERT INTO profiles (member_id, birthday)"
        " SELECT id, CAST(birthday AS VARCHAR) FROM members WHERE birthday IS NOT NULL"
    )
    op.drop_column("members", "birthday")
    op.add_column("members", sa.Column("needs", sa.String(200)))


def downgrade() -> None:
    """Forgets what members told; solar birthdays with a year go back to where they were."""
    op.drop_column("members", "needs")
    op.add_column("members", sa.Column("birthday", sa.Date))
    # SQLite keeps dates as text, and would cast one to a number.
    value = "p.birthday" if op.get_bind().dialect.name == "sqlite" else "CAST(p.birthday AS DATE)"
    op.execute(
        f"UPDATE members SET birthday = (SELECT {value} FROM profiles p WHERE p.member_id = members.id)"
        " WHERE id IN (SELECT member_id FROM profiles WHERE length(birthday) = 10 AND birthday NOT LIKE 'lunar:%')"
    )
    op.drop_table("preferences")
    op.drop_table("profiles")
