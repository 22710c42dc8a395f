"""Putting a bill together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.booking.errors import BookingNotFound
from core.catalog.errors import ProductNotFound, VariationNotFound
from core.checkout import service
from core.checkout.endpoints.views import SEEN, TILL, OfferView, SaleView, offered, shown
from core.checkout.errors import (
    BadAmount,
    BadSplit,
    CardDoesNotFit,
    CouponsDoNotFit,
    LineNotFound,
    NoMember,
    NothingToPay,
    SaleNotFound,
    SumsDiffer,
    TooManyLines,
    VisitSettled,
    WrongSaleStatus,
)
from core.checkout.schemas import Share
from core.kit.ids import new_key
from core.kit.work import Work
from core.member.errors import MemberNotFound
from core.operation.fields import Body, Day, Id, PathId
from core.operation.operations import Operations
from core.staff.errors import StaffNotFound
from core.store.errors import StoreNotFound

operations = Operations("Bills")
LineId = Annotated[str, Field(pattern=r"^[0-9]{1,4}$", examples=["1"])]
Percent = Annotated[int, Field(strict=True, ge=1, le=100, examples=[100])]
Pieces = Annotated[int, Field(strict=True, ge=1, le=99, examples=[2])]
Points = Annotated[int, Field(strict=True, ge=0, le=1_000_000, examples=[1000])]
Money = Annotated[int, Field(strict=True, ge=0, le=10_000_000, examples=[20820], description="In fen.")]
_CHANGED = (SaleNotFound, WrongSaleStatus)


class OfVisit(Body):
    """Whose visit is to be paid."""

    booking_id: Id


class WalkIn(Body):
    """Who came without a booking: a member, or nobody the salon knows."""

    store_id: Id
    member_id: Annotated[Id | None, Field(examples=[9])] = None


class AddedTreatment(Body):
    """A treatment that was not booked; `staff_id`: whose work it was."""

    variation_id: Id
    staff_id: Annotated[Id | None, Field(examples=[3])] = None


class AddedProduct(Body):
    """Some pieces of a product."""

    product_id: Id
    quantity: Pieces = 1
    staff_id: Annotated[Id | None, Field(examples=[None])] = None


class ShareIn(Body):
    """A colleague's part of a line."""

    staff_id: Id
    percent: Percent


class Shares(Body):
    """Whose work a line was; together 100 percent."""

    shares: Annotated[list[ShareIn], Field(min_length=1, max_length=5)]


class Whose(Body):
    """The member whose bill it is."""

    member_id: Id


class Balance(Body):
    """What of the member's balance pays; what is left out stays as it is. Nothing is taken before it is completed."""

    coupon_ids: Annotated[list[Id] | None, Field(max_length=12, examples=[[4]])] = None
    card_ids: Annotated[dict[LineId, Id] | None, Field(max_length=20, examples=[{}])] = None
    points: Points | None = None
    stored_fen: Money | None = None


@operations.post("/sales/of-visit", TILL, BookingNotFound, NothingToPay, VisitSettled, status=201)
def open_for_visit(work: Work, visit: OfVisit) -> SaleView:
    """Open the bill of a visit.

    With its treatments at the prices they were booked at; the one that is open already, if there is one. A visit that
    is only confirmed is checked in: who stands at the till is here.
    """
    return shown(service.open_for_visit(work, visit.booking_id))


@operations.post("/sales/walk-in", TILL, StoreNotFound, MemberNotFound, status=201)
def open_walk_in(work: Work, who: WalkIn) -> SaleView:
    """Open an empty bill.

    For a member who came without a booking, or for nobody the salon knows.
    """
    return shown(service.open_walk_in(work, new_key(), who.store_id, who.member_id))


@operations.get("/sales/{sale_id}", SEEN, SaleNotFound)
def get_sale(work: Work, sale_id: PathId) -> SaleView:
    """One sale.

    While it is not paid its sums are those of now.
    """
    return shown(service.get(work, sale_id))


@operations.get("/stores/{store_id}/sales", TILL, StoreNotFound)
def list_sales(work: Work, store_id: PathId, on: Day) -> list[SaleView]:
    """What was paid in a store on a date.

    By the store's calendar, oldest first.
    """
    return [shown(sale) for sale in service.list_of_day(work, store_id, on)]


@operations.get("/stores/{store_id}/unpaid-sales", TILL, StoreNotFound)
def list_unpaid_sales(work: Work, store_id: PathId) -> list[SaleView]:
    """A store's bills that are neither paid nor put away.

    Newest first.
    """
    return [shown(sale) for sale in service.list_unpaid(work, store_id)]


@operations.get("/sales/{sale_id}/offer", TILL, SaleNotFound)
def get_offer(work: Work, sale_id: PathId) -> OfferView:
    """The best that this bill can be paid with.

    Session cards for their treatments, the best legal coupons for the rest, then the most points and stored value.
    """
    return offered(service.offer(work, sale_id))


@operations.post(
    "/sales/{sale_id}/treatments", TILL, *_CHANGED, VariationNotFound, StaffNotFound, TooManyLines, BadAmount
)
def add_treatment(work: Work, sale_id: PathId, item: AddedTreatment) -> SaleView:
    """Add a treatment.

    At today's list price, as the work of the colleague named, or of who runs the till.
    """
    return shown(service.add_treatment(work, sale_id, item.variation_id, staff_id=item.staff_id))


@operations.post("/sales/{sale_id}/products", TILL, *_CHANGED, ProductNotFound, StaffNotFound, TooManyLines, BadAmount)
def add_product(work: Work, sale_id: PathId, item: AddedProduct) -> SaleView:
    """Add some pieces of a product.

    At today's price.
    """
    return shown(service.add_product(work, sale_id, item.product_id, quantity=item.quantity, staff_id=item.staff_id))


@operations.put("/sales/{sale_id}/lines/{line_id}/shares", TILL, *_CHANGED, LineNotFound, StaffNotFound, BadSplit)
def share_line(work: Work, sale_id: PathId, line_id: LineId, split: Shares) -> SaleView:
    """Say whose work a line was.

    In percent, for their commission (M4).
    """
    shares = [Share(staff_id=each.staff_id, percent=each.percent) for each in split.shares]
    return shown(service.share_line(work, sale_id, line_id, shares))


@operations.delete("/sales/{sale_id}/lines/{line_id}", TILL, *_CHANGED, LineNotFound)
def remove_line(work: Work, sale_id: PathId, line_id: LineId) -> None:
    """Take a line off.

    What of the balance no longer fits the rest is taken back.
    """
    service.remove_line(work, sale_id, line_id)


@operations.put("/sales/{sale_id}/member", TILL, *_CHANGED, MemberNotFound)
def name_member(work: Work, sale_id: PathId, who: Whose) -> SaleView:
    """Say whose bill it is.

    For one that was opened for nobody.
    """
    return shown(service.name_member(work, sale_id, who.member_id))


@operations.put(
    "/sales/{sale_id}/balance",
    TILL,
    *_CHANGED,
    NoMember,
    LineNotFound,
    CardDoesNotFit,
    CouponsDoNotFit,
    SumsDiffer,
    BadAmount,
)
def use_balance(work: Work, sale_id: PathId, chosen: Balance) -> SaleView:
    """Choose what of the member's balance pays.

    Coupons, session cards, points, stored value. The member has to approve it; an approval that was given to another
    bill is void.
    """
    return shown(
        service.use_balance(
            work,
            sale_id,
            coupon_ids=chosen.coupon_ids,
            card_ids=chosen.card_ids,
            points=chosen.points,
            stored_fen=chosen.stored_fen,
        )
    )
