"""What callers are shown of coupons; money in fen."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from core.coupon.enums import CouponKind, CouponSource, CouponState
from core.coupon.schemas import CouponOut, TemplateOut, Terms
from core.kit.work import Work
from core.operation.fields import View, Words
from core.store.schemas import PriceDay


class TermsView(View):
    """What a coupon does, on what, when and beside which others; money in fen. What is empty limits nothing."""

    kind: CouponKind = Field(examples=["fixed"])
    amount_fen: int | None = Field(examples=[10_000])
    percent: int | None = Field(examples=[None], description="Percent off, at most `cap_fen`.")
    cap_fen: int | None = Field(examples=[None])
    price_fen: int | None = Field(examples=[None], description="What one treatment costs with it.")
    minimum_fen: int = Field(examples=[50_000])
    on: Literal["treatments", "products", "everything"] = Field(examples=["treatments"])
    treatments: list[str] = Field(examples=[[]])
    categories: list[str] = Field(examples=[["facial"]])
    stores: list[str] = Field(examples=[[]])
    days: list[PriceDay] = Field(examples=[[]])
    hours: list[str] = Field(examples=[[]])
    group: str = Field(examples=["main"], description="Of one group one coupon is used on a bill.")
    alone: bool = Field(examples=[False], description="Used with no other.")


class TemplateView(View):
    """A kind of coupon. `total` of all together, `per_member` of each; null: as many as wanted."""

    id: int = Field(examples=[3])
    code: str = Field(examples=["facial100"])
    name: Words
    terms: TermsView
    starts_on: dt.date | None = Field(examples=[None])
    ends_on: dt.date | None = Field(examples=[None])
    valid_days: int | None = Field(examples=[90], description="From the day it is given.")
    total: int | None = Field(examples=[500])
    per_member: int | None = Field(examples=[None])
    worth_fen: int | None = Field(examples=[None], description="What it counts as when it is given by hand.")
    issued: int = Field(examples=[12])
    is_active: bool = Field(examples=[True])


class PackItemView(View):
    """So many coupons of a kind."""

    template: str = Field(examples=["facial100"])
    count: int = Field(examples=[2])


class PackView(View):
    """Coupons that are given together."""

    code: str = Field(examples=["hello"])
    name: Words
    items: list[PackItemView]


class CouponView(View):
    """A member's coupon. Its `code` is worth money: the member alone is shown it."""

    id: int = Field(examples=[4])
    code: str | None = Field(examples=["K7M2QX4PAB"])
    member_id: int = Field(examples=[9])
    name: Words
    state: CouponState = Field(examples=["valid"])
    terms: TermsView
    source: CouponSource = Field(examples=["hand"])
    starts_at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    ends_at: dt.datetime = Field(examples=["2026-12-15T16:00:00Z"], description="The first moment it is over.")


class UseView(View):
    """A line of a coupon's record: used (1) or given back (−1), with what it took off, in fen by line."""

    change: int = Field(examples=[1])
    store_id: int | None = Field(examples=[1])
    cuts: dict[str, int] = Field(examples=[{"1": 10_000}])
    at: dt.datetime = Field(examples=["2026-09-17T08:00:00Z"])


class CouponRecordView(View):
    """A coupon, and when it was used and given back."""

    coupon: CouponView
    record: list[UseView]


def coupon_view(work: Work, coupon: CouponOut) -> CouponView:
    """A coupon as the caller may see it: its code is the member's own."""
    plain = {name: getattr(coupon, name) for name in ("id", "member_id", "source", "starts_at", "ends_at")}
    is_own = work.actor.kind == "member" and work.actor.id == coupon.member_id
    return CouponView(
        **plain,
        code=coupon.code if is_own else None,
        name=Words.model_validate(coupon.name),
        state=coupon.state(work.now),
        terms=_terms(coupon.terms),
    )


def template_view(kind: TemplateOut) -> TemplateView:
    """A kind of coupon as colleagues see it."""
    plain = {name: getattr(kind, name) for name in set(TemplateView.model_fields) - {"name", "terms"}}
    return TemplateView(**plain, name=Words.model_validate(kind.name), terms=_terms(kind.terms))


def _terms(terms: Terms) -> TermsView:
    return TermsView.model_validate({name: getattr(terms, name) for name in TermsView.model_fields})
