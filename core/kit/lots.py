"""What a member holds in lots that end at different times: points, gift money, uses of a card. Whole units only.

"Unexpired credits minus all debits" is the wrong sum: of two lots of 100 and 80, 90 spent, 80 must remain when the
first ends, not −10. So every debit says which lots it was taken from, and what comes back goes to the same lots.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of one credit; `ends_at` is the first moment (UTC) at which it cannot be spent, None: never ends."""

    id: int
    left: int
    ends_at: dt.datetime | None = None

    def is_open(self, now: dt.datetime) -> bool:
        """Whether something of it can be spent."""
        return self.left > 0 and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, slots=True)
class Part:
    """So much of one lot."""

    lot_id: int
    amount: int


def left(lots: Iterable[Lot], now: dt.datetime) -> int:
    """What can be spent now."""
    return sum(lot.left for lot in lots if lot.is_open(now))


def take(lots: Iterable[Lot], amount: int, now: dt.datetime) -> tuple[Part, ...]:
    """Which lots an amount comes from: the one that ends first first, the older first among equals.

    Takes less than `amount` where less is left: whoever calls refuses, or lets the rest become a debt.
    """
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    parts = []
    for lot in sorted((each for each in lots if each.is_open(now)), key=lambda each: (each.ends_at or last, each.id)):
        if amount <= 0:
            break
        part = Part(lot.id, min(lot.left, amount))
        parts.append(part)
        amount -= part.amount
    return tuple(parts)


def give_back(taken: Sequence[Part], returned: Iterable[Part], amount: int) -> tuple[Part, ...]:
    """To which lots an amount returns of what was taken: in the reverse order, never more than is still out.

    `returned`: what earlier refunds of the same debit gave back already.
    """
    out = {part.lot_id: part.amount for part in taken}
    for part in returned:
        out[part.lot_id] -= part.amount
    parts = []
    for lot_id in reversed([part.lot_id for part in taken]):
        back = min(out[lot_id], amount)
        if back > 0:
            parts.append(Part(lot_id, back))
            amount -= back
    return tuple(parts)
