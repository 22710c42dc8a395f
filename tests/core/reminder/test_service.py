"""Reminders follow their booking, come once and in time, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.booking import service as bookings
from core.booking.enums import BookingStatus as S
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.reminder import service
from core.store import service as stores
from core.store.schemas import StoreValues
from tests.core.booking.service.asking import brought_to, requested
from tests.core.reminder.ledger import rows, told
from tests.factories.salon import Salon

Act = Callable[..., Any]
DAY_BEFORE, HOURS_BEFORE = "reminder.1440", "reminder.120"


def confirmed(act: Act, salon: Salon, **wished: Any) -> Any:
    """A confirmed visit, on the 18th at 14:00 unless something else is wished."""
    booking = requested(act, salon, **{"at": salon.at(18, "14:00")} | wished)
    return act(bookings.confirm, booking.id, by=salon.desk)


def test_a_request_is_not_reminded_of_a_confirmed_visit_is(database: Database, act: Act, salon: Salon) -> None:
    booking = requested(act, salon, at=salon.at(18, "14:00"))
    assert rows(database, booking.id) == {}
    act(bookings.confirm, booking.id, by=salon.desk)
    assert rows(database, booking.id) == {
        (DAY_BEFORE, salon.at(17, "14:00")): "scheduled",
        (HOURS_BEFORE, salon.at(18, "12:00")): "scheduled",
    }


def test_planning_again_changes_nothing(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = confirmed(act, salon)
    clock.set(salon.at(17, "14:00"))
    act(service.send_due)
    before = rows(database, booking.id)
    clock.advance(dt.timedelta(days=-1))
    assert act(service.plan, booking) == 0
    assert rows(database, booking.id) == before


def test_each_is_told_once_when_it_is_due(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = confirmed(act, salon)
    told_at = []
    for clock_time in ("13:59", "14:00", "14:01"):
        clock.set(salon.at(17, clock_time))
        act(service.send_due)
        told_at.append(told(database))
    clock.set(salon.at(18, "12:30"))
    act(service.send_due)
    assert [*told_at, told(database)] == [0, 1, 1, 2]
    assert set(rows(database, booking.id).values()) == {"done"}


def test_a_clock_set_back_tells_nothing_again(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    confirmed(act, salon)
    for clock_time in ("14:10", "13:10", "14:10"):
        clock.set(salon.at(17, clock_time))
        act(service.send_due)
    assert told(database) == 1


@pytest.mark.parametrize(
    ("day", "clock_time", "statuses"),
    [
        (17, "19:59", ["scheduled", "done"]),
        (17, "21:30", ["scheduled", "scheduled"]),  # quiet hours: it waits for the morning
        (18, "09:00", ["scheduled", "done"]),
        (18, "10:59", ["scheduled", "done"]),
        (18, "11:00", ["scheduled", "missed"]),
        (18, "13:59", ["done", "missed"]),
        (18, "14:00", ["missed", "missed"]),
    ],
)
def test_after_a_downtime_what_is_too_late_is_missed(
    database: Database, act: Act, salon: Salon, clock: ManualClock, day: int, clock_time: str, statuses: list[str]
) -> None:
    booking = confirmed(act, salon)
    clock.set(salon.at(day, clock_time))
    act(service.send_due)
    found = rows(database, booking.id)
    assert [found[key] for key in sorted(found)] == statuses
    assert told(database) == statuses.count("done")


def test_calling_off_drops_what_is_open(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = confirmed(act, salon)
    clock.set(salon.at(17, "14:00"))
    act(service.send_due)
    act(bookings.cancel, booking.id, by=salon.member())
    assert sorted(rows(database, booking.id).values()) == ["done", "dropped"]
    clock.set(salon.at(18, "12:00"))
    assert act(service.send_due) == 0
    assert told(database) == 1


def test_a_visit_that_has_begun_is_not_reminded_of(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    booking = confirmed(act, salon)
    clock.set(salon.at(18, "11:30"))
    act(bookings.check_in, booking.id, by=salon.desk)
    assert set(rows(database, booking.id).values()) == {"dropped"}


def test_a_moved_visit_is_reminded_of_at_its_new_time(database: Database, act: Act, salon: Salon) -> None:
    booking = confirmed(act, salon)
    act(bookings.reschedule, booking.id, salon.wish(who="amy"), salon.at(20, "16:00"), by=salon.member())
    old = {(DAY_BEFORE, salon.at(17, "14:00")): "dropped", (HOURS_BEFORE, salon.at(18, "12:00")): "dropped"}
    assert rows(database, booking.id) == old
    act(bookings.confirm, booking.id, by=salon.desk)
    assert rows(database, booking.id) == old | {
        (DAY_BEFORE, salon.at(19, "16:00")): "scheduled",
        (HOURS_BEFORE, salon.at(20, "14:00")): "scheduled",
    }


def test_moved_away_and_back_it_is_reminded_of_again_but_for_what_was_told(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    booking = confirmed(act, salon, at=salon.at(19, "14:00"))
    clock.set(salon.at(18, "14:00"))
    act(service.send_due)
    clock.set(salon.at(18, "13:00"))  # set back, so that the first one would be ahead again
    for at in (salon.at(19, "17:00"), salon.at(19, "14:00")):
        act(bookings.reschedule, booking.id, salon.wish(who="amy"), at, by=salon.member())
        act(bookings.confirm, booking.id, by=salon.desk)
    found = rows(database, booking.id)
    assert found[DAY_BEFORE, salon.at(18, "14:00")] == "done"
    assert found[HOURS_BEFORE, salon.at(19, "12:00")] == "scheduled"
    assert found[HOURS_BEFORE, salon.at(19, "15:00")] == "dropped"


def test_an_accepted_proposal_is_reminded_of(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = brought_to(act, salon, clock, S.proposed)
    act(bookings.accept_proposal, booking.id, by=salon.member())
    assert rows(database, booking.id) == {
        (DAY_BEFORE, salon.at(16, "16:00")): "scheduled",
        (HOURS_BEFORE, salon.at(17, "14:00")): "scheduled",
    }


def test_who_has_no_chat_was_not_told(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = confirmed(act, salon, number=1)
    clock.set(salon.at(17, "14:00"))
    assert act(service.send_due) == 1
    assert rows(database, booking.id)[DAY_BEFORE, salon.at(17, "14:00")] == "missed"
    assert told(database) == 0


def test_a_store_reminds_when_it_likes(database: Database, act: Act, salon: Salon) -> None:
    store = act(stores.get, salon.store)
    changed = {"booking": {"reminder_minutes": [180]}, "quiet_from": "10:00", "quiet_until": "12:00"}
    values = store.model_dump(mode="json", exclude={"id", "code"}, by_alias=True)
    values["settings"] |= changed
    act(stores.put, store.code, StoreValues.model_validate(values))
    booking = confirmed(act, salon)
    assert rows(database, booking.id) == {("reminder.180", salon.at(18, "12:00")): "scheduled"}


def test_a_promise_to_come_holds_until_the_visit_moves(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = confirmed(act, salon)
    assert booking.attendance_confirmed_at is None
    assert act(bookings.attend, booking.id, by=salon.member()).attendance_confirmed_at == clock.now()
    moved = act(bookings.reschedule, booking.id, salon.wish(who="amy"), salon.at(20, "16:00"), by=salon.member())
    assert moved.attendance_confirmed_at is None
