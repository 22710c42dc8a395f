"""The written table of what may become of a booking, and when."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from core.booking.enums import BookingStatus as S


class Move(StrEnum):
    """One step of a booking; also the `action` of a WrongStatus refusal and, as "booking.<value>", of the audit log."""

    hold = "hold"
    release = "release"
    request = "request"
    confirm = "confirm"
    decline = "decline"
    propose = "propose"
    displace = "displace"
    accept_proposal = "accept_proposal"
    refuse_proposal = "refuse_proposal"
    reschedule = "reschedule"
    cancel = "cancel"
    attend = "attend"
    check_in = "check_in"
    start = "start"
    complete = "complete"
    mark_no_show = "mark_no_show"
    expire = "expire"


FROM: dict[Move, frozenset[S]] = {
    # A hold that lapsed or was dropped, and never was a request, may be taken up again under its key.
    Move.hold: frozenset({S.held, S.expired, S.cancelled}),
    Move.release: frozenset({S.held}),
    Move.request: frozenset({S.held, S.expired, S.cancelled}),
    # An answer is to what was asked: of several people who answer at once, one does. What was answered is changed by
    # calling it off or moving it.
    Move.confirm: frozenset({S.pending}),
    Move.decline: frozenset({S.pending}),
    Move.propose: frozenset({S.pending}),
    # A broken bed asks nobody whether the visit was confirmed.
    Move.displace: frozenset({S.pending, S.confirmed}),
    Move.accept_proposal: frozenset({S.proposed}),
    Move.refuse_proposal: frozenset({S.proposed}),
    Move.reschedule: frozenset({S.pending, S.proposed, S.confirmed}),
    Move.cancel: frozenset({S.pending, S.proposed, S.confirmed}),
    Move.attend: frozenset({S.confirmed}),
    Move.check_in: frozenset({S.confirmed}),
    Move.start: frozenset({S.checked_in}),
    Move.complete: frozenset({S.checked_in, S.in_service}),
    Move.mark_no_show: frozenset({S.confirmed}),
    Move.expire: frozenset({S.held, S.pending, S.proposed}),
}
"""From which statuses a move is allowed."""

TO: dict[Move, S] = {
    Move.hold: S.held,
    Move.release: S.cancelled,
    Move.request: S.pending,
    Move.confirm: S.confirmed,
    Move.decline: S.declined,
    Move.propose: S.proposed,
    Move.displace: S.proposed,
    Move.accept_proposal: S.confirmed,
    Move.refuse_proposal: S.cancelled,
    Move.reschedule: S.pending,
    Move.cancel: S.cancelled,
    Move.attend: S.confirmed,
    Move.check_in: S.checked_in,
    Move.start: S.in_service,
    Move.complete: S.completed,
    Move.mark_no_show: S.no_show,
    Move.expire: S.expired,
}
"""To which status a move leads."""

OPEN = frozenset({S.held, S.pending, S.proposed, S.confirmed})
"""Still ahead of the member: they count for the limit and keep the member's own time."""

TAKING_TIME = OPEN | {S.checked_in, S.in_service}
"""The time of these stands in the book of the day and cannot be blocked."""

OF_THE_DAY = (TAKING_TIME | {S.completed, S.no_show}) - {S.held}
"""What staff see of a day."""

OVER = frozenset({S.declined, S.cancelled, S.expired})
"""Called off: nobody comes."""

CHECK_IN_BEFORE = dt.timedelta(hours=3)
NO_SHOW_AFTER = dt.timedelta(minutes=15)


def respond_by(now: dt.datetime, starts_at: dt.datetime, minutes: int) -> dt.datetime:
    """Until when a request or proposal waits for its answer: the store's time, never past the visit's start."""
    return min(now + dt.timedelta(minutes=minutes), starts_at)
