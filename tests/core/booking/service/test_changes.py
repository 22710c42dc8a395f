"""Moving, calling off, lapsing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import MemberBusy, SlotTaken, WrongStatus
from core.booking.events import BookingCancelled, BookingEvent, BookingExpired, BookingMoved
from core.kit.clock import ManualClock
from tests.core.booking.service.asking import brought_to, held, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]


@pytest.mark.parametrize("status", [S.pending, S.proposed, S.confirmed])
def test_a_moved_booking_waits_for_staff_again(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent], status: S
) -> None:
    booking = brought_to(act, salon, clock, status)
    moved = act(service.reschedule, booking.id, salon.wish(), salon.at(18, "12:00"), by=salon.member())
    assert (moved.id, moved.code, moved.status) == (booking.id, booking.code, S.pending)
    assert (moved.starts_at, moved.earlier_starts_at) == (salon.at(18, "12:00"), booking.starts_at)
    assert heard[-1] == BookingMoved(booking.id, booking.starts_at)
    requested(act, salon, key="k2", number=1)


def test_a_booking_moves_by_half_its_length(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    wish, at = salon.wish(who="amy"), salon.at(17, "14:30")
    assert act(service.reschedule, booking.id, wish, at, by=salon.member()).starts_at == at


def test_asking_to_move_where_it_is_changes_nothing(act: Act, salon: Salon, heard: list[BookingEvent]) -> None:
    booking = requested(act, salon)
    heard.clear()
    wish, at = salon.wish(who="bea"), salon.at(18, "12:00")
    for _ in range(2):
        moved = act(service.reschedule, booking.id, wish, at, by=salon.member())
    assert moved.staff_name["en"] == "bea"
    assert len(heard) == 1


def test_the_old_time_stays_when_the_new_is_taken(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    requested(act, salon, key="k2", number=1, at=salon.at(17, "16:00"))
    with pytest.raises(SlotTaken) as refused:
        act(service.reschedule, booking.id, salon.wish(who="amy"), salon.at(17, "16:00"), by=salon.member())
    assert refused.value.fields["answer"].nearest
    assert act(service.get, booking.id) == booking
    with pytest.raises(SlotTaken):
        held(act, salon, key="k3", number=2)


def test_a_booking_does_not_move_onto_the_members_other_one(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    requested(act, salon, key="k2", wish=salon.wish("massage"), at=salon.at(17, "16:00"))
    with pytest.raises(MemberBusy):
        act(service.reschedule, booking.id, salon.wish(), salon.at(17, "16:30"), by=salon.member())


def test_a_hold_of_the_new_time_makes_way_for_the_booking(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    wish, at = salon.wish(who="amy"), salon.at(18, "12:00")
    held(act, salon, key="new", at=at)
    with pytest.raises(SlotTaken):
        act(service.reschedule, booking.id, wish, at, by=salon.member())
    assert act(service.reschedule, booking.id, wish, at, key="new", by=salon.member()).starts_at == at
    assert act(service.find_held, "new") is None


def test_another_treatment_has_its_own_price_and_length(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    moved = act(service.reschedule, booking.id, salon.wish("massage"), salon.at(18, "12:00"), by=salon.member())
    assert (moved.treatment_name["en"], moved.bed_name) == ("massage", None)


def test_staff_move_bookings_they_could_answer(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    amy = salon.works_as("amy", StaffRole.beautician)
    assert act(service.reschedule, booking.id, salon.wish(who="amy"), salon.at(18, "12:05"), by=amy)
    assert act(service.reschedule, booking.id, salon.wish(who="bea"), salon.at(18, "12:05"), by=salon.desk)


@pytest.mark.parametrize(("hours", "late"), [(4, False), (3.9, True)])
def test_calling_off_is_late_by_the_policy_of_the_booking(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent], hours: float, late: bool
) -> None:
    booking = requested(act, salon)
    act(service.confirm, booking.id, by=salon.desk)
    clock.set(booking.starts_at - dt.timedelta(hours=hours))
    assert act(service.is_late_to_cancel, booking.id, by=salon.member()) is late
    cancelled = act(service.cancel, booking.id, "感冒了", by=salon.member())
    assert heard[-1] == BookingCancelled(booking.id, is_late=late)
    assert (cancelled.reason, cancelled.respond_by) == ("感冒了", None)


def test_the_store_is_never_late_to_call_off(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent]
) -> None:
    booking = requested(act, salon)
    clock.set(booking.starts_at)
    act(service.cancel, booking.id, by=salon.desk)
    assert heard[-1] == BookingCancelled(booking.id, is_late=False)


@pytest.mark.parametrize("status", [S.pending, S.proposed])
def test_what_nobody_answers_in_time_ends_and_is_told_once(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent], status: S
) -> None:
    booking = brought_to(act, salon, clock, status)
    heard.clear()
    assert booking.respond_by is not None
    clock.set(booking.respond_by - dt.timedelta(seconds=1))
    assert act(service.expire_due) == 0
    clock.set(booking.respond_by)
    assert [act(service.expire_due), act(service.expire_due)] == [1, 0]
    assert heard == [BookingExpired(booking.id)]
    assert act(service.get, booking.id).status is S.expired
    with pytest.raises(WrongStatus):
        act(service.confirm, booking.id, by=salon.desk)


def test_an_expired_request_is_never_taken_up_again(act: Act, salon: Salon, clock: ManualClock) -> None:
    brought_to(act, salon, clock, S.expired)
    assert act(service.request, "k", by=salon.member()).status is S.expired
    with pytest.raises(WrongStatus):
        held(act, salon, at=salon.at(18, "14:00"))


def test_lapsed_holds_are_swept_in_silence(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent]
) -> None:
    held(act, salon)
    clock.advance(dt.timedelta(minutes=10))
    assert act(service.expire_due) == 1
    assert heard == []
    assert act(service.list_for_member, salon.members[0], upcoming=False) == ()


def test_a_confirmed_booking_never_expires(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = brought_to(act, salon, clock, S.confirmed)
    clock.advance(dt.timedelta(days=3))
    assert act(service.expire_due) == 0
    assert act(service.get, booking.id).status is S.confirmed
