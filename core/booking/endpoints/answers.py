"""The store answers requests; members answer proposals and reminders."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.booking import service
from core.booking.endpoints.views import ANSWERED, CHANGED, BookingView, shown
from core.booking.errors import BookingNotFound, SlotTaken, WrongStatus
from core.kit.work import Work
from core.operation.access import Access
from core.operation.fields import Body, Id, Moment, PathId, Text
from core.operation.operations import Operations

operations = Operations("Answers")
_OWN = Access("A member's own.", member=True)
Reason = Annotated[Text, Field(min_length=1, max_length=200, examples=["Lily is at a training that day."])]


class Declined(Body):
    """Why the store cannot do it: the member reads it."""

    reason: Reason


class Cancelled(Body):
    """Why it is called off, if there is something to say."""

    reason: Reason | None = None


class Proposed(Body):
    """Another time; `staff_id` names somebody else, left out it is the same person if that can be."""

    starts_at: Moment
    staff_id: Annotated[Id | None, Field(examples=[None])] = None


@operations.post("/bookings/{booking_id}/confirm", ANSWERED, BookingNotFound, WrongStatus)
def confirm(work: Work, booking_id: PathId) -> BookingView:
    """Confirm a request.

    The member is told. Of several who answer at once one does; the others get 409 and how it stands.
    """
    return shown(service.confirm(work, booking_id))


@operations.post("/bookings/{booking_id}/decline", ANSWERED, BookingNotFound, WrongStatus)
def decline(work: Work, booking_id: PathId, answer: Declined) -> BookingView:
    """Decline a request.

    The time is free again, and the member is told why.
    """
    return shown(service.decline(work, booking_id, answer.reason))


@operations.post("/bookings/{booking_id}/propose", ANSWERED, BookingNotFound, WrongStatus, SlotTaken)
def propose(work: Work, booking_id: PathId, offer: Proposed) -> BookingView:
    """Offer another time.

    It is kept until the member answers; the time asked for is given back.
    """
    return shown(service.propose(work, booking_id, offer.starts_at, offer.staff_id))


@operations.post("/bookings/{booking_id}/accept-proposal", _OWN, BookingNotFound, WrongStatus)
def accept_proposal(work: Work, booking_id: PathId) -> BookingView:
    """Take the proposed time.

    The store offered it, so it is confirmed.
    """
    return shown(service.accept_proposal(work, booking_id))


@operations.post("/bookings/{booking_id}/refuse-proposal", _OWN, BookingNotFound, WrongStatus)
def refuse_proposal(work: Work, booking_id: PathId) -> BookingView:
    """Refuse the proposed time.

    The booking is off, and never counts as late.
    """
    return shown(service.refuse_proposal(work, booking_id))


@operations.post("/bookings/{booking_id}/attend", _OWN, BookingNotFound, WrongStatus)
def attend(work: Work, booking_id: PathId) -> BookingView:
    """Promise to come.

    The answer to a reminder (C8); twice is harmless.
    """
    return shown(service.attend(work, booking_id))


@operations.post("/bookings/{booking_id}/cancel", CHANGED, BookingNotFound, WrongStatus)
def cancel(work: Work, booking_id: PathId, why: Cancelled) -> BookingView:
    """Call a booking off.

    By the member or on their behalf. What members call off late is noted as late, by the policy of when it was made.
    """
    return shown(service.cancel(work, booking_id, why.reason))
