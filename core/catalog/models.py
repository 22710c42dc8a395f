"""Tables of what the salon offers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.kit.db import Base


class Category(Base):
    """A group of treatments, in the order the menu shows them."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[dict[str, str]]
    position: Mapped[int]


class Treatment(Base):
    """An item of the salon (项目): what is done, by whom (skill) and with what (bed, device model)."""

    __tablename__ = "treatments"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("categories.id", ondelete="RESTRICT"), index=True)
    name: Mapped[dict[str, str]]
    aliases: Mapped[list[str]]
    description: Mapped[dict[str, str]]
    duration_note: Mapped[dict[str, str] | None] = mapped_column(sa.JSON(none_as_null=True))
    suitability: Mapped[dict[str, str]]
    pain: Mapped[dict[str, str]]
    aftercare: Mapped[dict[str, str]]
    facts: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    helps: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    skill: Mapped[str] = mapped_column(sa.String(40))
    needs_bed: Mapped[bool]
    device: Mapped[str | None] = mapped_column(sa.String(40))
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)


class Variation(Base):
    """A length and price of a treatment. `segments` is a list of validated `Segment` as JSON."""

    __tablename__ = "variations"
    __table_args__ = (sa.UniqueConstraint("treatment_id", "code"), sa.CheckConstraint("price_fen >= 0", "price"))

    id: Mapped[int] = mapped_column(primary_key=True)
    treatment_id: Mapped[int] = mapped_column(sa.ForeignKey("treatments.id", ondelete="RESTRICT"))
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    price_fen: Mapped[int]
    segments: Mapped[list[Any]]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)


class Product(Base):
    """Something the salon sells over the counter (产品), such as a mask or a bottle of serum."""

    __tablename__ = "products"
    __table_args__ = (sa.CheckConstraint("price_fen >= 0", "price"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    category_id: Mapped[int] = mapped_column(sa.ForeignKey("categories.id", ondelete="RESTRICT"), index=True)
    name: Mapped[dict[str, str]]
    aliases: Mapped[list[str]]
    price_fen: Mapped[int]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
