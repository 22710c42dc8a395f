"""Points, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from core.coupon.schemas import CouponFound
from core.kit.localized import Localized
from core.member.enums import Tier
from core.points.enums import EntryKind, FlagRule, FlagStatus, ItemKind, LotState, Perk, RedemptionStatus


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


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A daily check-in: the how manieth in a row, what it brought, and how many days are left to the streak's bonus."""

    streak: int
    points: int
    to_go: int
    streak_points: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class ItemOut:
    """Something to be had for points; see `PointsItem`."""

    id: int
    code: str
    kind: ItemKind
    name: dict[str, str]
    about: dict[str, str]
    points: int
    cash_fen: int
    stock: int | None
    per_member: int | None
    tier: Tier | None
    is_automatic: bool
    perk: Perk | None
    days: int | None
    position: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class RedemptionOut:
    """What a member had for points; see `PointsRedemption`."""

    id: int
    code: str
    key: str
    member_id: int
    item_id: int
    store_id: int
    points: int
    cash_fen: int
    status: RedemptionStatus
    made_at: dt.datetime
    settled_at: dt.datetime | None
    staff_id: int | None
    tender: str | None
    reference: str | None
    until: dt.datetime | None
    item_code: str
    item_name: dict[str, str]
    item_about: dict[str, str]


@dataclass(frozen=True, slots=True)
class CodeFound:
    """What a code is: of a coupon, or of what was had for points; `waiting`: what its member could fetch besides."""

    coupon: CouponFound
    redemption: RedemptionOut | None = None
    waiting: tuple[RedemptionOut, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagOut:
    """Abnormal earning with its evidence; see `PointsFlag`."""

    id: int
    member_id: int
    store_id: int
    rule: FlagRule
    evidence: dict[str, Any]
    raised_at: dt.datetime
    decide_by: dt.datetime
    status: FlagStatus
    staff_id: int | None
    decided_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Redeemed:
    """How often something was had for points in a span, and for how many."""

    item_code: str
    item_name: dict[str, str]
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class PointsReport:
    """What members hold (F18): `active` and `pending` points, what is owed, what the active ones are worth at the
    till by their tiers, in fen; earned and spent in the last `days`, and what was had most."""

    members: int
    active: int
    pending: int
    debt: int
    worth_fen: int
    days: int
    earned: int
    spent: int
    expired: int
    most: tuple[Redeemed, ...]

    @property
    def usage_percent(self) -> int:
        """Of what came in, how much was spent, in the same span (F22)."""
        return self.spent * 100 // self.earned if self.earned else 0
