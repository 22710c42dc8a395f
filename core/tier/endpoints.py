"""Levels (G): where a member stands, what was decided about it, and a level by hand."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from core.auth.enums import Permission
from core.kit.work import Work
from core.member.enums import Tier
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import Body, PathId, View, Words
from core.operation.operations import Operations
from core.tier import service
from core.tier.enums import ChangeWhy
from core.tier.schemas import Perks

operations = Operations("Levels")
_SEEN = Access("A member: their own. Colleagues: members they know.", member=True, staff=Permission.see_members)
_SETS = Access("Whoever runs the store, for members it knows.", staff=Permission.set_tiers)


class PerksView(View):
    """What a level gives."""

    discount_percent: int = Field(examples=[10], description="Percent off (G4).")
    priority_days: int = Field(examples=[7], description="Days the calendar opens earlier (C9).")
    words: list[Words]


class StandingView(View):
    """Where a member stands. What is `missing` is null where it does not count, or where no level is higher.

    `spend_fen`, `points` and `visits` are those of the last months; at `kept_until` the level is looked at again.
    """

    tier: Tier = Field(examples=["silver"])
    spend_fen: int = Field(examples=[480_000])
    points: int = Field(examples=[4_800])
    visits: int = Field(examples=[9])
    next_tier: Tier | None = Field(examples=["gold"])
    missing_fen: int | None = Field(examples=[120_000])
    missing_points: int | None = Field(examples=[None])
    missing_visits: int | None = Field(examples=[None])
    perks: PerksView
    next_perks: PerksView | None
    kept_until: dt.datetime | None = Field(examples=["2027-09-16T16:00:00Z"])
    is_grace: bool = Field(examples=[False])


class ChangeView(View):
    """One decision about a member's level."""

    before: Tier = Field(examples=["member"])
    after: Tier = Field(examples=["silver"])
    why: ChangeWhy = Field(examples=["spend"])
    at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    kept_until: dt.datetime | None = Field(examples=["2027-09-16T16:00:00Z"])


class Level(Body):
    """The level a member is to have."""

    tier: Tier


@operations.get("/members/{member_id}/level", _SEEN, MemberNotFound)
def get_level(work: Work, member_id: PathId) -> StandingView:
    """A member's level.

    What it gives, how far it is to the next, and until when it is kept.
    """
    standing = service.standing(work, member_id)
    higher = standing.next_perks
    plain = set(StandingView.model_fields) - {"perks", "next_perks"}
    return StandingView(
        **{name: getattr(standing, name) for name in plain},
        perks=_perks(standing.perks),
        next_perks=None if higher is None else _perks(higher),
    )


@operations.get("/members/{member_id}/level/changes", _SEEN, MemberNotFound)
def list_level_changes(work: Work, member_id: PathId) -> list[ChangeView]:
    """All that was decided about a member's level.

    Oldest first, each with its reason.
    """
    service.standing(work, member_id)
    return [ChangeView.model_validate(each) for each in service.changes_of(work, member_id)]


@operations.put("/members/{member_id}/level", _SETS, MemberNotFound)
def set_level(work: Work, member_id: PathId, level: Level) -> StandingView:
    """Put a member into a level by hand.

    It holds for a year, whatever is spent until then that reaches less.
    """
    service.set_by_hand(work, member_id, level.tier)
    return get_level(work, member_id)


def _perks(perks: Perks) -> PerksView:
    words = [Words.model_validate(each) for each in perks.words]
    return PerksView(discount_percent=perks.discount_percent, priority_days=perks.priority_days, words=words)
