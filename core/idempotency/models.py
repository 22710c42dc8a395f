"""Table of answers given under an idempotency key."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base


class KeptAnswer(Base):
    """The answer to one request of one token, so that the same request again is answered and not done again.

    Both the client's key and what was asked are kept as hashes, and the answer is sealed with the token itself, which
    is nowhere on this machine: answers hold names and phones. `answer` is empty only inside the transaction that asks.
    """

    __tablename__ = "kept_answers"
    __table_args__ = (sa.UniqueConstraint("token_id", "key_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_id: Mapped[int] = mapped_column(sa.ForeignKey("tokens.id", ondelete="CASCADE"))
    key_hash: Mapped[str] = mapped_column(sa.String(64))
    request_hash: Mapped[str] = mapped_column(sa.String(64))
    status: Mapped[int | None]
    answer: Mapped[str | None] = mapped_column(sa.Text)
    asked_at: Mapped[dt.datetime] = mapped_column(index=True)
