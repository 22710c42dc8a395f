"""Tables of members who turned out to be one."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base

_STANDS = sa.text("undone_at IS NULL")


class Merge(Base):
    """That two members are one (A11). Nobody is merged into two others at once, which the database sees to.

    The rows allow what append-only tables refuse otherwise: that an entry changes its owner (`core.kit.append_only`).
    """

    __tablename__ = "merges"
    __table_args__ = (
        sa.Index("uq_merges_merged", "merged_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
        sa.CheckConstraint("kept_id <> merged_id", "two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    merged_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    made_at: Mapped[dt.datetime]
    undone_at: Mapped[dt.datetime | None]


class MergeMove(Base):
    """One value that a merge changed, so that it can be undone exactly; see `schemas.Moved`."""

    __tablename__ = "merge_moves"
    __table_args__ = (sa.UniqueConstraint("merge_id", "table_name", "column_name", "row_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    merge_id: Mapped[int] = mapped_column(sa.ForeignKey("merges.id", ondelete="RESTRICT"))
    table_name: Mapped[str] = mapped_column(sa.String(63))
    column_name: Mapped[str] = mapped_column(sa.String(63))
    row_key: Mapped[str] = mapped_column(sa.String(120))
    before: Mapped[str | None] = mapped_column(sa.String(20))
