"""Tables of reviews."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText


class Review(Base):
    """A visit that may be reviewed, and its review (J1). `key` names the visit: there is one row for each.

    `scored_at` is when the first score came, which starts the days for changing it; `given_at` when the review was
    complete, or was left at what it had: its points were due then, and only then.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        sa.CheckConstraint("score BETWEEN 1 AND 5", "score"),
        sa.Index("ix_reviews_member_id_visited_at", "member_id", "visited_at"),
        sa.Index("ix_reviews_store_id_scored_at", "store_id", "scored_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    visited_at: Mapped[dt.datetime]
    score: Mapped[int | None] = mapped_column(sa.SmallInteger)
    tags: Mapped[list[str]]
    words: Mapped[str | None] = mapped_column(SealedText("key"))
    photo: Mapped[str | None] = mapped_column(SealedText("key"))
    scored_at: Mapped[dt.datetime | None]
    given_at: Mapped[dt.datetime | None]


class ReviewPart(Base):
    """Who did which treatment of the visit, for the averages (J3)."""

    __tablename__ = "review_parts"
    __table_args__ = (sa.UniqueConstraint("review_id", "staff_id", "treatment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id", ondelete="RESTRICT"))
    staff_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"), index=True)
    treatment_id: Mapped[int] = mapped_column(sa.ForeignKey("treatments.id", ondelete="RESTRICT"), index=True)
