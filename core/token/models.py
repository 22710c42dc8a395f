"""Table of tokens that programs show to the API."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.token.enums import TokenScope


class Token(Base):
    """A program's way to act as a colleague or as a member (R1). Only the token's hash is kept.

    There is no role here: it is the colleague's of this moment, so that whoever leaves or changes takes it along.
    """

    __tablename__ = "tokens"
    __table_args__ = (sa.CheckConstraint("(staff_id IS NULL) <> (member_id IS NULL)", "whose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    scope: Mapped[TokenScope] = mapped_column(
        sa.Enum(TokenScope, native_enum=False, length=10, create_constraint=True, name="scope")
    )
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(sa.ForeignKey("members.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    last_used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
