"""Refusals of the booking domain; each code is a text key."""

from core.kit.errors import NotFound, Refusal


class SlotTaken(Refusal):
    """Somebody else has the time now, or it never was free. Field: `answer` (schemas.Answer) with reason and
    nearest."""

    code = "booking.slot_taken"


class BookingNotFound(NotFound):
    """No such booking for this person. Field: `code` as it was given."""

    code = "booking.not_found"


class WrongStatus(Refusal):
    """The booking is not in a status from which this move is allowed. Fields: `booking` (BookingOut), `action`."""

    code = "booking.wrong_status"


class TooManyBookings(Refusal):
    """The member already has as many open bookings as the store allows. Field: `limit`."""

    code = "booking.too_many"


class MemberBusy(Refusal):
    """The member has another booking at that time. Field: `booking` (BookingOut)."""

    code = "booking.member_busy"


class VisitTooLarge(Refusal):
    """More treatments or people than the store takes at once. Field: `limit`."""

    code = "booking.visit_too_large"


class TimeHasBookings(Refusal):
    """Time cannot be blocked while it is booked. Field: `bookings` (tuple of BookingOut)."""

    code = "booking.time_has_bookings"


class NothingToWaive(Refusal):
    """The visit was neither missed nor called off late. Field: `booking`."""

    code = "booking.nothing_to_waive"


class NotDueYet(Refusal):
    """Too early for this: a check-in days ahead, a no-show before the start. Fields: `booking`, `from_at`."""

    code = "booking.not_due_yet"
