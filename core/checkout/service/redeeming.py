"""A coupon on a visit that has no bill: its member is asked to approve it (two-sided 核销, K)."""

from __future__ import annotations

from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.checkout.errors import NothingToPay
from core.checkout.service.advising import lines_ahead
from core.coupon import service as coupons
from core.coupon.errors import CouponNotFound
from core.coupon.schemas import RequestOut
from core.kit.work import SYSTEM, Work

_STANDING = frozenset(
    {BookingStatus.confirmed, BookingStatus.checked_in, BookingStatus.in_service, BookingStatus.completed}
)


def ask_for_coupon(work: Work, coupon_id: int, booking_id: int) -> tuple[RequestOut, bool]:
    """Asks whether a coupon may be used on a visit of its own member; whether they have a chat to be asked in.

    Raises NotAllowed, BookingNotFound, NothingToPay, CouponNotFound, CouponUnfit.
    """
    booking = bookings.get(work, booking_id)
    coupon = next(iter(coupons.by_ids(work, [coupon_id])), None)
    if coupon is None or coupon.member_id != booking.member_id:
        raise CouponNotFound(what=str(coupon_id))
    parts = [each for each in bookings.visit_of(work.acting_as(SYSTEM), booking) if each.status in _STANDING]
    if not parts:
        raise NothingToPay
    return coupons.ask_member(work, coupon_id, booking.store_id, lines_ahead(work, parts))
