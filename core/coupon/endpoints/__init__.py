"""Coupons (H) as a cashier's screen or a mini-program asks for them."""

from core.coupon.endpoints.coupons import operations

__all__ = ["operations"]
