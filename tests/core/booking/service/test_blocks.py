"""Time staff keep for themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import WhyNot
from core.booking.errors import TimeHasBookings
from core.kit.clock import ManualClock
from core.kit.errors import BadInput, NotAllowed, NotFound
from tests.core.booking.service.asking import held, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]


def block(act: Act, salon: Salon, first: str, last: str, who: str = "amy", **named: Any) -> Any:
    return act(service.block_time, salon.staff[who], salon.at(17, first), salon.at(17, last), **named)


def test_blocked_time_is_not_offered_until_it_is_given_back(act: Act, salon: Salon) -> None:
    amy = salon.works_as("amy", StaffRole.beautician)
    (kept,) = block(act, salon, "14:00", "16:00", note="培训", by=amy)
    assert (kept.starts_at, kept.ends_at, kept.note) == (salon.at(17, "14:00"), salon.at(17, "16:00"), "培训")
    assert act(service.check, salon.wish(who="amy"), salon.at(17, "15:00")).why_not is WhyNot.staff_busy
    act(service.unblock, salon.staff["amy"], kept.id, by=amy)
    assert act(service.check, salon.wish(who="amy"), salon.at(17, "15:00")).slot is not None
    with pytest.raises(NotFound):
        act(service.unblock, salon.staff["amy"], kept.id, by=amy)


def test_blocking_twice_or_more_around_it_is_harmless(act: Act, salon: Salon) -> None:
    assert block(act, salon, "14:00", "16:00") == block(act, salon, "14:00", "16:00")
    pieces = block(act, salon, "13:00", "17:00")
    assert [(b.starts_at, b.ends_at) for b in pieces] == [
        (salon.at(17, "13:00"), salon.at(17, "14:00")),
        (salon.at(17, "14:00"), salon.at(17, "16:00")),
        (salon.at(17, "16:00"), salon.at(17, "17:00")),
    ]


def test_booked_time_is_not_blocked_and_the_bookings_are_named(act: Act, salon: Salon) -> None:
    first = requested(act, salon)
    second = requested(act, salon, key="k2", number=1, at=salon.at(17, "16:00"))
    with pytest.raises(TimeHasBookings) as refused:
        block(act, salon, "13:00", "18:00")
    assert refused.value.fields["bookings"] == (first, second)
    amy, span = salon.staff["amy"], (salon.at(17, "00:00"), salon.at(18, "00:00"))
    assert act(service.list_blocks, amy, *span) == ()
    assert len(block(act, salon, "15:00", "16:00")) == 1


def test_a_lapsed_hold_is_no_obstacle_to_a_block(act: Act, salon: Salon, clock: ManualClock) -> None:
    held(act, salon)
    with pytest.raises(TimeHasBookings):
        block(act, salon, "14:00", "16:00")
    clock.advance(dt.timedelta(minutes=10))
    assert len(block(act, salon, "14:00", "16:00")) == 1


def test_who_may_block_whose_time(act: Act, salon: Salon) -> None:
    bea = salon.works_as("bea", StaffRole.beautician)
    for actor in (bea, salon.desk, salon.member(), salon.works_as("far", StaffRole.manager, salon.other_store)):
        with pytest.raises(NotAllowed):
            block(act, salon, "14:00", "15:00", by=actor)
    (kept,) = block(act, salon, "14:00", "15:00", by=salon.manager)
    with pytest.raises(NotFound):
        act(service.unblock, salon.staff["bea"], kept.id, by=bea)


@pytest.mark.parametrize(("first", "days"), [("14:00", 0), ("14:00", -1), ("14:00", 63)])
def test_a_span_that_cannot_be_meant_is_refused(act: Act, salon: Salon, first: str, days: int) -> None:
    at = salon.at(17, first)
    with pytest.raises(BadInput):
        act(service.block_time, salon.staff["amy"], at, at + dt.timedelta(days=days))
