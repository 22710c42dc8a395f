"""Which coupons save most on a visit ahead, or on a basket."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.auth.enums import Permission
from core.booking.errors import BookingNotFound
from core.catalog.errors import ProductNotFound, VariationNotFound
from core.checkout import service
from core.checkout.errors import NothingToPay
from core.checkout.schemas import Advice, BasketItem
from core.coupon.endpoints.views import CouponView, coupon_view
from core.coupon.enums import Unfit
from core.coupon.errors import BadBill
from core.coupon.schemas import Combination
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import Body, Id, Moment, PathId, View
from core.operation.operations import Operations
from core.store.errors import StoreNotFound

operations = Operations("Coupons")
_SEEN = Access("A member: their own. Colleagues: members they know.", member=True, staff=Permission.redeem_coupons)


class Item(Body):
    """A length of a treatment, or a product, and how many of it."""

    variation_id: Annotated[Id | None, Field(examples=[12])] = None
    product_id: Annotated[Id | None, Field(examples=[None])] = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=99, examples=[1])] = 1


class Basket(Body):
    """A booking of the member, or items in a store at a moment (now, when it is left out)."""

    booking_id: Annotated[Id | None, Field(examples=[None])] = None
    store_id: Annotated[Id | None, Field(examples=[1])] = None
    items: Annotated[tuple[Item, ...], Field(max_length=20)] = ()
    at: Annotated[Moment | None, Field(examples=["2026-09-17T14:00:00+08:00"])] = None


class CombinationView(View):
    """Coupons used together: fen off by line, and in all."""

    coupons: list[CouponView]
    cuts: dict[str, int] = Field(examples=[{"1": 10_000}])
    saved_fen: int = Field(examples=[12_800])


class UnfitView(View):
    """A coupon that cannot be used on it, and why."""

    coupon_id: int = Field(examples=[7])
    why: Unfit = Field(examples=["minimum"])


class AdviceView(View):
    """The best coupons and the best other way. `total_fen` is due after the level's discount, before coupons."""

    gross_fen: int = Field(examples=[59_800])
    total_fen: int = Field(examples=[53_820])
    best: CombinationView | None
    other: CombinationView | None
    unfit: list[UnfitView]


@operations.post(
    "/members/{member_id}/coupons/best",
    _SEEN,
    MemberNotFound,
    BookingNotFound,
    NothingToPay,
    StoreNotFound,
    VariationNotFound,
    ProductNotFound,
    BadBill,
)
def find_best_coupons(work: Work, member_id: PathId, basket: Basket) -> AdviceView:
    """Find the best coupons.

    For a booking or for items: the legal combination that takes most off, found exactly, and the best other way.
    Nothing is changed; on a bill they are used by `PUT /sales/{sale_id}/balance`.
    """
    return _view(work, _advice(work, member_id, basket))


def _advice(work: Work, member_id: int, basket: Basket) -> Advice:
    if basket.booking_id is not None:
        return service.best_for_visit(work, basket.booking_id, member_id)
    items = [BasketItem(each.variation_id, each.product_id, each.quantity) for each in basket.items]
    if basket.store_id is None or any((each.variation_id is None) == (each.product_id is None) for each in items):
        raise BadBill(what="items")
    return service.best_for(work, member_id, basket.store_id, items, basket.at or work.now)


def _view(work: Work, advice: Advice) -> AdviceView:
    shown = [_combination(work, each) for each in advice.found]
    return AdviceView(
        gross_fen=advice.gross_fen,
        total_fen=advice.total_fen,
        best=shown[0] if shown else None,
        other=shown[1] if len(shown) > 1 else None,
        unfit=[UnfitView(coupon_id=coupon.id, why=why) for coupon, why in advice.unfit],
    )


def _combination(work: Work, found: Combination) -> CombinationView:
    held = [coupon_view(work, each) for each in found.coupons]
    return CombinationView(coupons=held, cuts=found.cuts, saved_fen=found.saved_fen)
