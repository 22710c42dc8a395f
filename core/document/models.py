"""Table of files made for people."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText


class Document(Base):
    """A file for one conversation until it expires: in the database, so that it comes and goes with the turn that
    made it,
    and every process that delivers for that conversation can read it.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(sa.String(32), unique=True)
    conversation_id: Mapped[int] = mapped_column(sa.ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(SealedText("ref"))
    mime: Mapped[str] = mapped_column(sa.String(80))
    content: Mapped[str] = mapped_column(SealedText("ref"))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
