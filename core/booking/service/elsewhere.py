"""Where the acting member is already: nobody is offered what they would only be refused (C4)."""

from __future__ import annotations

from typing import Any

from core.booking import cards, repository
from core.booking.schemas import BookingOut, Slot
from core.kit.clock import epoch_minute
from core.kit.work import Work
from core.resource.rules import Grid
from core.resource.schemas import Ignored


def cells(work: Work, grid: Grid, ignoring: Ignored = None) -> int:
    """The cells in which the acting member has a visit of their own; none for staff and for who is not known.

    By the rule of `placing.refuse_clash`: what they booked for a friend is not in the way, nor is the visit `ignoring`
    belongs to.
    """
    return grid.touched((epoch_minute(row.starts_at), epoch_minute(row.ends_at)) for row in _own(work, ignoring))


def visit_at(work: Work, slot: Slot, ignoring: Ignored = None) -> BookingOut | None:
    """The acting member's own visit that is in the way of a start; None when nothing is."""
    ids = (row.id for row in _own(work, ignoring) if row.starts_at < slot.ends_at and row.ends_at > slot.starts_at)
    first = next(ids, None)
    return None if first is None else cards.find(work.session, first)


def has_visits(work: Work) -> bool:
    """Whether the acting member has visits of their own ahead, so that what is free for others may not be for them."""
    return bool(_own(work, None))


def _own(work: Work, ignoring: Ignored) -> list[Any]:
    if work.actor.kind != "member" or work.actor.id is None:
        return []
    rows = repository.open_of_member(work.session, work.actor.id, work.now, [])
    ignored = {ignoring} if isinstance(ignoring, int) else set(ignoring or ())
    visits = {row.visit for row in rows if row.id in ignored}
    return [row for row in rows if row.guest_number == 0 and row.visit not in visits]
