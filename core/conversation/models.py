"""Tables of conversations and of what came in."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText


class Conversation(Base):
    """One chat with one contact. `state` is the dialog engine's JSON; core stores it without reading it.

    `handed_at` is set while a person is wanted or present: the bot is silent then. `staff_id` is who took it.
    `blocked_at` is set while the person lets nothing of the salon through on this channel.
    """

    __tablename__ = "conversations"
    __table_args__ = (sa.UniqueConstraint("channel", "account", "chat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(sa.String(20))
    account: Mapped[str] = mapped_column(sa.String(40))
    chat_id: Mapped[str] = mapped_column(sa.String(80))
    contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contacts.id", ondelete="RESTRICT"), index=True)
    state: Mapped[str | None] = mapped_column(SealedText("id"))
    active_at: Mapped[dt.datetime]
    handed_at: Mapped[dt.datetime | None]
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    blocked_at: Mapped[dt.datetime | None]


class StaffGroup(Base):
    """The group chat of a store's colleagues: a conversation of its own, linked by whoever runs the store."""

    __tablename__ = "staff_groups"

    store_id: Mapped[int] = mapped_column(
        sa.ForeignKey("stores.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    linked_at: Mapped[dt.datetime]


class InboxItem(Base):
    """Something that came in, kept before it is acknowledged, done exactly once."""

    __tablename__ = "inbox"
    __table_args__ = (
        sa.UniqueConstraint("conversation_id", "key"),
        sa.Index(
            "ix_inbox_undone",
            "conversation_id",
            "id",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(sa.String(120))
    event: Mapped[str] = mapped_column(SealedText("conversation_id", "key"))
    received_at: Mapped[dt.datetime]
    done_at: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    is_set_aside: Mapped[bool] = mapped_column(default=False)
