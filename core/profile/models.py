"""Tables of what members told about themselves."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base
from core.kit.sealing import SealedText
from core.profile.enums import PreferenceKind, Sex


class Profile(Base):
    """What a member told beyond name and phone (A1, A3); no row while nothing was told.

    `birthday` is written as `rules.Birthday` does; `zone` is empty while the store's clock will do.
    """

    __tablename__ = "profiles"

    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"), primary_key=True)
    sex: Mapped[Sex | None] = mapped_column(
        sa.Enum(Sex, native_enum=False, length=10, create_constraint=True, name="sex")
    )
    birthday: Mapped[str | None] = mapped_column(SealedText("member_id"))
    zone: Mapped[str | None] = mapped_column(sa.String(60))
    brands: Mapped[str | None] = mapped_column(SealedText("member_id"))
    drink: Mapped[str | None] = mapped_column(SealedText("member_id"))
    temperature: Mapped[str | None] = mapped_column(SealedText("member_id"))
    pressure: Mapped[str | None] = mapped_column(SealedText("member_id"))


class Preference(Base):
    """A colleague or a treatment a member wants (`likes`) or does not want (A3)."""

    __tablename__ = "preferences"
    __table_args__ = (sa.UniqueConstraint("member_id", "kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id", ondelete="RESTRICT"))
    kind: Mapped[PreferenceKind] = mapped_column(
        sa.Enum(PreferenceKind, native_enum=False, length=10, create_constraint=True, name="kind")
    )
    subject_id: Mapped[int]
    likes: Mapped[bool]
    stated_at: Mapped[dt.datetime]
