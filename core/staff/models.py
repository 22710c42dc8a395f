"""Tables of the people who work in the salon."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.auth.enums import StaffRole
from core.kit.db import Base


class Staff(Base):
    """Somebody who works in a store; `resource_id` is their time as bookings take it."""

    __tablename__ = "staff"
    __table_args__ = (sa.UniqueConstraint("store_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[int] = mapped_column(sa.ForeignKey("stores.id", ondelete="RESTRICT"))
    resource_id: Mapped[int] = mapped_column(sa.ForeignKey("resources.id", ondelete="RESTRICT"), unique=True)
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    aliases: Mapped[list[str]]
    about: Mapped[dict[str, str]]
    role: Mapped[StaffRole] = mapped_column(
        sa.Enum(StaffRole, native_enum=False, length=20, create_constraint=True, name="role")
    )
    skills: Mapped[list[str]]
    is_active: Mapped[bool] = mapped_column(default=True)


class Shift(Base):
    """A span of a weekday in which somebody works, in the store's local minutes of the day; a break is the gap
    between two."""

    __tablename__ = "shifts"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", "weekday"),
        sa.CheckConstraint("start_minute >= 0 AND end_minute > start_minute AND end_minute <= 1440", "span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    from_on: Mapped[dt.date | None]
    until_on: Mapped[dt.date | None]


class StaffInvitation(Base):
    """A one-time code that turns a chat contact into a member of staff. Only the code's hash is kept."""

    __tablename__ = "staff_invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
