"""Points, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core.kit.localized import Localized
from core.points.enums import EntryKind, LotState


@dataclass(frozen=True, slots=True)
class Holding:
    """What is left of one lot; `left` is never below zero."""

    id: int
    left: int
    starts_at: dt.datetime
    ends_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Ending:
    """Points that end at a moment (UTC), the first one at which they cannot be spent."""

    points: int
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PointsBalance:
    """What a member has: `active` can be spent now, `pending` later, `debt` is owed and filled by what is earned next.

    `active - debt` is what members see. `ending`: what of it ends when, soonest first.
    """

    active: int
    pending: int = 0
    debt: int = 0
    ending: tuple[Ending, ...] = ()

    @property
    def shown(self) -> int:
        """What members see as theirs; below zero while they owe."""
        return self.active - self.debt


@dataclass(frozen=True, slots=True)
class PointsEntryOut:
    """One movement with what made it (F19); see `PointsEntry`. `reason`: a colleague's own words, if any."""

    id: int
    key: str
    member_id: int
    store_id: int
    kind: EntryKind
    points: int
    amount: int
    of_id: int | None
    staff_id: int | None
    because: dict[str, Any]
    at: dt.datetime
    reason: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LotOut:
    """A lot and where it stands now."""

    id: int
    entry_id: int
    points: int
    left: int
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    state: LotState


@dataclass(frozen=True, slots=True)
class PointsOffer:
    """The most of a bill that points may pay: so many points are worth so many fen; `rate` points are one yuan (F9).

    `gift`: what comes with it for the member's tier.
    """

    points: int
    fen: int
    rate: int
    gift: Localized | None = None
