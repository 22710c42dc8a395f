"""Tables of the privacy desk; nothing in them is personal but whose wish it is."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.privacy.enums import ErasureStatus

_WAITING = sa.text("status = 'waiting'")


class Erasure(Base):
    """A member's wish to be erased at `due_at`; of each member at most one waits, which the database sees to."""

    __tablename__ = "erasures"
    __table_args__ = (
        sa.Index("uq_erasures_waiting", "member_id", unique=True, sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    channel: Mapped[str] = mapped_column(sa.String(20))
    requested_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime]
    status: Mapped[ErasureStatus] = mapped_column(
        sa.Enum(ErasureStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    changed_at: Mapped[dt.datetime]


class DataExport(Base):
    """That a member was given a file of everything held about them."""

    __tablename__ = "data_exports"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), index=True)
    made_at: Mapped[dt.datetime]


class DoomedPhoto(Base):
    """A photo of somebody erased, whose file is still to be deleted: files cannot be part of a transaction."""

    __tablename__ = "doomed_photos"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
