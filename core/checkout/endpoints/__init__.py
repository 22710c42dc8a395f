"""The till (K) as a cashier's screen or a mini-program asks for it."""

from core.checkout.endpoints.approvals import operations as APPROVALS
from core.checkout.endpoints.best import operations as BEST
from core.checkout.endpoints.bills import operations as BILLS
from core.checkout.endpoints.payments import operations as PAYMENTS
from core.checkout.endpoints.redemptions import operations as REDEMPTIONS

__all__ = ["APPROVALS", "BEST", "BILLS", "PAYMENTS", "REDEMPTIONS"]
