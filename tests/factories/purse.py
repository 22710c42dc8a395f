"""A member who has something of everything that a bill can be paid with."""

from __future__ import annotations

from core.coupon import service as coupons
from core.kit.work import Work
from core.points import service as points
from tests.factories import coupons as kinds
from tests.factories import prepaid


def fill(work: Work, member_id: int, store_id: int) -> None:
    """2,000 points, 600 yuan of which 100 are a gift, and a coupon of 28 yuan."""
    kinds.load(work)
    points.adjust(work, f"purse:{member_id}", member_id, 2_000, "test")
    prepaid.paid_in(work, member_id, store_id, 50_000, 10_000)
    coupons.issue(work, f"purse:{member_id}", "extra28", member_id)
