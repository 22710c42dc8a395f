"""Points: a member's own, what is to be had for them, and what staff do with them (product.md F)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field

from core.auth.enums import Permission
from core.coupon.errors import CodesLocked
from core.kit.errors import Refusal
from core.kit.ids import new_key
from core.kit.tender import Tender
from core.kit.work import Work
from core.member.enums import Tier
from core.member.errors import MemberNotFound
from core.operation.access import ANYONE, Access
from core.operation.fields import Body, Id, Limit, PathId, Text, View, Words
from core.operation.operations import Operations
from core.operation.paging import Cursor, Page, read_cursor, write_cursor
from core.points import errors, service
from core.points.enums import EntryKind, FlagRule, FlagStatus, ItemKind, Perk, RedemptionStatus
from core.store.errors import StoreNotFound

operations = Operations("Points")
_SEEN = Access(
    "A member: their own. Colleagues: those of members they know.", member=True, staff=Permission.see_members
)
_ADJUST = Access("The front desk, for members it knows, within the limit of the role.", staff=Permission.adjust_points)
_RUN = Access("Whoever runs the store.", staff=Permission.run_points)
_DESK = Access("Colleagues.", staff=Permission.see_members)
_HAD = Access("A member: their own. Colleagues: any.", member=True, staff=Permission.see_members)
_SPENDING: tuple[type[Refusal], ...] = (
    errors.NotEnoughPoints,
    errors.BelowThreshold,
    errors.WindowClosed,
    errors.PointsOff,
)
Code = Annotated[Text, Field(min_length=1, max_length=40, examples=["K7M2QX4PAB"])]


class EndingView(View):
    """Points that end."""

    points: int = Field(examples=[550])
    ends_at: dt.datetime = Field(examples=["2027-09-16T16:00:00Z"], description="The first moment they are gone.")


class BalanceView(View):
    """What a member has; `shown` is `active` less `debt`, as the member sees it."""

    active: int = Field(examples=[550])
    pending: int = Field(examples=[0])
    debt: int = Field(examples=[0], description="Owed after a refund; what is earned next fills it.")
    shown: int = Field(examples=[550])
    ending: list[EndingView]


class EntryView(View):
    """One movement, with the rule that made it."""

    id: int = Field(examples=[12])
    kind: EntryKind = Field(examples=["earn"])
    points: int = Field(examples=[550])
    because: dict[str, Any] = Field(examples=[{"rule": "F1", "spend_fen": 50000, "base": 500, "step": 50}])
    reason: str | None = Field(examples=[None], description="A colleague's own words.")
    at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])


class OfferView(View):
    """The most of a sum that points may pay."""

    points: int = Field(examples=[880])
    fen: int = Field(examples=[1100])
    rate: int = Field(examples=[80], description="Points for one yuan at the member's tier.")


class CheckedInView(View):
    """A daily check-in."""

    streak: int = Field(examples=[3])
    points: int = Field(examples=[0])
    to_go: int = Field(examples=[4], description="Days in a row to go until the bonus.")
    is_new: bool = Field(description="False when the member had checked in today.")


class ItemView(View):
    """Something to be had for points, perhaps with money besides."""

    code: str = Field(examples=["cream"])
    kind: ItemKind = Field(examples=["goods"])
    name: Words
    about: Words
    points: int = Field(examples=[600])
    cash_fen: int = Field(examples=[0])
    stock: int | None = Field(examples=[20], description="Null: as many as wanted.")
    per_member: int | None = Field(examples=[None])
    tier: Tier | None = Field(examples=[None], description="The lowest tier that may have it.")


class RedemptionView(View):
    """What a member had, on record."""

    code: str = Field(examples=["K7M2QX4PAB"])
    item_code: str = Field(examples=["cream"])
    points: int = Field(examples=[600])
    cash_fen: int = Field(examples=[0])
    status: RedemptionStatus = Field(examples=["open"])
    made_at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    settled_at: dt.datetime | None = Field(examples=[None])
    tender: str | None = Field(examples=[None])


class FlagView(View):
    """Abnormal earning, with its evidence."""

    id: int = Field(examples=[3])
    member_id: int = Field(examples=[9])
    rule: FlagRule = Field(examples=["rush"])
    evidence: dict[str, Any] = Field(examples=[{"counted": 10, "limit": 10, "points": 50}])
    raised_at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    decide_by: dt.datetime = Field(examples=["2026-09-18T02:00:00Z"])
    status: FlagStatus = Field(examples=["open"])


class MostView(View):
    """What was had how often."""

    item_code: str = Field(examples=["cream"])
    count: int = Field(examples=[12])
    points: int = Field(examples=[7200])


class ReportView(View):
    """The points of all members; the flows are of the last `days`."""

    members: int = Field(examples=[120])
    active: int = Field(examples=[48000])
    pending: int = Field(examples=[0])
    debt: int = Field(examples=[0])
    worth_fen: int = Field(examples=[52000])
    days: int = Field(examples=[30])
    earned: int = Field(examples=[9000])
    spent: int = Field(examples=[3000])
    expired: int = Field(examples=[200])
    usage_percent: int = Field(examples=[33])
    most: list[MostView]


class Adjustment(Body):
    """Points given, or below zero taken, by hand."""

    points: Annotated[int, Field(strict=True, ge=-1_000_000, le=1_000_000, examples=[100])]
    reason: Annotated[Text, Field(min_length=1, max_length=200, examples=["Had to wait"])]


class Wanted(Body):
    """What a member wants for points."""

    item: Annotated[Text, Field(min_length=1, max_length=40, examples=["cream"])]
    store_id: Id | None = None


class Handing(Body):
    """How the money besides was paid; nothing where none is due."""

    tender: Tender | None = None
    reference: Annotated[Text, Field(max_length=60, examples=["W20260916001"])] = ""


class Verdict(Body):
    """Whether it was abuse: then the points of the evidence are taken back."""

    is_abuse: bool


class ItemBody(Body):
    """All that is known of an item."""

    kind: ItemKind
    name: Words
    about: Words
    points: Annotated[int, Field(strict=True, ge=1, le=1_000_000, examples=[600])]
    cash_fen: Annotated[int, Field(strict=True, ge=0, le=10_000_000, examples=[0])] = 0
    stock: Annotated[int | None, Field(ge=0, le=1_000_000, examples=[20])] = None
    per_member: Annotated[int | None, Field(ge=1, le=1000, examples=[None])] = None
    tier: Tier | None = None
    perk: Perk | None = None
    days: Annotated[int | None, Field(ge=1, le=365, examples=[None])] = None
    position: Annotated[int, Field(strict=True, ge=0, le=10_000, examples=[1])] = 0
    is_active: bool = True


@operations.get("/members/{member_id}/points", _SEEN, MemberNotFound)
def get_points(work: Work, member_id: PathId) -> BalanceView:
    """A member's points.

    What can be spent, what comes later, what is owed, and what of it ends when.
    """
    return BalanceView.model_validate(service.balance(work, member_id))


@operations.get("/members/{member_id}/points/entries", _SEEN, MemberNotFound)
def list_points_entries(
    work: Work, member_id: PathId, cursor: Cursor | None = None, limit: Limit = 20
) -> Page[EntryView]:
    """Every movement of a member's points.

    Newest first, each with the rule that made it.
    """
    before = read_cursor(cursor)[0] if cursor else None
    found = service.list_entries(work, member_id, before=before, limit=limit + 1)
    items = [EntryView.model_validate(each) for each in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].id) if len(found) > limit else None)


@operations.get(
    "/members/{member_id}/points/offer",
    _SEEN,
    MemberNotFound,
    StoreNotFound,
    errors.BadPoints,
    errors.NotExchangeable,
    *_SPENDING,
)
def get_points_offer(
    work: Work, member_id: PathId, store_id: PathId, due_fen: Annotated[int, Field(ge=1, le=10_000_000)]
) -> OfferView:
    """How much of a sum points may pay.

    By the tier's rate, the threshold and the windows of the store; refused with the reason where none may.
    """
    found = service.spend_limits(work, member_id, store_id, due_fen)
    if isinstance(found, Refusal):
        raise found
    return OfferView.model_validate(found)


@operations.post("/members/{member_id}/points/adjustments", _ADJUST, MemberNotFound, errors.BadPoints, errors.BadReason,
                 errors.AdjustLimit, errors.NotEnoughPoints, status=201)  # fmt: skip
def adjust_points(work: Work, member_id: PathId, wanted: Adjustment) -> EntryView:
    """Give or take points by hand.

    Within the day's limit of the role; the reason is kept, and the member is told.
    """
    return EntryView.model_validate(service.adjust(work, f"api:{new_key()}", member_id, wanted.points, wanted.reason))


@operations.post("/members/{member_id}/points/check-in", _SEEN, MemberNotFound, errors.CheckInOff)
def check_in_daily(work: Work, member_id: PathId) -> CheckedInView:
    """Check in for today.

    Once a local day; days in a row bring a bonus.
    """
    return CheckedInView.model_validate(service.daily_check_in(work, member_id))


@operations.get("/points/items", ANYONE)
def list_points_items(work: Work) -> list[ItemView]:
    """What is to be had for points.

    Sold out or not, in the salon's order.
    """
    return [ItemView.model_validate(each) for each in service.list_items(work)]


@operations.put("/points/items/{item_code}", _RUN, errors.BadItem)
def put_points_item(
    work: Work, item_code: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$", examples=["cream"])], item: ItemBody
) -> ItemView:
    """Put something on offer for points.

    New or known by its code; all that is known of it is replaced, the stock too.
    """
    values = item.model_dump(exclude={"name", "about"})
    made = service.put_item(work, item_code, name=item.name.model_dump(), about=item.about.model_dump(), **values)
    return ItemView.model_validate(made)


@operations.get("/members/{member_id}/points/redemptions", _SEEN, MemberNotFound)
def list_redemptions(work: Work, member_id: PathId) -> list[RedemptionView]:
    """What a member had for points.

    The newest fifty, newest first.
    """
    return [RedemptionView.model_validate(each) for each in service.list_redemptions(work, member_id)]


@operations.post("/members/{member_id}/points/redemptions", _SEEN, MemberNotFound, StoreNotFound, errors.ItemNotFound,
                 errors.ItemSoldOut, errors.ItemLimit, errors.ItemAbove, *_SPENDING, status=201)  # fmt: skip
def redeem_points_item(work: Work, member_id: PathId, wanted: Wanted) -> RedemptionView:
    """Have something for points.

    The points are spent and a code stands for it until it is handed over; all of it or nothing.
    """
    made = service.redeem(work, f"api:{new_key()}", member_id, wanted.item, wanted.store_id)
    return RedemptionView.model_validate(made)


@operations.post("/points/redemptions/{redemption_code}/hand-over", _DESK, errors.RedemptionNotFound,
                 errors.RedemptionSettled, errors.CashMissing, CodesLocked)  # fmt: skip
def hand_over_redemption(work: Work, redemption_code: Code, handing: Handing) -> RedemptionView:
    """Hand over what a code stands for.

    Once; money that is due besides is recorded with how it was paid.
    """
    done = service.hand_over(work, redemption_code, tender=handing.tender, reference=handing.reference)
    return RedemptionView.model_validate(done)


@operations.post("/points/redemptions/{redemption_code}/cancel", _HAD, errors.RedemptionNotFound,
                 errors.RedemptionSettled, CodesLocked)  # fmt: skip
def cancel_redemption(work: Work, redemption_code: Code) -> RedemptionView:
    """Call off what nobody fetched yet.

    The points go back to where they came from. Twice is harmless.
    """
    return RedemptionView.model_validate(service.cancel(work, redemption_code))


@operations.get("/points/flags", _RUN)
def list_points_flags(work: Work) -> list[FlagView]:
    """Abnormal earning that waits for a decision.

    Of the caller's store, an owner's of all; the most urgent first.
    """
    return [FlagView.model_validate(each) for each in service.list_flags(work)]


@operations.post("/points/flags/{flag_id}/decision", _RUN, errors.FlagNotFound)
def decide_points_flag(work: Work, flag_id: PathId, verdict: Verdict) -> FlagView:
    """Decide on abnormal earning.

    Cleared, or confirmed: then the points of its evidence are taken back.
    """
    return FlagView.model_validate(service.decide(work, flag_id, is_abuse=verdict.is_abuse))


@operations.get("/points/report", _RUN)
def get_points_report(work: Work) -> ReportView:
    """The points of all members.

    What is out and what it is worth, what was earned and spent in the last 30 days, and what was had most.
    """
    return ReportView.model_validate(service.report(work))
