"""Missed visits and late cancels of a member: counted from the bookings themselves, never stored (C, policy)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import cards, repository
from core.booking.enums import BookingStatus
from core.booking.errors import NothingToWaive, WrongStatus
from core.booking.rules import reliability as rules
from core.booking.schemas import BookingOut, Record
from core.booking.service import access
from core.kit.errors import BadInput
from core.kit.work import Work
from core.store.schemas import BookingPolicy, StoreOut

_LONGEST_REASON = 200


def record_of(work: Work, member_id: int, months: int = 12) -> Record:
    """How often a member did not come, and called off late, in the last months; what staff waived does not count.

    Raises NotAllowed.
    """
    access.require_member_seen(work, member_id)
    since = rules.remembered_since(work.now, months)
    return Record(*repository.count_unreliable(work.session, member_id, since))


def confirm_by(work: Work, member_id: int, store: StoreOut, starts_at: dt.datetime) -> dt.datetime | None:
    """Until when the member has to confirm a visit once more, by the policy of now; None when they need not."""
    policy = store.settings.booking
    if not policy.no_shows_to_confirm:
        return None
    since = rules.remembered_since(work.now, policy.no_show_months)
    no_shows, _late = repository.count_unreliable(work.session, member_id, since)
    return rules.confirm_by(work.now, starts_at, no_shows, policy, store.quiet)


def policy_of(work: Work, booking_id: int) -> BookingPolicy:
    """The store's policy as it was when the booking was made. Raises BookingNotFound."""
    access.find_seen(work, booking_id)
    return BookingPolicy.model_validate(repository.get_policy(work.session, booking_id))


def waive(work: Work, booking_id: int, reason: str) -> BookingOut:
    """Does not hold a no-show or a late cancel against the member; the reason stays with the booking and the audit log.

    Raises NothingToWaive, BadInput without a reason.
    """
    booking = access.find_seen(work, booking_id)
    auth.require(work.actor, Permission.answer_requests, booking.store_id)
    tidied = " ".join(reason.split())
    if not 0 < len(tidied) <= _LONGEST_REASON:
        raise BadInput(what="reason")
    if booking.status is not BookingStatus.no_show and not booking.is_late:
        raise NothingToWaive(booking=booking)
    _note(work, booking, waived_reason=tidied)
    audit.record(work, "booking.waive", "booking", booking_id)
    return access.find_seen(work, booking_id)


def keep_unconfirmed(work: Work, booking_id: int) -> BookingOut:
    """Staff keep a visit the member has not confirmed again; nobody is asked about it any more. Raises WrongStatus."""
    booking = access.find_seen(work, booking_id)
    access.require_answer(work, booking)
    if booking.status is not BookingStatus.confirmed:
        raise WrongStatus(booking=booking, action="keep")
    _note(work, booking, confirm_by=None)
    audit.record(work, "booking.keep", "booking", booking_id)
    return access.find_seen(work, booking_id)


def _note(work: Work, booking: BookingOut, **values: Any) -> None:
    """Beside all of the visit: it was asked for, and is missed, as one."""
    for part in cards.visit_of(work.session, booking):
        repository.note(work.session, part.id, **values)
