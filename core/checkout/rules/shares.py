"""Splitting whole units so that the parts always add up (largest remainder). Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence


def allocate(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An amount split in proportion to weights, in whole units.

    Each part is its exact share rounded down; what is left goes one unit each to the largest remainders, the earlier
    first among equals. No part exceeds its weight when the amount does not exceed their sum: what is taken in several
    pieces from what is left never takes too much. Raises ValueError where there is something to split and no weight.
    """
    total = sum(weights)
    if amount < 0 or any(weight < 0 for weight in weights):
        raise ValueError("only positive amounts and weights are split")
    if amount == 0:
        return (0,) * len(weights)
    if total == 0:
        raise ValueError("there is nothing to split an amount over")
    parts = [amount * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(amount * weights[index] % total), index))
    for index in by_remainder[: amount - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def portion(units: int, part: int, whole: int) -> int:
    """How many of `units` go with a part of a whole, rounded down; with the whole all of them go.

    Taken piece by piece from what is left of both, the pieces add up to all units exactly when the whole is used up.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    return units if part == whole else units * part // whole
