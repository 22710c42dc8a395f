"""Table of what goes out."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText
from core.outbox.enums import OutboxStatus, Purpose


class OutboxItem(Base):
    """One message to one conversation, written in the transaction of its cause.

    Only the conversation's own turn writes here, under the lock of its row: ids of a conversation grow in commit
    order, which
    is what a web page that resumes "after id N" relies on.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index("ix_outbox_conversation_id_id", "conversation_id", "id"),
        sa.Index(
            "ix_outbox_open",
            "status",
            "id",
            sqlite_where=sa.text("status IN ('queued', 'sending')"),
            postgresql_where=sa.text("status IN ('queued', 'sending')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"))
    payload: Mapped[str] = mapped_column(SealedText("conversation_id", "created_at"))
    purpose: Mapped[Purpose] = mapped_column(
        sa.Enum(Purpose, native_enum=False, length=10, create_constraint=True, name="purpose")
    )
    status: Mapped[OutboxStatus] = mapped_column(
        sa.Enum(OutboxStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    created_at: Mapped[dt.datetime]
    not_before: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[dt.datetime | None]
    provider_id: Mapped[str | None] = mapped_column(sa.String(80))


class Lease(Base):
    """Who may act alone under a name (one sender per channel account), and until when without renewing."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(40))
    until: Mapped[dt.datetime]
