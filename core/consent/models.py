"""Table of what people agreed to."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.consent.enums import ConsentKind, Topic
from core.kit.db import Base


class Consent(Base):
    """One agreement, with the version of the text agreed to; withdrawing keeps the row, so the record stays
    readable."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[ConsentKind] = mapped_column(
        sa.Enum(ConsentKind, native_enum=False, length=20, create_constraint=True, name="kind")
    )
    text_version: Mapped[str] = mapped_column(sa.String(20))
    channel: Mapped[str] = mapped_column(sa.String(20))
    granted_at: Mapped[dt.datetime]
    withdrawn_at: Mapped[dt.datetime | None]


class OptOut(Base):
    """A topic of marketing a member wants no more of; taking it up again keeps the row, so the record stays
    readable."""

    __tablename__ = "opt_outs"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    topic: Mapped[Topic] = mapped_column(
        sa.Enum(Topic, native_enum=False, length=20, create_constraint=True, name="topic")
    )
    channel: Mapped[str] = mapped_column(sa.String(20))
    opted_out_at: Mapped[dt.datetime]
    resumed_at: Mapped[dt.datetime | None]
