"""Staff answer requests, members proposals; and who may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import BookingNotFound, SlotTaken
from core.booking.events import BookingCancelled, BookingEvent, BookingProposed
from core.kit.clock import ManualClock
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from tests.core.booking.service.asking import brought_to, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]


def test_a_member_can_never_confirm(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    for move in (service.confirm, service.check_in, service.start, service.complete, service.mark_no_show):
        with pytest.raises(NotAllowed):
            act(move, booking.id, by=salon.member())
    with pytest.raises(NotAllowed):
        act(service.decline, booking.id, "no", by=salon.member())
    with pytest.raises(NotAllowed):
        act(service.propose, booking.id, salon.at(18, "12:00"), by=salon.member())
    assert act(service.get, booking.id).status is S.pending


def test_others_bookings_read_like_none(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    far = salon.works_as("far", StaffRole.manager, salon.other_store)
    bea = salon.works_as("bea", StaffRole.beautician)
    for actor in (salon.member(1), far, bea, Actor("guest"), Actor("guest", salon.members[0])):
        for move in (service.get, service.confirm, service.cancel, service.accept_proposal):
            with pytest.raises(BookingNotFound):
                act(move, booking.id, by=actor)
    with pytest.raises(BookingNotFound):
        act(service.get, 10**9)


@pytest.mark.parametrize("role", [StaffRole.receptionist, StaffRole.manager, StaffRole.owner])
def test_the_front_desk_answers_for_all(act: Act, salon: Salon, role: StaffRole) -> None:
    booking = requested(act, salon)
    assert act(service.confirm, booking.id, by=salon.works_as("desk", role)).status is S.confirmed


def test_a_beautician_answers_and_serves_her_own(act: Act, salon: Salon, clock: ManualClock) -> None:
    amy = salon.works_as("amy", StaffRole.beautician)
    booking = requested(act, salon)
    assert [b.id for b in act(service.list_pending, salon.store, by=amy)] == [booking.id]
    assert act(service.list_pending, salon.store, by=salon.works_as("bea", StaffRole.beautician)) == ()
    act(service.confirm, booking.id, by=amy)
    clock.set(booking.starts_at)
    act(service.check_in, booking.id, by=amy)
    act(service.start, booking.id, by=amy)
    assert act(service.complete, booking.id, by=amy).status is S.completed


def test_an_owner_acts_in_every_store(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    assert act(service.confirm, booking.id, by=salon.works_as("far", StaffRole.owner, salon.other_store))


def test_a_number_that_equals_the_beauticians_opens_nothing(act: Act, salon: Salon) -> None:
    """Members, guests and staff are numbered each by themselves."""
    booking = requested(act, salon, number=1)
    for actor in (Actor("member", booking.staff_id), Actor("guest", booking.staff_id, "manager", salon.store)):
        assert actor.id == salon.staff["amy"]
        with pytest.raises(BookingNotFound):
            act(service.get, booking.id, by=actor)


def test_a_proposal_keeps_the_new_time_and_frees_the_old(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent]
) -> None:
    booking = requested(act, salon)
    heard.clear()
    proposed = act(service.propose, booking.id, salon.at(17, "16:05"), by=salon.desk)
    assert (proposed.starts_at, proposed.earlier_starts_at) == (salon.at(17, "16:05"), booking.starts_at)
    assert proposed.respond_by == clock.now() + dt.timedelta(days=1)
    assert heard == [BookingProposed(booking.id, booking.starts_at)]
    requested(act, salon, key="k2", number=1)
    with pytest.raises(SlotTaken):
        requested(act, salon, key="k3", number=2, at=salon.at(17, "16:00"))
    confirmed = act(service.accept_proposal, booking.id, by=salon.member())
    assert (confirmed.status, confirmed.respond_by) == (S.confirmed, None)


def test_a_proposal_may_overlap_the_booking_itself(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    assert act(service.propose, booking.id, salon.at(17, "14:30"), by=salon.desk).starts_at == salon.at(17, "14:30")


def test_a_proposal_keeps_the_person_unless_the_member_said_anyone_or_staff_name_one(act: Act, salon: Salon) -> None:
    amys = requested(act, salon)
    anyones = requested(act, salon, key="k2", number=1, wish=salon.wish(), at=salon.at(17, "16:00"))
    assert anyones.staff_name["en"] == "bea"
    with pytest.raises(SlotTaken):
        act(service.propose, amys.id, salon.at(17, "14:00"), salon.staff["eve"], by=salon.desk)
    assert act(service.propose, anyones.id, salon.at(18, "12:00"), by=salon.desk).staff_name["en"] == "bea"
    # The 19th is a Saturday: bea is off.
    weekends = requested(act, salon, key="k3", number=2, wish=salon.wish(), at=salon.at(17, "18:00"))
    assert act(service.propose, weekends.id, salon.at(19, "12:00"), by=salon.desk).staff_name["en"] == "amy"
    moved = act(service.propose, amys.id, salon.at(18, "15:00"), salon.staff["bea"], by=salon.desk)
    assert moved.staff_name["en"] == "bea"


def test_a_beautician_may_hand_a_request_over(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    amy = salon.works_as("amy", StaffRole.beautician)
    moved = act(service.propose, booking.id, booking.starts_at, salon.staff["bea"], by=amy)
    assert moved.staff_name["en"] == "bea"
    with pytest.raises(BookingNotFound):
        act(service.get, booking.id, by=amy)


def test_a_taken_time_cannot_be_proposed_and_nothing_moves(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    requested(act, salon, key="k2", number=1, at=salon.at(17, "16:00"))
    with pytest.raises(SlotTaken):
        act(service.propose, booking.id, salon.at(17, "16:00"), by=salon.desk)
    assert act(service.get, booking.id) == booking


def test_refusing_a_proposal_is_never_late(act: Act, salon: Salon, clock: ManualClock, heard: list[Any]) -> None:
    booking = brought_to(act, salon, clock, S.proposed)
    clock.set(salon.at(17, "15:00"))
    act(service.refuse_proposal, booking.id, by=salon.member())
    assert heard[-1] == BookingCancelled(booking.id, is_late=False)


def test_staff_do_not_answer_in_the_members_place(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = brought_to(act, salon, clock, S.proposed)
    for move in (service.accept_proposal, service.refuse_proposal):
        with pytest.raises(NotAllowed):
            act(move, booking.id, by=salon.desk)


def test_declining_keeps_the_reason_for_the_member(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    declined = act(service.decline, booking.id, "老师请假", by=salon.desk)
    assert declined.reason == "老师请假"
    requested(act, salon, key="k2", number=1)
