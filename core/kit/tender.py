"""How money changes hands outside of this system; here it is only recorded, with the payer's slip as a reference."""

from __future__ import annotations

from enum import StrEnum


class Tender(StrEnum):
    """A way of paying that staff record (K)."""

    cash = "cash"
    wechat = "wechat"
    alipay = "alipay"
    bank_card = "bank_card"
    transfer = "transfer"
