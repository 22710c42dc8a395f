"""All operations that are served, in the order the documentation shows them."""

from __future__ import annotations

from core.booking import endpoints as booking
from core.catalog import endpoints as catalog
from core.checkout import endpoints as checkout
from core.consent import endpoints as consent
from core.coupon import endpoints as coupon
from core.operation.operations import Operation
from core.points import endpoints as points
from core.prepaid import endpoints as prepaid
from core.review import endpoints as review
from core.staff import endpoints as staff
from core.store import endpoints as store
from core.tier import endpoints as tier
from core.token import endpoints as token

OPERATIONS: tuple[Operation, ...] = (
    *store.operations.listed,
    *catalog.operations.listed,
    *staff.operations.listed,
    *booking.AVAILABILITY.listed,
    *booking.BOOKINGS.listed,
    *booking.ANSWERS.listed,
    *booking.VISITS.listed,
    *booking.BLOCKS.listed,
    *booking.MEMBERS.listed,
    *checkout.BILLS.listed,
    *checkout.APPROVALS.listed,
    *checkout.PAYMENTS.listed,
    *checkout.REDEMPTIONS.listed,
    *prepaid.operations.listed,
    *points.POINTS.listed,
    *coupon.operations.listed,
    *points.CODES.listed,
    *checkout.BEST.listed,
    *tier.operations.listed,
    *review.operations.listed,
    *consent.operations.listed,
    *token.operations.listed,
)
