"""Looking bookings up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import BookingNotFound
from core.kit.clock import ManualClock
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from tests.core.booking.service.asking import brought_to, held, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]
TOMORROW = dt.date(2026, 9, 17)


def test_a_code_is_found_however_it_is_typed(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    typed = f" {booking.code[:3].lower()}-{booking.code[3:]} "
    assert act(service.find_by_code, typed, by=salon.desk) == booking
    assert act(service.find_by_code, typed, by=salon.member()) == booking
    far = salon.works_as("far", StaffRole.manager, salon.other_store)
    for actor in (salon.member(1), far, salon.works_as("bea", StaffRole.beautician), Actor("guest")):
        with pytest.raises(BookingNotFound):
            act(service.find_by_code, booking.code, by=actor)
    with pytest.raises(BookingNotFound):
        act(service.find_by_code, "", by=salon.desk)


def test_a_hold_is_nobodys_business_yet(act: Act, salon: Salon) -> None:
    booking = held(act, salon)
    with pytest.raises(BookingNotFound):
        act(service.find_by_code, booking.code, by=salon.desk)
    assert act(service.list_for_day, salon.store, TOMORROW, by=salon.desk) == ()
    assert act(service.list_for_member, salon.members[0], upcoming=True, by=salon.member()) == ()
    assert act(service.find_held, "k", by=salon.member()) == booking


@pytest.mark.parametrize("status", S)
def test_upcoming_and_earlier_share_out_all_that_was_asked(
    act: Act, salon: Salon, clock: ManualClock, status: S
) -> None:
    booking = brought_to(act, salon, clock, status)

    def listed(upcoming: bool) -> list[int]:
        return [b.id for b in act(service.list_for_member, salon.members[0], upcoming=upcoming, by=salon.member())]

    ahead = status in {S.pending, S.proposed, S.confirmed, S.checked_in, S.in_service}
    assert listed(True) == ([booking.id] if ahead else [])
    assert listed(False) == ([] if ahead or status is S.held else [booking.id])
    clock.set(salon.at(18, "10:00"))
    assert listed(True) == []
    assert listed(False) == ([] if status is S.held else [booking.id])


@pytest.mark.parametrize("status", S)
def test_the_book_of_the_day_shows_what_is_or_was_to_come(
    act: Act, salon: Salon, clock: ManualClock, status: S
) -> None:
    booking = brought_to(act, salon, clock, status)
    shown = act(service.list_for_day, salon.store, TOMORROW, by=salon.desk)
    gone = status in {S.held, S.declined, S.cancelled, S.expired}
    assert [b.id for b in shown] == ([] if gone else [booking.id])


def test_an_agenda_is_in_order_of_time_and_by_local_days(act: Act, salon: Salon) -> None:
    late = requested(act, salon, at=salon.at(17, "20:00"))
    early = requested(act, salon, key="k2", number=1, wish=salon.wish(who="bea"), at=salon.at(17, "10:00"))
    after = requested(act, salon, key="k3", number=2, at=salon.at(18, "10:00"))

    def ids(*args: Any, **named: Any) -> list[int]:
        return [b.id for b in act(service.agenda, salon.store, *args, **{"by": salon.desk, **named})]

    assert ids(TOMORROW, 1) == [early.id, late.id]
    assert ids(TOMORROW, 2) == [early.id, late.id, after.id]
    assert ids(TOMORROW, 2, salon.staff["amy"]) == [late.id, after.id]
    assert ids(TOMORROW, 7, by=salon.works_as("bea", StaffRole.beautician)) == [early.id]
    assert act(service.agenda, salon.other_store, TOMORROW, 7) == ()
    with pytest.raises(NotAllowed):
        ids(TOMORROW, 1, salon.staff["amy"], by=salon.works_as("bea", StaffRole.beautician))
    with pytest.raises(NotAllowed):
        ids(TOMORROW, 1, by=salon.member())


def test_the_most_urgent_request_comes_first(act: Act, salon: Salon, clock: ManualClock) -> None:
    later = requested(act, salon, at=salon.at(18, "14:00"))
    clock.advance(dt.timedelta(hours=1))
    urgent = requested(act, salon, key="k2", number=1, at=salon.at(16, "14:00"))
    confirmed = requested(act, salon, key="k3", number=2, at=salon.at(18, "16:00"))
    act(service.confirm, confirmed.id)
    assert [b.id for b in act(service.list_pending, salon.store, by=salon.desk)] == [urgent.id, later.id]
    with pytest.raises(NotAllowed):
        act(service.list_pending, salon.store, by=salon.member())


def test_nobody_reads_another_members_bookings(act: Act, salon: Salon) -> None:
    requested(act, salon)
    for call in (service.last_completed, service.last_store):
        with pytest.raises(NotAllowed):
            act(call, salon.members[0], by=salon.member(1))
    with pytest.raises(NotAllowed):
        act(service.list_for_member, salon.members[0], upcoming=True, by=salon.member(1))
    far = salon.works_as("far", StaffRole.manager, salon.other_store)
    with pytest.raises(NotAllowed):  # their store does not know the member (decision 0014)
        act(service.list_for_member, salon.members[0], upcoming=True, by=far)
