"""Visits of several treatments or people, and visits of somebody else: all or nothing, whatever becomes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.enums import WhyNot
from core.booking.errors import MemberBusy, NotDueYet, SlotTaken, TooManyBookings, VisitTooLarge, WrongStatus
from core.booking.events import (
    BookingCancelled,
    BookingCheckedIn,
    BookingConfirmed,
    BookingEvent,
    BookingExpired,
    BookingRequested,
)
from core.booking.schemas import BookingOut, Guest, PartWish, VisitWish
from core.kit.clock import ManualClock
from core.kit.errors import BadInput, NotAllowed
from tests.core.booking.service.asking import held, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]
RED = Guest("小红", "13900000009")


def several(salon: Salon, *codes: str, who: str | None = None, guest: Guest | None = None) -> VisitWish:
    staff_id = salon.staff[who] if who else None
    parts = tuple(PartWish(salon.variations[code], staff_id, 1 if guest else 0) for code in codes)
    return VisitWish(salon.store, parts, (guest,) if guest else ())


def together(salon: Salon, people: int, code: str = "massage") -> VisitWish:
    parts = tuple(PartWish(salon.variations[code], None, number) for number in range(people))
    return VisitWish(salon.store, parts, tuple(Guest(f"guest {number}") for number in range(1, people)))


def hold(act: Act, salon: Salon, wish: VisitWish, at: str = "14:00", key: str = "v", number: int = 0) -> Any:
    first = act(service.hold, key, salon.members[number], wish, salon.at(17, at), by=salon.member(number))
    return act(service.visit_of, first)


def ask(act: Act, salon: Salon, wish: VisitWish, **wished: Any) -> tuple[BookingOut, ...]:
    hold(act, salon, wish, **wished)
    key, number = wished.get("key", "v"), wished.get("number", 0)
    parts: tuple[BookingOut, ...] = act(service.visit_of, act(service.request, key, by=salon.member(number)))
    return parts


def clocks(salon: Salon, parts: tuple[BookingOut, ...]) -> list[str]:
    return [
        f"{part.starts_at.astimezone(salon.zone):%H:%M}-{part.ends_at.astimezone(salon.zone):%H:%M}" for part in parts
    ]


def told(heard: list[BookingEvent], kind: type[BookingEvent]) -> list[bool]:
    return sorted(event.speaks for event in heard if isinstance(event, kind))


def test_treatments_follow_one_another_under_one_code(act: Act, salon: Salon) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    assert clocks(salon, parts) == ["14:00-15:00", "15:00-16:00"]
    assert len({part.code for part in parts}) == 1
    assert {part.status for part in parts} == {S.pending}
    assert act(service.find_by_code, parts[0].code.lower()).id == parts[0].id


def test_the_same_person_does_what_they_can(act: Act, salon: Salon) -> None:
    parts = hold(act, salon, several(salon, "facial", "mask", "laser"))
    assert len({part.staff_id for part in parts}) == 1


def test_a_taken_treatment_changes_the_order(act: Act, salon: Salon) -> None:
    held(act, salon, "other", 1, salon.wish("massage"), salon.at(17, "15:00"))
    parts = hold(act, salon, several(salon, "facial", "massage"))
    assert [part.treatment_name["en"] for part in parts] == ["massage", "facial"]


def test_what_does_not_fit_is_refused_with_what_does(act: Act, salon: Salon) -> None:
    held(act, salon, "other", 1, salon.wish("massage"), salon.at(17, "14:30"))
    wish = several(salon, "facial", "massage")
    with pytest.raises(SlotTaken) as refused:
        hold(act, salon, wish)
    answer = refused.value.fields["answer"]
    assert answer.why_not is WhyNot.does_not_fit
    starts = [slot.starts_at for slot in act(service.open_slots, wish, dt.date(2026, 9, 17))]
    assert [slot.starts_at for slot in answer.nearest] == sorted(
        starts, key=lambda start: (abs(start - salon.at(17, "14:00")), start)
    )[:3]
    assert all(act(service.check, wish, start).slot is not None for start in starts)
    days = {day.on: day.slots for day in act(service.open_days, wish)}
    assert days[dt.date(2026, 9, 17)] == len(starts)
    assert act(service.visit_of, act(service.get, 1)) == (act(service.get, 1),)  # nothing but the other one is there


def test_a_hold_moves_shrinks_and_grows_under_its_key(act: Act, salon: Salon) -> None:
    hold(act, salon, several(salon, "facial", "massage"))
    assert clocks(salon, hold(act, salon, several(salon, "facial", "massage"), "15:00")) == [
        "15:00-16:00",
        "16:00-17:00",
    ]
    single = act(service.hold, "v", salon.members[0], salon.wish("facial"), salon.at(17, "15:00"), by=salon.member())
    assert act(service.visit_of, single) == (single,)
    # The massage was given back with it.
    assert act(service.check, salon.wish("massage"), salon.at(17, "16:00")).slot is not None
    assert len(hold(act, salon, several(salon, "facial", "massage", "laser"))) == 3
    act(service.release, "v", by=salon.member())
    assert act(service.check, salon.wish("massage"), salon.at(17, "15:00")).slot is not None


def test_asking_twice_is_harmless_and_staff_are_told_once(act: Act, salon: Salon, heard: list[BookingEvent]) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    assert act(service.request, "v", by=salon.member()).id == parts[0].id
    assert told(heard, BookingRequested) == [False, True]
    again = act(service.hold, "v", salon.members[0], several(salon, "facial", "massage"), salon.at(17, "14:00"))
    assert again.status is S.pending


def test_a_lapsed_hold_is_asked_for_as_a_whole_or_not_at_all(act: Act, salon: Salon, clock: ManualClock) -> None:
    hold(act, salon, several(salon, "facial", "massage"))
    clock.advance(dt.timedelta(minutes=11))
    assert act(service.expire_due) == 2
    assert {part.status for part in ask(act, salon, several(salon, "facial", "massage"))} == {S.pending}
    hold(act, salon, several(salon, "facial", "massage"), "17:00", "w", 1)
    clock.advance(dt.timedelta(minutes=11))
    held(act, salon, "other", 2, salon.wish("massage"), salon.at(17, "17:30"))
    with pytest.raises(SlotTaken):
        act(service.request, "w", by=salon.member(1))
    assert act(service.list_for_member, salon.members[1], True) == ()


def test_staff_answer_the_whole_visit(act: Act, salon: Salon, heard: list[BookingEvent]) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    act(service.confirm, parts[1].id, by=salon.desk)
    assert {part.status for part in act(service.visit_of, parts[0])} == {S.confirmed}
    assert told(heard, BookingConfirmed) == [False, True]
    with pytest.raises(WrongStatus):
        act(service.decline, parts[0].id, "满了", by=salon.desk)


def test_a_beautician_answers_only_for_what_is_all_hers(act: Act, salon: Salon) -> None:
    mixed = ask(act, salon, several(salon, "facial", "massage"))
    eve = salon.works_as("eve", StaffRole.beautician)
    with pytest.raises(NotAllowed):
        act(service.confirm, mixed[1].id, by=eve)
    own = ask(act, salon, several(salon, "mask", "laser", who="amy"), at="17:00", key="w", number=1)
    amy = salon.works_as("amy", StaffRole.beautician)
    assert act(service.confirm, own[0].id, by=amy).status is S.confirmed


def test_a_visit_moves_as_a_whole(act: Act, salon: Salon) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    act(service.propose, parts[0].id, salon.at(17, "15:00"), by=salon.desk)
    proposed = act(service.visit_of, parts[0])
    assert clocks(salon, proposed) == ["15:00-16:00", "16:00-17:00"]
    assert [part.earlier_starts_at for part in proposed] == [salon.at(17, "14:00"), salon.at(17, "15:00")]
    act(service.accept_proposal, proposed[0].id, by=salon.member())
    moved = act(service.reschedule, proposed[1].id, salon.wish(), salon.at(18, "10:00"), by=salon.member())
    assert {part.status for part in act(service.visit_of, moved)} == {S.pending}
    assert clocks(salon, act(service.visit_of, moved)) == ["10:00-11:00", "11:00-12:00"]
    held(act, salon, "other", 1, salon.wish("massage"), salon.at(18, "13:30"))
    with pytest.raises(SlotTaken):
        act(service.reschedule, moved.id, salon.wish(), salon.at(18, "13:00"), by=salon.member())
    assert clocks(salon, act(service.visit_of, moved)) == ["10:00-11:00", "11:00-12:00"]


def test_one_part_or_all_of_it_is_called_off(act: Act, salon: Salon, heard: list[BookingEvent]) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage", "laser"))
    code = parts[0].code
    gone = act(service.cancel, parts[0].id, alone=True, by=salon.member())
    assert act(service.visit_of, gone) == (gone,)
    rest = act(service.visit_of, parts[1])
    assert [part.id for part in rest] == [parts[1].id, parts[2].id]
    assert act(service.find_by_code, code).id == parts[1].id
    act(service.cancel, parts[2].id, by=salon.member())
    assert told(heard, BookingCancelled) == [False, True, True]
    assert act(service.list_for_member, salon.members[0], True) == ()


def test_who_comes_is_checked_in_once_and_treated_one_by_one(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent]
) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    act(service.confirm, parts[0].id, by=salon.desk)
    with pytest.raises(NotDueYet):
        act(service.check_in, parts[1].id, by=salon.desk)
    clock.set(salon.at(17, "14:00"))
    act(service.check_in, parts[1].id, by=salon.desk)
    assert told(heard, BookingCheckedIn) == [False, True]
    act(service.start, parts[0].id, by=salon.desk)
    assert [part.status for part in act(service.visit_of, parts[0])] == [S.in_service, S.checked_in]
    act(service.complete, parts[0].id, by=salon.desk)
    act(service.complete, parts[1].id, by=salon.desk)
    assert {part.status for part in act(service.visit_of, parts[0])} == {S.completed}


def test_a_request_nobody_answers_lapses_as_a_whole(
    act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent]
) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    clock.advance(dt.timedelta(days=1, hours=6))
    act(service.expire_due)
    assert {part.status for part in act(service.visit_of, parts[0])} == {S.expired}
    assert told(heard, BookingExpired) == [False, True]


def test_people_come_together_each_with_their_own(act: Act, salon: Salon) -> None:
    parts = ask(act, salon, together(salon, 2, "facial"))
    assert clocks(salon, parts) == ["14:00-15:00"] * 2
    assert len({part.staff_id for part in parts}) == 2
    assert len({str(part.bed_name) for part in parts}) == 2
    assert [part.guest_name for part in parts] == [None, "guest 1"]
    with pytest.raises(SlotTaken):
        hold(act, salon, together(salon, 3, "facial"), "17:00", "w", 1)


def test_visits_have_limits(act: Act, salon: Salon) -> None:
    with pytest.raises(VisitTooLarge):
        hold(act, salon, together(salon, 7))
    with pytest.raises(VisitTooLarge):
        hold(act, salon, several(salon, *["massage"] * 5))
    both = VisitWish(salon.store, (PartWish(1), PartWish(1), PartWish(1, None, 1)), (RED,))
    for nonsense in (both, VisitWish(salon.store, (PartWish(1, None, 1),))):
        with pytest.raises(BadInput):
            hold(act, salon, nonsense)


def test_a_friend_s_visit_is_not_in_the_member_s_way(act: Act, salon: Salon) -> None:
    requested(act, salon)  # the member's own facial at 14:00
    (friend,) = ask(act, salon, several(salon, "massage", guest=RED))
    assert (friend.guest_name, friend.guest_phone, friend.visit_id) == ("小红", "13900000009", None)
    with pytest.raises(MemberBusy):
        hold(act, salon, several(salon, "massage", "laser"), "13:00", "w")
    moved = act(service.reschedule, friend.id, salon.wish("massage"), salon.at(17, "14:15"), by=salon.member())
    assert moved.guest_name == "小红"
    assert act(service.cancel, friend.id, by=salon.member()).status is S.cancelled


def test_a_visit_counts_once_toward_the_limit(act: Act, salon: Salon) -> None:
    for number, at in enumerate(("10:00", "12:00", "14:00", "16:00", "18:00")):
        ask(act, salon, several(salon, "laser", "mask"), at=at, key=f"v{number}")
    with pytest.raises(TooManyBookings):
        hold(act, salon, several(salon, "massage", guest=RED), "12:00")


def test_a_group_hears_how_many_could_ever_come_at_once(act: Act, salon: Salon) -> None:
    """Two do facials in two beds, one does massages, and a laser is one: whatever is booked."""
    for people, code, most in ((2, "facial", 2), (4, "facial", 2), (3, "massage", 1), (2, "laser", 1), (2, "nails", 0)):
        assert act(service.most_at_once, together(salon, people, code), by=salon.member()) == most, code
    held(act, salon)
    assert act(service.most_at_once, together(salon, 2, "facial"), by=salon.member()) == 2
    assert act(service.most_at_once, several(salon, "facial", "massage"), by=salon.member()) == 2


def test_who_does_a_part_may_not_answer_for_all(act: Act, salon: Salon) -> None:
    parts = ask(act, salon, several(salon, "facial", "massage"))
    amy = salon.works_as("amy", StaffRole.beautician)
    assert not act(service.may_answer, parts[0], by=amy)
    assert act(service.may_answer, parts[0], by=salon.desk)
    whole = requested(act, salon, key="whole", number=1, at=salon.at(17, "17:00"))
    assert act(service.may_answer, whole, by=amy)
