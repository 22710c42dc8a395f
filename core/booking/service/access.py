"""Who may see and move which booking."""

from __future__ import annotations

from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut
from core.booking.service import acquaintance
from core.kit.errors import NotAllowed
from core.kit.work import Work


def find_seen(work: Work, booking_id: int) -> BookingOut:
    """The booking, if the actor may see it. Raises BookingNotFound for others and for none: they read alike."""
    booking = cards.find(work.session, booking_id)
    if booking is None or not may_see(work, booking):
        raise BookingNotFound(code=None)
    return booking


def may_see(work: Work, booking: BookingOut) -> bool:
    """Members see their own, a beautician hers, the front desk its store's."""
    if work.actor.kind == "member":
        return booking.member_id == work.actor.id
    return _holds(work, booking, Permission.see_store_agenda, Permission.see_own_agenda)


def require_answer(work: Work, booking: BookingOut) -> None:
    """Raises NotAllowed unless the actor answers requests, the store's or their own. Never a member."""
    if not _holds(work, booking, Permission.answer_requests, Permission.answer_own_requests):
        raise NotAllowed(permission=Permission.answer_requests.value)


def require_answer_to_visit(work: Work, booking: BookingOut) -> None:
    """Raises NotAllowed unless the actor answers for all of the visit: a beautician only if all of it is hers."""
    for part in cards.visit_of(work.session, booking):
        require_answer(work, part)


def may_answer(work: Work, booking: BookingOut) -> bool:
    """Whether the actor may answer the request, with all of its visit: who may not is offered no button for it."""
    try:
        require_answer_to_visit(work, booking)
    except NotAllowed:
        return False
    return True


def require_visit(work: Work, booking: BookingOut) -> None:
    """Raises NotAllowed unless the actor runs this visit: the front desk any, a beautician her own."""
    auth.require(work.actor, Permission.run_visits, booking.store_id)
    if not _holds(work, booking, Permission.see_store_agenda, Permission.run_visits):
        raise NotAllowed(permission=Permission.run_visits.value)


def require_change(work: Work, booking: BookingOut) -> None:
    """Raises NotAllowed unless the actor is the member concerned or staff who could answer the request."""
    if work.actor.kind != "member":
        require_answer_to_visit(work, booking)


def require_asking(work: Work, member_id: int, store_id: int) -> None:
    """Raises NotAllowed unless the actor may book for the member: they themselves, or the store's front desk."""
    if work.actor.kind == "member" and work.actor.id == member_id:
        return
    auth.require(work.actor, Permission.answer_requests, store_id)


def agenda_of(work: Work, store_id: int, staff_id: int | None) -> int | None:
    """Whose agenda the actor gets to see when asking for one person's or everybody's (None). Raises NotAllowed."""
    if auth.allowed(work.actor, Permission.see_store_agenda, store_id):
        return staff_id
    auth.require(work.actor, Permission.see_own_agenda, store_id)
    if staff_id not in {None, work.actor.id}:
        raise NotAllowed(permission=Permission.see_store_agenda.value)
    return work.actor.id


def require_member_seen(work: Work, member_id: int) -> None:
    """Raises NotAllowed unless the actor is that member, or staff who know them."""
    if not acquaintance.knows(work, member_id):
        raise NotAllowed(permission=Permission.see_members.value)


def _holds(work: Work, booking: BookingOut, everybodys: Permission, own: Permission) -> bool:
    if auth.allowed(work.actor, everybodys, booking.store_id):
        return True
    return booking.staff_id == work.actor.id and auth.allowed(work.actor, own, booking.store_id)
