"""A broken bed, a broken laser, a colleague who is away: whoever is booked then is moved, asked or named to staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import SlotTaken
from core.booking.events import BookingProposed
from core.check import service as checks
from core.kit.errors import BadInput, NotAllowed
from core.resource import service as resource
from core.resource.enums import ResourceState
from tests.core.booking.service.asking import held, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]


def confirmed(act: Act, salon: Salon, **wished: Any) -> Any:
    return act(service.confirm, requested(act, salon, **wished).id, by=salon.desk)


def sound(act: Act) -> bool:
    return not any(each.is_broken for each in act(checks.check))


def day(act: Act, salon: Salon, room: str) -> Any:
    return act(service.take_out, salon.rooms[room], salon.at(17, "10:00"), salon.at(17, "21:00"), "坏了", by=salon.desk)


def test_another_bed_at_the_same_time_changes_nothing_for_the_member(act: Act, salon: Salon) -> None:
    booking = confirmed(act, salon)
    bed = "bed1" if booking.bed_name["en"] == "bed1" else "bed2"
    outage = day(act, salon, bed)
    (moved,) = outage.moved
    assert (outage.proposed, outage.to_call) == ((), ())
    assert (moved.id, moved.status, moved.starts_at, moved.staff_id) == (
        booking.id,
        S.confirmed,
        booking.starts_at,
        booking.staff_id,
    )
    assert moved.bed_name != booking.bed_name
    assert sound(act)
    with pytest.raises(SlotTaken):  # one bed is left, and it is taken
        held(act, salon, key="other", number=1, wish=salon.wish("facial", "bea"))


def test_where_there_is_none_the_member_is_offered_a_time_that_is_really_held(
    act: Act, salon: Salon, heard: list[Any]
) -> None:
    booking = confirmed(act, salon, wish=salon.wish("laser", "amy"))
    outage = act(service.take_out, salon.rooms["laser1"], salon.at(17, "13:00"), salon.at(17, "18:00"), by=salon.desk)
    (proposed,) = outage.proposed
    assert proposed.status is S.proposed
    assert proposed.starts_at == salon.at(17, "12:30")  # the nearest before one o'clock
    assert [type(event) for event in heard if isinstance(event, BookingProposed)] == [BookingProposed]
    assert sound(act)
    with pytest.raises(SlotTaken):
        held(act, salon, key="other", number=1, wish=salon.wish("laser", "bea"), at=salon.at(17, "12:30"))
    assert act(service.accept_proposal, booking.id, by=salon.member()).status is S.confirmed


def test_nobody_is_dropped_where_there_is_no_other_time(act: Act, salon: Salon) -> None:
    booking = confirmed(act, salon, wish=salon.wish("laser", "amy"))
    outage = act(service.take_out, salon.rooms["laser1"], salon.at(16, "10:00"), None, by=salon.desk)
    assert [each.id for each in outage.to_call] == [booking.id]
    assert act(service.get, booking.id).status is S.confirmed
    assert sound(act)
    assert act(resource.get, salon.rooms["laser1"]).state is ResourceState.under_repair
    assert [room.code for room in act(service.list_out_of_use, salon.store, by=salon.desk)] == ["laser1"]


def test_what_works_again_can_be_booked_again(act: Act, salon: Salon) -> None:
    for ends_at in (salon.at(17, "21:00"), None):
        act(service.take_out, salon.rooms["laser1"], salon.at(16, "10:00"), ends_at, by=salon.desk)
        with pytest.raises(SlotTaken):
            held(act, salon, wish=salon.wish("laser", "amy"))
        act(service.put_back, salon.rooms["laser1"], by=salon.desk)
        assert act(service.list_out_of_use, salon.store, by=salon.desk) == ()
    held(act, salon, wish=salon.wish("laser", "amy"))


def test_a_member_who_is_still_choosing_finds_another_bed_or_none(act: Act, salon: Salon) -> None:
    held(act, salon, key="laser", wish=salon.wish("laser", "amy"))
    outage = day(act, salon, "laser1")
    assert (outage.moved, outage.proposed, outage.to_call) == ((), (), ())
    with pytest.raises(SlotTaken):
        act(service.request, "laser", by=salon.member())
    assert sound(act)


def test_time_off_asks_who_is_booked_with_that_person(act: Act, salon: Salon) -> None:
    with_her = confirmed(act, salon)
    amy = act(resource.get, 1)
    assert amy.code == "amy"
    with pytest.raises(NotAllowed):
        act(service.take_out, amy.id, salon.at(17, "10:00"), salon.at(17, "21:00"), by=salon.desk)
    outage = act(service.take_out, amy.id, salon.at(17, "10:00"), salon.at(17, "21:00"), by=salon.manager)
    (proposed,) = outage.proposed
    assert (proposed.id, proposed.staff_id) == (with_her.id, with_her.staff_id)
    assert proposed.starts_at >= salon.at(18, "10:00") or proposed.starts_at < salon.at(17, "10:00")
    assert sound(act)


def test_who_may_and_what_cannot_be(act: Act, salon: Salon) -> None:
    with pytest.raises(NotAllowed):
        act(service.outage_hits, salon.rooms["bed1"], salon.at(17, "10:00"), None, by=salon.member())
    with pytest.raises(BadInput):
        act(service.take_out, salon.rooms["bed1"], salon.at(17, "10:00"), salon.at(17, "10:00"), by=salon.desk)
