"""Bookings brought to a status through the front door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.schemas import BookingOut, Wish
from core.kit.clock import ManualClock
from tests.factories.salon import Salon

Act = Callable[..., Any]


def held(
    act: Act, salon: Salon, key: str = "k", number: int = 0, wish: Wish | None = None, at: Any = None
) -> BookingOut:
    """A hold; for amy's facial tomorrow at 14:00 unless something else is wished."""
    wish, at = wish or salon.wish(who="amy"), at or salon.at(17, "14:00")
    booking: BookingOut = act(service.hold, key, salon.members[number], wish, at, by=salon.member(number))
    return booking


def requested(act: Act, salon: Salon, **wished: Any) -> BookingOut:
    booking = held(act, salon, **wished)
    done: BookingOut = act(service.request, wished.get("key", "k"), by=salon.member(wished.get("number", 0)))
    assert done.id == booking.id
    return done


def brought_to(act: Act, salon: Salon, clock: ManualClock, status: S) -> BookingOut:
    """Amy's facial of tomorrow, 14:00, in any status; the clock stands where that is possible."""
    booking = held(act, salon)
    steps: dict[S, list[Callable[[], Any]]] = {
        S.held: [],
        S.pending: [],
        S.proposed: [lambda: act(service.propose, booking.id, salon.at(17, "16:00"), by=salon.desk)],
        S.confirmed: [lambda: act(service.confirm, booking.id, by=salon.desk)],
        S.declined: [lambda: act(service.decline, booking.id, "满了", by=salon.desk)],
        S.cancelled: [lambda: act(service.cancel, booking.id, by=salon.member())],
        S.expired: [lambda: clock.advance(dt.timedelta(days=1)), lambda: act(service.expire_due)],
    }
    come = [*steps[S.confirmed], lambda: clock.set(salon.at(17, "14:00")), lambda: act(service.check_in, booking.id)]
    steps[S.checked_in] = come
    steps[S.in_service] = [*come, lambda: act(service.start, booking.id)]
    steps[S.completed] = [*come, lambda: act(service.complete, booking.id)]
    steps[S.no_show] = [
        *steps[S.confirmed],
        lambda: clock.set(salon.at(17, "14:15")),
        lambda: act(service.mark_no_show, booking.id),
    ]
    if status is not S.held:
        act(service.request, "k", by=salon.member())
    for step in steps[status]:
        step()
    brought: BookingOut = act(service.get, booking.id)
    assert brought.status is status
    return brought
