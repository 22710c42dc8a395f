"""Money is integer fen everywhere; yuan exist only in texts and in files people edit."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def yuan(fen: int) -> str:
    """Fen as people write them: 29800 → "298", 1990 → "19.90", -50 → "-0.50"."""
    sign, whole, rest = "-" if fen < 0 else "", *divmod(abs(fen), 100)
    return f"{sign}{whole}" if rest == 0 else f"{sign}{whole}.{rest:02d}"


def fen_from_yuan(amount: str | int | float | Decimal) -> int:
    """Yuan from a file or a person as fen.

    Raises ValueError when it is no number or has more than two decimals: rounding money in silence loses it.
    """
    try:
        fen = Decimal(str(amount)) * 100
    except InvalidOperation as wrong:
        raise ValueError(f"{amount!r} is not an amount in yuan") from wrong
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise ValueError(f"{amount!r} has fractions of a fen")
    return int(fen)
