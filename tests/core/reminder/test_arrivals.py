"""Who did not come: asked first, settled at the day's end only when nobody answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.booking import service as bookings
from core.booking.enums import BookingStatus as S
from core.conversation import service as conversations
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.reminder import service
from core.store import service as stores
from core.store.schemas import StoreValues
from tests.core.booking.service.asking import requested
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]


@pytest.fixture
def asked(database: Database, salon: Salon) -> Callable[[], int]:
    """The desk has a chat; how often it was asked."""

    def meet(work: Work) -> None:
        conversation = conversations.get(
            work, conversations.open_conversation(work, "web", "test", "2", "2", "desk", "zh_CN")
        )
        assert conversation is not None
        members.link_staff(work, conversation.contact_id, salon.staff["desk"])

    database.run(meet)

    def count() -> int:
        with database.reading() as work:
            return sum("booking.not_here" in event for event in events(work.session))

    return count


@pytest.fixture
def visit(act: Act, salon: Salon) -> int:
    """Amy's facial, confirmed for the 17th at 14:00."""
    booking = requested(act, salon)
    act(bookings.confirm, booking.id, by=salon.desk)
    return int(booking.id)


def status(act: Act, booking_id: int) -> S:
    found: S = act(bookings.get, booking_id).status
    return found


def settle_at(act: Act, clock: ManualClock, salon: Salon, *moments: tuple[int, str]) -> None:
    for day, time in moments:
        clock.set(salon.at(day, time))
        while act(service.settle_due):
            pass


def test_the_desk_is_asked_once_half_an_hour_after_the_start(
    act: Act, salon: Salon, clock: ManualClock, visit: int, asked: Callable[[], int]
) -> None:
    settle_at(act, clock, salon, (17, "14:29"))
    assert asked() == 0
    settle_at(act, clock, salon, (17, "14:30"), (17, "14:31"), (17, "13:40"), (17, "15:00"))
    assert (asked(), status(act, visit)) == (1, S.confirmed)


def test_what_nobody_answered_is_settled_at_the_end_of_the_day(
    act: Act, salon: Salon, clock: ManualClock, visit: int, asked: Callable[[], int]
) -> None:
    settle_at(act, clock, salon, (17, "14:30"), (17, "23:59"))
    assert status(act, visit) is S.confirmed
    settle_at(act, clock, salon, (18, "00:00"))
    assert (asked(), status(act, visit)) == (1, S.no_show)


def test_who_was_checked_in_is_neither_asked_about_nor_marked(
    act: Act, salon: Salon, clock: ManualClock, visit: int, asked: Callable[[], int]
) -> None:
    settle_at(act, clock, salon, (17, "14:30"))
    act(bookings.check_in, visit, by=salon.desk)
    settle_at(act, clock, salon, (18, "00:00"))
    assert status(act, visit) is S.checked_in


def test_a_visit_nobody_could_be_asked_about_is_not_marked(
    act: Act, salon: Salon, clock: ManualClock, visit: int
) -> None:
    settle_at(act, clock, salon, (17, "14:30"), (18, "00:00"), (18, "12:00"))
    assert status(act, visit) is S.confirmed  # no colleague has a chat


def test_after_a_downtime_over_midnight_nothing_is_asked_or_marked(
    act: Act, salon: Salon, clock: ManualClock, visit: int, asked: Callable[[], int]
) -> None:
    settle_at(act, clock, salon, (18, "09:00"))
    assert (asked(), status(act, visit)) == (0, S.confirmed)


def test_a_visit_that_moved_is_asked_about_at_its_new_time(
    act: Act, salon: Salon, clock: ManualClock, visit: int, asked: Callable[[], int]
) -> None:
    act(bookings.reschedule, visit, salon.wish(who="amy"), salon.at(18, "16:00"), by=salon.member())
    act(bookings.confirm, visit, by=salon.desk)
    settle_at(act, clock, salon, (17, "14:30"), (17, "20:00"))
    assert asked() == 0
    settle_at(act, clock, salon, (18, "16:30"))
    assert asked() == 1


def test_a_salon_that_does_not_want_it_is_left_alone(
    act: Act, salon: Salon, clock: ManualClock, visit: int, asked: Callable[[], int]
) -> None:
    store = act(stores.get, salon.store)
    values = store.model_dump(mode="json", exclude={"id", "code"}, by_alias=True)
    values["settings"] |= {"booking": {"no_show_minutes": 0}}
    act(stores.put, store.code, StoreValues.model_validate(values))
    settle_at(act, clock, salon, (17, "14:30"), (18, "00:00"))
    assert (asked(), status(act, visit)) == (0, S.confirmed)
