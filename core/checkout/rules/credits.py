"""Who is credited with how much of a sale (业绩), line by line, to the fen. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence

from core.checkout.enums import CreditKind
from core.checkout.rules.shares import allocate
from core.checkout.schemas import PricedLine, Share

Credit = tuple[int, CreditKind, int]
"""Whose, what for, how much (fen)."""


def credits_of(line: PricedLine, shares: Sequence[Share]) -> tuple[Credit, ...]:
    """A line's credits: of what was paid for it, or of the price of a use of a card; they add up to it exactly."""
    if not shares:
        return ()
    is_by_card = line.card_fen > 0
    kind = CreditKind.card_use if is_by_card else CreditKind.sale
    parts = allocate(line.card_fen if is_by_card else line.net_fen, [share.percent for share in shares])
    return tuple((share.staff_id, kind, fen) for share, fen in zip(shares, parts, strict=True) if fen)


def reversed_credits(left: Sequence[Credit], fen: int) -> tuple[Credit, ...]:
    """What of the credits that are left goes when so much of the line is refunded; never more than is left."""
    if not left:
        return ()
    parts = allocate(fen, [credit for _, _, credit in left])
    return tuple((staff_id, kind, -part) for (staff_id, kind, _), part in zip(left, parts, strict=True) if part)
