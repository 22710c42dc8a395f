"""Check-in to completion, and not coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import NotDueYet
from core.kit.clock import ManualClock, epoch_minute
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.resource.models import Occupancy
from tests.core.booking.service.asking import brought_to, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]


@pytest.mark.parametrize(
    ("day", "clock_time", "is_due"),
    [(17, "10:59", False), (17, "11:00", True), (17, "23:59", True), (18, "00:00", False)],
)
def test_check_in_is_from_three_hours_before_to_the_end_of_the_day(
    act: Act, salon: Salon, clock: ManualClock, day: int, clock_time: str, is_due: bool
) -> None:
    booking = brought_to(act, salon, clock, S.confirmed)
    clock.set(salon.at(day, clock_time))
    if is_due:
        assert act(service.check_in, booking.id, by=salon.desk).status is S.checked_in
        return
    with pytest.raises(NotDueYet) as refused:
        act(service.check_in, booking.id, by=salon.desk)
    assert refused.value.fields == {"booking": booking, "from_at": salon.at(17, "11:00")}


def test_completing_early_gives_the_rest_of_the_time_back(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    booking = brought_to(act, salon, clock, S.in_service)
    clock.set(salon.at(17, "14:20"))
    act(service.complete, booking.id, by=salon.desk)
    with database.reading() as work:
        rows = set(map(tuple, work.session.execute(sa.select(Occupancy.start_minute, Occupancy.end_minute))))
    assert rows == {(epoch_minute(salon.at(17, "14:00")), epoch_minute(salon.at(17, "14:20")))}
    assert act(service.check, salon.wish(who="amy"), salon.at(17, "14:20"), by=salon.desk).slot is not None


def test_time_that_was_not_begun_leaves_no_trace(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    booking = requested(act, salon)
    act(service.confirm, booking.id, by=salon.desk)
    clock.set(salon.at(17, "12:00"))
    act(service.check_in, booking.id, by=salon.desk)
    act(service.complete, booking.id, by=salon.desk)
    with database.reading() as work:
        assert work.session.scalar(sa.select(sa.func.count()).select_from(Occupancy)) == 0


def test_not_coming_is_known_a_quarter_of_an_hour_after_the_start(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = brought_to(act, salon, clock, S.confirmed)
    clock.set(salon.at(17, "14:14"))
    with pytest.raises(NotDueYet):
        act(service.mark_no_show, booking.id, by=salon.desk)
    clock.set(salon.at(17, "14:15"))
    assert act(service.mark_no_show, booking.id, by=salon.desk).status is S.no_show
    assert act(service.check, salon.wish(who="amy"), salon.at(17, "14:15"), by=salon.desk).slot is not None


def test_a_beautician_does_not_mark_no_shows(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = brought_to(act, salon, clock, S.confirmed)
    clock.set(salon.at(17, "15:00"))
    with pytest.raises(NotAllowed):
        act(service.mark_no_show, booking.id, by=salon.works_as("amy", StaffRole.beautician))


def test_the_latest_finished_visit_is_remembered(act: Act, salon: Salon, clock: ManualClock) -> None:
    assert act(service.last_completed, salon.members[0], by=salon.member()) is None
    booking = brought_to(act, salon, clock, S.completed)
    clock.advance(dt.timedelta(days=1))
    requested(act, salon, key="k2", at=salon.at(20, "14:00"))
    assert act(service.last_completed, salon.members[0], by=salon.desk).id == booking.id
    assert act(service.last_store, salon.members[0], by=salon.member()) == salon.store
    assert act(service.last_store, salon.members[1], by=salon.member(1)) is None
