"""Which coupons a member uses best on a bill that is not opened yet: of a visit ahead, or of a basket (H)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut, Wish
from core.catalog import service as catalog
from core.checkout.errors import NothingToPay
from core.checkout.schemas import Advice, BasketItem, Draft, DraftLine
from core.checkout.service import itemizing, pricing
from core.coupon import service as coupons
from core.coupon.schemas import BillLine
from core.kit.work import SYSTEM, Work
from core.member import service as members

_AHEAD = frozenset(
    {
        BookingStatus.pending,
        BookingStatus.proposed,
        BookingStatus.confirmed,
        BookingStatus.checked_in,
        BookingStatus.in_service,
        BookingStatus.completed,
    }
)


def best_for_visit(work: Work, booking_id: int, member_id: int) -> Advice:
    """The best coupons for a member's visit at the prices it was booked at, on its day.

    Raises BookingNotFound, NothingToPay when nothing of it is ahead.
    """
    booking = bookings.get(work, booking_id)
    if booking.member_id != member_id:
        raise BookingNotFound(code=None)
    parts = [each for each in bookings.visit_of(work.acting_as(SYSTEM), booking) if each.status in _AHEAD]
    if not parts:
        raise NothingToPay
    at = max(booking.starts_at, work.now)
    return _advice(work, booking.member_id, booking.store_id, _draft(work, parts), at)


def best_for(work: Work, member_id: int, store_id: int, basket: Sequence[BasketItem], at: dt.datetime) -> Advice:
    """The best coupons for treatments and products at their prices of a moment.

    Raises MemberNotFound, StoreNotFound, VariationNotFound, ProductNotFound, BadBill.
    """
    members.require(work, member_id)
    asked = tuple(_line(work, store_id, str(number), item, at) for number, item in enumerate(basket, 1))
    return _advice(work, member_id, store_id, Draft(lines=asked), at)


def lines_ahead(work: Work, parts: Sequence[BookingOut]) -> tuple[BillLine, ...]:
    """The bookings of one visit as coupons see them on the bill that it will be. Raises StoreNotFound."""
    draft = _draft(work, parts)
    priced = pricing.discounted(work.acting_as(SYSTEM), parts[0].member_id, parts[0].store_id, draft)
    return tuple(pricing.bill_lines(draft, priced))


def _draft(work: Work, parts: Sequence[BookingOut]) -> Draft:
    return Draft(lines=tuple(itemizing.booked(work, str(number), part) for number, part in enumerate(parts, 1)))


def _advice(work: Work, member_id: int, store_id: int, draft: Draft, at: dt.datetime) -> Advice:
    system = work.acting_as(SYSTEM)
    bill = pricing.bill_lines(draft, pricing.discounted(system, member_id, store_id, draft))
    found = coupons.best(system, member_id, store_id, bill, at)
    used = {coupon.id for coupon in found[0].coupons} if found else set()
    rest = [each for each in coupons.list_valid(system, member_id) if each.id not in used]
    why = ((each, coupons.why_not(system, each, store_id, bill, at)) for each in rest)
    return Advice(
        tuple(bill),
        sum(line.gross_fen for line in draft.lines),
        sum(line.price_fen for line in bill),
        found,
        tuple((coupon, reason) for coupon, reason in why if reason is not None),
    )


def _line(work: Work, store_id: int, number: str, item: BasketItem, at: dt.datetime) -> DraftLine:
    if item.product_id is not None:
        product = catalog.get_product(work, item.product_id)
        return itemizing.of_product(work, store_id, number, product, quantity=item.quantity)
    variation = catalog.get_variation(work, item.variation_id or 0)
    price = bookings.quote(work, Wish(store_id, variation.id, None), at)
    return itemizing.of_treatment(
        work, store_id, number, variation, unit_fen=price.fen, list_fen=price.list_fen, quantity=item.quantity
    )
