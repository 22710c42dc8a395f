"""Tables of what bookings take, and of when it is taken."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText
from core.resource.enums import OccupancyReason, ResourceKind, ResourceState


class Resource(Base):
    """A person's time, a bed or a device of one store."""

    __tablename__ = "resources"
    __table_args__ = (sa.UniqueConstraint("store_id", "kind", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    kind: Mapped[ResourceKind] = mapped_column(
        sa.Enum(ResourceKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    code: Mapped[str] = mapped_column(sa.String(40))
    model: Mapped[str | None] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    state: Mapped[ResourceState] = mapped_column(
        sa.Enum(ResourceState, native_enum=False, length=20, create_constraint=True, name="state"),
        default=ResourceState.available,
    )


class Occupancy(Base):
    """A span in which a resource is taken. The database refuses two that overlap (see `core.resource.overlap`).

    Minutes are counted from 1970-01-01T00:00Z, end exclusive: integers compare, index and shift into bit sets without
    parsing. `held_until` marks a hold: past that moment the span counts as free and whoever needs it removes it.
    """

    __tablename__ = "occupancies"
    __table_args__ = (
        sa.CheckConstraint("end_minute > start_minute", "span"),
        # It covers the search for free time: the table itself is not read.
        sa.Index("ix_occupancies_resource_id_end_minute", "resource_id", "end_minute", "start_minute", "held_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(sa.ForeignKey("resources.id", ondelete="RESTRICT"))
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    reason: Mapped[OccupancyReason] = mapped_column(
        sa.Enum(OccupancyReason, native_enum=False, length=10, create_constraint=True, name="reason")
    )
    # No foreign key: bookings are a higher domain, this one does not know them.
    booking_id: Mapped[int | None] = mapped_column(index=True)
    held_until: Mapped[dt.datetime | None]
    note: Mapped[str | None] = mapped_column(SealedText("resource_id", "start_minute"))
