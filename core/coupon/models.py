"""Tables of coupons. Uses are rows that are only ever added; counters are guarded and recomputed by the check."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.coupon.enums import CouponSource, RequestStatus
from core.kit.db import Base

_MEMBER = "members.id"
_STORE = "stores.id"


class CouponTemplate(Base):
    """A kind of coupon, as the salon's file describes it (`terms`: core.coupon.schemas.Terms).

    `valid_days` count from the day it is given, `ends_on` is the last local day whatever they say. Of all together at
    most `total` are given (`issued` so far), of each member's `per_member`. `worth_fen`: what a grant counts as.
    """

    __tablename__ = "coupon_templates"
    __table_args__ = (
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("issued >= 0 AND (total IS NULL OR issued <= total)", "issued"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    about: Mapped[dict[str, str] | None] = mapped_column(sa.JSON(none_as_null=True))
    terms: Mapped[dict[str, Any]]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    valid_days: Mapped[int | None]
    total: Mapped[int | None]
    per_member: Mapped[int | None]
    worth_fen: Mapped[int | None]
    issued: Mapped[int]
    is_active: Mapped[bool]
    position: Mapped[int]


class CouponPack(Base):
    """Several coupons given together (H5): `items` are codes of templates with how many of each."""

    __tablename__ = "coupon_packs"
    __table_args__ = (sa.UniqueConstraint("code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[dict[str, str]]
    items: Mapped[list[Any]]
    is_active: Mapped[bool]
    position: Mapped[int]


class Coupon(Base):
    """A member's coupon. Its terms are those it was given under. `uses` is 1 while it is used."""

    __tablename__ = "coupons"
    __table_args__ = (
        sa.UniqueConstraint("code"),
        sa.UniqueConstraint("key"),
        sa.CheckConstraint("uses IN (0, 1)", "uses"),
        sa.CheckConstraint("ends_at > starts_at", "span"),
        sa.Index("ix_coupons_member_id_ends_at", "member_id", "ends_at"),
        sa.Index("ix_coupons_template_id_member_id", "template_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12))
    key: Mapped[str] = mapped_column(sa.String(120))
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon_templates.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey(_MEMBER, ondelete="RESTRICT"))
    name: Mapped[dict[str, str]]
    terms: Mapped[dict[str, Any]]
    source: Mapped[CouponSource] = mapped_column(
        sa.Enum(CouponSource, native_enum=False, length=10, create_constraint=True, name="source")
    )
    because: Mapped[dict[str, Any]]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    issued_at: Mapped[dt.datetime]
    uses: Mapped[int]


class CouponUse(Base):
    """A coupon was used (`change` 1) or given back (−1) under a key; `cuts` are fen by line of the bill."""

    __tablename__ = "coupon_uses"
    __table_args__ = (
        sa.UniqueConstraint("key", "coupon_id"),
        sa.CheckConstraint("change IN (1, -1)", "change"),
        sa.Index("ix_coupon_uses_coupon_id", "coupon_id"),
        sa.Index("ix_coupon_uses_of_key", "of_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    coupon_id: Mapped[int] = mapped_column(sa.ForeignKey("coupons.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey(_MEMBER, ondelete="RESTRICT"))
    store_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_STORE, ondelete="RESTRICT"))
    key: Mapped[str] = mapped_column(sa.String(120))
    of_key: Mapped[str | None] = mapped_column(sa.String(120))
    change: Mapped[int]
    cuts: Mapped[dict[str, Any]]
    at: Mapped[dt.datetime]


class CouponPromotion(Base):
    """A code of an activity that anybody may type: each gets a coupon of one kind, `total` of them together."""

    __tablename__ = "coupon_promotions"
    __table_args__ = (
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("taken >= 0 AND taken <= total", "taken"),
        sa.CheckConstraint("ends_at > starts_at", "span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(12))
    template_id: Mapped[int] = mapped_column(sa.ForeignKey("coupon_templates.id", ondelete="RESTRICT"))
    total: Mapped[int]
    taken: Mapped[int]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]


class CouponTry(Base):
    """How often somebody looked codes up, and how often a code was wrong; `who` is "staff:3" or "member:9"."""

    __tablename__ = "coupon_tries"

    who: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    looks: Mapped[int]
    looks_since: Mapped[dt.datetime]
    wrong: Mapped[int]
    wrong_since: Mapped[dt.datetime]
    locked_until: Mapped[dt.datetime | None]


class CouponRequest(Base):
    """Staff redeem a coupon without a bill, and the member has to approve it in chat (two-sided 核销)."""

    __tablename__ = "coupon_requests"
    __table_args__ = (sa.Index("ix_coupon_requests_coupon_id", "coupon_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    coupon_id: Mapped[int] = mapped_column(sa.ForeignKey("coupons.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey(_MEMBER, ondelete="RESTRICT"))
    store_id: Mapped[int] = mapped_column(sa.ForeignKey(_STORE, ondelete="RESTRICT"))
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("staff.id", ondelete="RESTRICT"))
    lines: Mapped[list[Any]]
    status: Mapped[RequestStatus] = mapped_column(
        sa.Enum(RequestStatus, native_enum=False, length=10, create_constraint=True, name="status")
    )
    asked_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
