"""Staff answer requests; members answer proposals and reminders."""

from __future__ import annotations

import datetime as dt

from core.booking.events import AttendancePromised, BookingCancelled, BookingConfirmed, BookingDeclined, BookingProposed
from core.booking.rules.moves import FROM, Move, respond_by
from core.booking.schemas import BookingOut, Wish
from core.booking.service import access, moving, placing, pricing, reliability, visit_moves
from core.booking.service import search as searching
from core.kit.errors import NotAllowed
from core.kit.work import Work
from core.resource import service as resource


def confirm(work: Work, booking_id: int) -> BookingOut:
    """Staff say yes to a request. A member never can. Raises WrongStatus."""
    access.require_answer_to_visit(work, access.find_seen(work, booking_id))
    return moving.move(work, booking_id, Move.confirm, BookingConfirmed, respond_by=None)


def decline(work: Work, booking_id: int, reason: str) -> BookingOut:
    """Staff say no to a request; the time is free again. Raises WrongStatus."""
    access.require_answer_to_visit(work, access.find_seen(work, booking_id))
    return moving.move(
        work,
        booking_id,
        Move.decline,
        BookingDeclined,
        and_then=lambda ids: resource.free(work, ids),
        reason=reason,
        respond_by=None,
    )


def propose(
    work: Work, booking_id: int, starts_at: dt.datetime, staff_id: int | None = None, *, step: Move = Move.propose
) -> BookingOut:
    """Staff offer another time, perhaps with another person: it is kept until the member answers.

    The same person if that can be; anyone else only where the member said "anyone", unless staff name somebody.
    Raises WrongStatus, SlotTaken.
    """
    starts_at = starts_at.astimezone(dt.UTC)
    booking = access.find_seen(work, booking_id)
    access.require_answer_to_visit(work, booking)
    if booking.status not in FROM[step]:
        raise moving.lost(work, booking_id, step)
    if booking.visit_id is not None:
        return visit_moves.propose(work, booking, starts_at)
    wished = staff_id or (None if booking.is_any_staff else booking.staff_id)
    search = searching.prepare(work, Wish(booking.store_id, booking.variation_id, wished))
    placing.lock_all(work, search)
    place = placing.find_place(work, search, starts_at, ignoring=booking_id, prefer=[booking.staff_id])
    # The salon's wish, not the member's: it may make the visit cheaper, never dearer.
    price = min(booking.price, search.price(starts_at, booking.price.list_fen), key=lambda each: each.fen)
    answer_by = respond_by(work.now, starts_at, search.store.settings.booking.request_minutes)
    if not placing.put(
        work,
        search,
        place,
        booking_id,
        step,
        earlier_starts_at=booking.starts_at,
        respond_by=answer_by,
        **pricing.columns(price),
        attendance_confirmed_at=None,
        confirm_by=reliability.confirm_by(work, booking.member_id, search.store, starts_at),
    ):
        raise moving.lost(work, booking_id, step)
    event = BookingProposed(booking_id, booking.starts_at)
    return moving.settled(work, booking_id, step, event, earlier=str(booking.starts_at), now=str(starts_at))


def propose_instead(work: Work, booking_id: int, starts_at: dt.datetime) -> BookingOut:
    """As `propose`, of a visit that stands already: its old time is given up, and the new one kept for the member.

    Raises WrongStatus, SlotTaken.
    """
    return propose(work, booking_id, starts_at, step=Move.displace)


def accept_proposal(work: Work, booking_id: int) -> BookingOut:
    """The member takes the proposed time: staff offered it, so it is confirmed. Raises WrongStatus."""
    _require_member(work, booking_id)
    return moving.move(work, booking_id, Move.accept_proposal, BookingConfirmed, respond_by=None)


def refuse_proposal(work: Work, booking_id: int) -> BookingOut:
    """The member does not take the proposed time: the booking is off, and never counts as late. Raises WrongStatus."""
    _require_member(work, booking_id)
    return moving.move(
        work,
        booking_id,
        Move.refuse_proposal,
        lambda id_: BookingCancelled(id_, is_late=False),
        and_then=lambda ids: resource.free(work, ids),
        respond_by=None,
    )


def attend(work: Work, booking_id: int) -> BookingOut:
    """The member will come (C8); it holds for the time as it stands, and twice is harmless. Raises WrongStatus."""
    _require_member(work, booking_id)
    return moving.move(work, booking_id, Move.attend, AttendancePromised, attendance_confirmed_at=work.now)


def _require_member(work: Work, booking_id: int) -> None:
    access.find_seen(work, booking_id)
    if work.actor.kind not in {"member", "system"}:
        raise NotAllowed(permission="member")
