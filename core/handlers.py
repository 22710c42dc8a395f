"""Who cares about what happened: one table. A handler runs in the transaction of its event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.events import (
    BookingCancelled,
    BookingCheckedIn,
    BookingCompleted,
    BookingConfirmed,
    BookingDeclined,
    BookingEvent,
    BookingExpired,
    BookingMissed,
    BookingMoved,
    BookingProposed,
    BookingRequested,
    TimeFreed,
)
from core.booking.schemas import BookingOut
from core.card.events import CardRefunded, CardSold, CardUsed
from core.checkout import service as checkout
from core.checkout.enums import RefundState
from core.checkout.events import (
    ApprovalAsked,
    ApprovalLapsed,
    SaleApproved,
    SaleCompleted,
    SaleDeclined,
    SaleForced,
    SaleRefunded,
)
from core.checkout.schemas import SaleOut
from core.contract.events import ContractAccepted, ContractDeclined
from core.conversation import service as conversations
from core.coupon import service as coupons
from core.kit.events import Handlers
from core.kit.work import SYSTEM, Work
from core.member.events import MemberJoined
from core.merge.events import MembersMerged, MembersParted
from core.points import service as points
from core.prepaid.service import telling as prepaid
from core.reminder import service as reminders
from core.review import service as reviews
from core.review.events import LowScoreExplained, LowScoreGiven, LowScoreRaised, ReviewGiven
from core.review.schemas import Part, Visit
from core.tier import service as tiers
from core.tier.events import TierEvent, TierLowered, TierRaised
from core.waitlist import service as waitlist
from core.waitlist.events import OfferTaken
from core.wallet.events import ToppedUp, TopUpRefunded, WalletCharged

_DONE = {BookingStatus.completed, BookingStatus.no_show}


def _once_a_visit(tell: Callable[[Work, Any], None]) -> Callable[[Work, Any], None]:
    """What happens to a visit happens to each of its bookings; people are told of it once."""

    def told(work: Work, event: BookingEvent) -> None:
        if event.speaks:
            tell(work, event)

    return told


@_once_a_visit
def _ask_staff(work: Work, event: BookingEvent) -> None:
    kind = "booking.moved" if isinstance(event, BookingMoved) else "booking.requested"
    _tell_staff(work, _booking(work, event), kind)


@_once_a_visit
def _tell_confirmed(work: Work, event: BookingConfirmed) -> None:
    booking = _booking(work, event)
    _tell_member(work, booking, "booking.confirmed")
    if work.actor.kind == "member":  # they accepted what staff proposed
        _tell_staff(work, booking, "booking.accepted_by_member")


@_once_a_visit
def _tell_cancelled(work: Work, event: BookingCancelled) -> None:
    booking = _booking(work, event)
    if work.actor.kind == "member":
        _tell_staff(work, booking, "booking.cancelled_by_member")
    else:
        _tell_member(work, booking, "booking.cancelled")


@_once_a_visit
def _tell_expired(work: Work, event: BookingExpired) -> None:
    booking = _booking(work, event)
    _tell_member(work, booking, "booking.expired")
    _tell_staff(work, booking, "booking.expired_for_staff")


@_once_a_visit
def _tell_declined(work: Work, event: BookingDeclined) -> None:
    _tell_member(work, _booking(work, event), "booking.declined")


@_once_a_visit
def _tell_proposed(work: Work, event: BookingProposed) -> None:
    _tell_member(work, _booking(work, event), "booking.proposed")


def _brief_now(work: Work, event: BookingCheckedIn) -> None:
    reminders.brief_now(work, _booking(work, event))


@_once_a_visit
def _tell_checked_in(work: Work, event: BookingCheckedIn) -> None:
    _tell_member(work, _booking(work, event), "booking.checked_in")


def _tell_completed(work: Work, event: BookingCompleted) -> None:
    """When the last treatment of the visit is done, and not in the middle of it."""
    booking = _booking(work, event)
    if all(part.status in _DONE for part in _visit(work, booking)):
        _tell_member(work, booking, "booking.completed")


def _plan_due(work: Work, event: BookingConfirmed) -> None:
    reminders.plan(work, _booking(work, event))


def _drop_due(work: Work, event: BookingEvent) -> None:
    reminders.drop(work, event.booking_id)


def _wake_waitlist(work: Work, event: BookingEvent) -> None:
    waitlist.wake(work, _booking(work, event).store_id)


def _wake_waitlist_of_store(work: Work, event: TimeFreed) -> None:
    waitlist.wake(work, event.store_id)


def _tell_taken(work: Work, event: OfferTaken) -> None:
    _tell_staff(work, bookings.get(work.acting_as(SYSTEM), event.booking_id), "waitlist.taken")


def _tell_tier(kind: str) -> Callable[[Work, Any], None]:
    def told(work: Work, event: TierEvent) -> None:
        key = f"tier:{event.change_id}"
        conversations.notify_member(work, event.member_id, kind, key, tier=event.after.value)

    return told


def _give_upgrade_pack(work: Work, event: TierRaised) -> None:
    coupons.upgrade(work.acting_as(SYSTEM), event.member_id, event.after.value, event.change_id)


def _give_newcomer_pack(work: Work, event: MemberJoined) -> None:
    coupons.welcome(work.acting_as(SYSTEM), event.member_id)


def _booking(work: Work, event: BookingEvent) -> BookingOut:
    return bookings.get(work.acting_as(SYSTEM), event.booking_id)


def _visit(work: Work, booking: BookingOut) -> tuple[BookingOut, ...]:
    return bookings.visit_of(work.acting_as(SYSTEM), booking)


def _tell_member(work: Work, booking: BookingOut, kind: str) -> None:
    conversations.notify_member(work, booking.member_id, kind, booking=booking.id)


def _tell_staff(work: Work, booking: BookingOut, kind: str) -> None:
    """The store's desk and whoever does a treatment of the visit."""
    conversations.notify_staff(
        work,
        kind,
        store_id=booking.store_id,
        roles=conversations.DESK,
        staff_ids=sorted({part.staff_id for part in _visit(work, booking)}),
        booking=booking.id,
    )


@_once_a_visit
def _ask_group(work: Work, event: BookingEvent) -> None:
    conversations.notify_group(work, _booking(work, event).store_id, "group.requested", booking=event.booking_id)


def _settle_group(what: str) -> Callable[[Work, Any], None]:
    """What became of a request is told where the colleagues' group was asked."""

    @_once_a_visit
    def told(work: Work, event: BookingEvent) -> None:
        staff_id = work.actor.id if work.actor.kind == "staff" else None
        said = {"booking": event.booking_id, "what": what, "staff": staff_id, "at": work.now.isoformat()}
        conversations.notify_group(work, _booking(work, event).store_id, "group.settled", **said)

    return told


def _sale(work: Work, sale_id: int) -> SaleOut:
    return checkout.get(work.acting_as(SYSTEM), sale_id)


def _tell_customer(work: Work, sale: SaleOut, kind: str, **args: Any) -> None:
    if sale.member_id is not None:
        conversations.notify_member(work, sale.member_id, kind, sale=sale.id, **args)


def _tell_cashier(work: Work, sale: SaleOut, kind: str, **args: Any) -> None:
    """Who opened the bill, or else the store's desk."""
    known = [sale.staff_id] if sale.staff_id is not None else []
    roles = () if known else conversations.DESK
    conversations.notify_staff(work, kind, store_id=sale.store_id, roles=roles, staff_ids=known, sale=sale.id, **args)


def _ask_approval(work: Work, event: ApprovalAsked) -> None:
    _tell_customer(work, _sale(work, event.sale_id), "sale.approval", seal=event.seal)


def _tell_approved(work: Work, event: SaleApproved) -> None:
    _tell_cashier(work, _sale(work, event.sale_id), "sale.approved")


def _tell_bill_declined(work: Work, event: SaleDeclined) -> None:
    _tell_cashier(work, _sale(work, event.sale_id), "sale.declined", reason=event.reason)


def _tell_lapsed(work: Work, event: ApprovalLapsed) -> None:
    sale = _sale(work, event.sale_id)
    _tell_cashier(work, sale, "sale.lapsed")
    _tell_customer(work, sale, "sale.lapsed_for_member")


def _tell_forced(work: Work, event: SaleForced) -> None:
    _tell_customer(work, _sale(work, event.sale_id), "sale.forced")


def _tell_paid(work: Work, event: SaleCompleted) -> None:
    sale = _sale(work, event.sale_id)
    _tell_customer(work, sale, "sale.receipt")
    if work.actor.kind != "staff":  # the member's yes was all that was missing
        _tell_cashier(work, sale, "sale.paid")


def _tell_refunded(work: Work, event: SaleRefunded) -> None:
    _tell_customer(work, _sale(work, event.sale_id), "sale.refunded", refund=event.refund_id)


def _follow_merge(work: Work, event: MembersMerged | MembersParted) -> None:
    for member_id in (event.kept_id, event.merged_id):
        tiers.follow_merge(work.acting_as(SYSTEM), member_id)


def _may_be_reviewed(work: Work, booking: BookingOut) -> None:
    """A visit of the member's own, however many treatments it had and whoever tells first that it is over."""
    own = [part for part in _visit(work, booking) if not part.guest_number and part.status is BookingStatus.completed]
    parts = tuple(Part(part.staff_id, part.treatment_id) for part in own)
    key = f"visit:{booking.visit_id or booking.id}"
    visit = Visit(key, booking.member_id, booking.store_id, work.now, parts)
    reviews.visited(work.acting_as(SYSTEM), visit)


def _ask_review(work: Work, event: BookingCompleted) -> None:
    booking = _booking(work, event)
    if all(part.status in _DONE for part in _visit(work, booking)):
        _may_be_reviewed(work, booking)


def _ask_review_of_sale(work: Work, event: SaleCompleted) -> None:
    """Who walked in has no booking; of who has one the visit is what is reviewed, also where staff only took money."""
    sale = _sale(work, event.sale_id)
    if sale.booking_id is not None:
        booking = bookings.get(work.acting_as(SYSTEM), sale.booking_id)
        if all(part.status in _DONE for part in _visit(work, booking)):
            _may_be_reviewed(work, booking)
    elif sale.member_id is not None:
        reviews.visited(work.acting_as(SYSTEM), _walked_in(sale, sale.member_id))


def _walked_in(sale: SaleOut, member_id: int) -> Visit:
    done = [line for line in sale.lines if line.treatment_id is not None]
    parts = tuple(Part(share.staff_id, line.treatment_id or 0) for line in done for share in line.shares)
    parts += tuple(Part(None, line.treatment_id or 0) for line in done if not line.shares)
    return Visit(f"sale:{sale.id}", member_id, sale.store_id, sale.completed_at or sale.opened_at, parts)


def _drop_review_of_sale(work: Work, event: SaleRefunded) -> None:
    """A walk-in bill that came back whole is no visit any more; what else was done that day still is one (J1)."""
    machine, sale = work.acting_as(SYSTEM), _sale(work, event.sale_id)
    if sale.booking_id is not None or sale.member_id is None or sale.refund_state is not RefundState.refunded:
        return
    bills = checkout.list_receipts(machine, sale.member_id)
    standing = [each for each in bills if each.refund_state is not RefundState.refunded]
    others = [_walked_in(each, sale.member_id) for each in standing if each.booking_id is None]
    for each in bookings.list_visits(machine, sale.member_id):
        part = Part(each.staff_id, each.treatment_id)
        others.append(Visit(f"visit:{each.visit_id or each.id}", each.member_id, each.store_id, each.ends_at, (part,)))
    reviews.undone(machine, _walked_in(sale, sale.member_id), others)


def _reward_review(work: Work, event: ReviewGiven) -> None:
    """The same for any score 【law】: what counts is that somebody took the time, and how much (F5)."""
    machine = work.acting_as(SYSTEM)
    review = reviews.get(machine, event.review_id)
    earned = points.reward_review(
        machine,
        f"review:{review.id}",
        review.member_id,
        review.store_id,
        characters=len(review.words or ""),
        has_photo=review.photo is not None,
    )
    if earned is not None and earned.points:
        key = f"review:{review.id}:points"
        conversations.notify_member(work, review.member_id, "review.rewarded", key, points=earned.points)


def _tell_low(kind: str) -> Callable[[Work, Any], None]:
    """A low score reaches the store's desk, its manager and the owner, at whatever hour (J5)."""

    def told(work: Work, event: LowScoreGiven | LowScoreRaised | LowScoreExplained) -> None:
        review = reviews.get(work.acting_as(SYSTEM), event.review_id)
        conversations.notify_staff(work, kind, store_id=review.store_id, roles=conversations.DESK, review=review.id)

    return told


HANDLERS: Handlers = {
    ReviewGiven: (_reward_review,),
    LowScoreGiven: (_tell_low("review.low"),),
    LowScoreRaised: (_tell_low("review.raised"),),
    LowScoreExplained: (_tell_low("review.explained"),),
    ApprovalAsked: (_ask_approval,),
    SaleApproved: (_tell_approved,),
    SaleDeclined: (_tell_bill_declined,),
    ApprovalLapsed: (_tell_lapsed,),
    SaleForced: (_tell_forced,),
    SaleCompleted: (_tell_paid, _ask_review_of_sale),
    SaleRefunded: (_tell_refunded, _drop_review_of_sale),
    MembersMerged: (_follow_merge,),
    MembersParted: (_follow_merge,),
    MemberJoined: (_give_newcomer_pack,),
    TierRaised: (_tell_tier("tier.raised"), _give_upgrade_pack),
    TierLowered: (_tell_tier("tier.lowered"),),
    TimeFreed: (_wake_waitlist_of_store,),
    OfferTaken: (_tell_taken,),
    BookingRequested: (_ask_staff, _ask_group),
    BookingMoved: (_drop_due, _ask_staff, _ask_group, _wake_waitlist),
    BookingConfirmed: (_plan_due, _tell_confirmed, _settle_group("confirmed")),
    BookingDeclined: (_drop_due, _tell_declined, _settle_group("declined"), _wake_waitlist),
    BookingProposed: (_drop_due, _tell_proposed, _settle_group("proposed"), _wake_waitlist),
    BookingCancelled: (_drop_due, _tell_cancelled, _settle_group("cancelled"), _wake_waitlist),
    BookingCheckedIn: (_brief_now, _drop_due, _tell_checked_in),
    BookingMissed: (_drop_due,),
    BookingCompleted: (
        _tell_completed,
        prepaid.visit_completed,
        _ask_review,
    ),
    BookingExpired: (_drop_due, _tell_expired, _settle_group("expired"), _wake_waitlist),
    ContractAccepted: (prepaid.contract_accepted,),
    ContractDeclined: (prepaid.contract_declined,),
    ToppedUp: (prepaid.topped_up,),
    TopUpRefunded: (prepaid.top_up_refunded,),
    WalletCharged: (prepaid.wallet_charged,),
    CardSold: (prepaid.card_sold,),
    CardUsed: (prepaid.card_used,),
    CardRefunded: (prepaid.card_refunded,),
}
