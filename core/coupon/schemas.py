"""Coupons as values: their terms, a bill they may be used on, and what they take off it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from core.coupon.enums import CouponKind, CouponSource, CouponState, RequestStatus
from core.kit.localized import Localized
from core.store.schemas import Fen, PriceDay, Strict
from core.store.schemas.clock import Spans

Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
_NEEDS: dict[CouponKind, tuple[str, ...]] = {
    CouponKind.fixed: ("amount_fen",),
    CouponKind.percent: ("percent",),
    CouponKind.free: (),
    CouponKind.trial: ("price_fen",),
    CouponKind.bogo: (),
    CouponKind.price: ("price_fen",),
}
_ALSO = {CouponKind.percent: {"cap_fen"}}


class Terms(Strict):
    """What a coupon does, on what, when and beside which others (H4, H5). Money in yuan.

    `fixed` takes `amount` off, `percent` so many percent of the list price (at most `cap`); `free`, `trial` and
    `price` make one treatment cost nothing or `price`; `bogo` gives the cheaper of two for nothing. Only on
    `treatments` and whole `categories` (everything when neither is named) in `stores`, from `minimum` yuan on; on
    local `days` (a holiday is `holiday` only) within `hours`. Of one `group` only one coupon is used on a bill; one
    that is `alone` is used with no other.
    """

    kind: CouponKind
    amount_fen: Annotated[Fen, Field(ge=1)] | None = Field(default=None, alias="amount")
    percent: Annotated[int, Field(ge=1, le=100)] | None = None
    cap_fen: Annotated[Fen, Field(ge=1)] | None = Field(default=None, alias="cap")
    price_fen: Annotated[Fen, Field(ge=0)] | None = Field(default=None, alias="price")
    minimum_fen: Annotated[Fen, Field(ge=0)] = Field(default=0, alias="minimum")
    on: Literal["treatments", "products", "everything"] = "treatments"
    treatments: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    categories: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    stores: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    days: tuple[PriceDay, ...] = ()
    hours: Spans = ()
    group: Code = "main"
    alone: bool = False

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        needed = set(_NEEDS[self.kind])
        for name in ("amount_fen", "percent", "cap_fen", "price_fen"):
            is_there = getattr(self, name) is not None
            said = name.removesuffix("_fen")
            if name in needed and not is_there:
                raise ValueError(f"a coupon of kind {self.kind.value} needs {said}")
            if is_there and name not in needed | _ALSO.get(self.kind, set()):
                raise ValueError(f"a coupon of kind {self.kind.value} has no {said}")
        return self

    @model_serializer(mode="wrap")
    def _without_what_was_left_out(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value not in (None, (), [])}


class CouponFile(Strict):
    """A kind of coupon in the salon's file: its terms, how long it is valid and how many there are."""

    code: Code
    name: Localized
    about: Localized | None = None
    terms: Terms
    starts_on: dt.date | None = Field(default=None, alias="from")
    ends_on: dt.date | None = Field(default=None, alias="to")
    valid_days: Annotated[int, Field(ge=1, le=1095)] | None = None
    total: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    per_member: Annotated[int, Field(ge=1, le=1000)] | None = None
    worth_fen: Annotated[Fen, Field(ge=0)] | None = Field(default=None, alias="worth")

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.valid_days is None and self.ends_on is None:
            raise ValueError("needs valid_days or a last day (to): no coupon is valid for ever")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("the last day is before the first")
        return self


class PackItem(Strict):
    """So many coupons of a kind."""

    coupon: Code
    count: Annotated[int, Field(ge=1, le=20)] = 1


class PackFile(Strict):
    """Coupons that are given together."""

    code: Code
    name: Localized
    items: Annotated[tuple[PackItem, ...], Field(min_length=1, max_length=20)]


class CouponsFile(Strict):
    """The whole file."""

    version: Literal[1]
    coupons: tuple[CouponFile, ...] = ()
    packs: tuple[PackFile, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateOut:
    """A kind of coupon. `worth_fen` None: nobody can say."""

    id: int
    code: str
    name: dict[str, str]
    about: dict[str, str] | None
    terms: Terms
    starts_on: dt.date | None
    ends_on: dt.date | None
    valid_days: int | None
    total: int | None
    per_member: int | None
    worth_fen: int | None
    issued: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class PackOut:
    """Coupons that are given together: (code of the kind, how many)."""

    id: int
    code: str
    name: dict[str, str]
    items: tuple[tuple[str, int], ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class CouponOut:
    """A member's coupon. The code is worth money: it is shown to the member and looked up by staff, never logged."""

    id: int
    code: str = field(repr=False)
    key: str
    template_id: int
    member_id: int
    name: dict[str, str]
    terms: Terms
    source: CouponSource
    because: dict[str, Any]
    starts_at: dt.datetime
    ends_at: dt.datetime
    issued_at: dt.datetime
    uses: int

    def state(self, now: dt.datetime) -> CouponState:
        """Whether it can be used at a moment; what it may be used on is another question."""
        if self.uses:
            return CouponState.used
        if now >= self.ends_at:
            return CouponState.expired
        return CouponState.valid if now >= self.starts_at else CouponState.not_yet


@dataclass(frozen=True, slots=True)
class PromotionOut:
    """A code of an activity."""

    id: int
    code: str
    template_id: int
    total: int
    taken: int
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class BillLine:
    """A line of a bill: `price_fen` of the whole line after the level's discount, `floor_fen` the least it costs."""

    id: str
    treatment_id: int | None
    product_id: int | None
    category: str
    price_fen: int
    floor_fen: int = 0


@dataclass(frozen=True, slots=True)
class Combination:
    """Coupons used together: fen off by line, in all, and by coupon (its id) and line."""

    coupons: tuple[CouponOut, ...]
    cuts: dict[str, int]
    saved_fen: int
    by_coupon: dict[int, dict[str, int]]


@dataclass(frozen=True, slots=True)
class CouponRedemptionOut:
    """What was taken off a bill under a key; as `Combination`."""

    key: str
    coupons: tuple[CouponOut, ...]
    cuts: dict[str, int]
    saved_fen: int
    by_coupon: dict[int, dict[str, int]]


@dataclass(frozen=True, slots=True)
class CouponFound:
    """What a code is. `coupon` is there where the asker may see it, `valid` what they could use instead, `left` how
    many more wrong codes are taken, `until` when a locked asker may try again."""

    state: CouponState
    coupon: CouponOut | None = None
    promotion: PromotionOut | None = None
    valid: tuple[CouponOut, ...] = ()
    left: int | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class RequestOut:
    """A redemption without a bill that the member has to approve."""

    id: int
    coupon_id: int
    member_id: int
    store_id: int
    staff_id: int
    lines: tuple[BillLine, ...]
    status: RequestStatus
    asked_at: dt.datetime
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class UseOut:
    """One row of a coupon's record: used (1) or given back (−1)."""

    id: int
    coupon_id: int
    member_id: int
    store_id: int | None
    key: str
    of_key: str | None
    change: int
    cuts: dict[str, int]
    at: dt.datetime
