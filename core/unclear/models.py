"""Table of sentences that were not understood."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText


class UnclearSentence(Base):
    """What a member wrote, phones and codes struck out; `intent` is what they then chose of what was offered, if they
    did."""

    __tablename__ = "unclear_sentences"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    text: Mapped[str] = mapped_column(SealedText("member_id", "said_at"))
    intent: Mapped[str | None] = mapped_column(sa.String(40))
    said_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
