"""The visit itself (C11)."""

from __future__ import annotations

from core.auth.enums import Permission
from core.booking import service
from core.booking.endpoints.views import BookingView, shown
from core.booking.errors import BookingNotFound, NotDueYet, WrongStatus
from core.kit.work import Work
from core.operation.access import Access
from core.operation.fields import PathId
from core.operation.operations import Operations

operations = Operations("Visits")
_RUNS = Access("A beautician's own; those of the front desk's store; an owner's: all.", staff=Permission.run_visits)
_MARKS = Access("Those of the front desk's store; an owner's: all.", staff=Permission.mark_no_show)


@operations.post("/bookings/{booking_id}/check-in", _RUNS, BookingNotFound, WrongStatus, NotDueYet)
def check_in(work: Work, booking_id: PathId) -> BookingView:
    """The member is here.

    From three hours before the start to the end of that day, however late they come.
    """
    return shown(service.check_in(work, booking_id))


@operations.post("/bookings/{booking_id}/start", _RUNS, BookingNotFound, WrongStatus)
def start(work: Work, booking_id: PathId) -> BookingView:
    """The treatment begins.

    After the check-in.
    """
    return shown(service.start(work, booking_id))


@operations.post("/bookings/{booking_id}/complete", _RUNS, BookingNotFound, WrongStatus)
def complete(work: Work, booking_id: PathId) -> BookingView:
    """The visit is over.

    What is left of its time is free from now on.
    """
    return shown(service.complete(work, booking_id))


@operations.post("/bookings/{booking_id}/no-show", _MARKS, BookingNotFound, WrongStatus, NotDueYet)
def mark_no_show(work: Work, booking_id: PathId) -> BookingView:
    """The member did not come.

    From a quarter of an hour after the start.
    """
    return shown(service.mark_no_show(work, booking_id))
