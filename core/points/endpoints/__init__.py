"""Points (F), and codes of points and coupons, as a cashier's screen or a mini-program asks for them."""

from core.points.endpoints.codes import operations as CODES
from core.points.endpoints.points import operations as POINTS

__all__ = ["CODES", "POINTS"]
