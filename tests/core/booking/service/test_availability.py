"""What is on offer, and why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.booking import service
from core.booking.enums import WhyNot
from core.booking.errors import SlotTaken
from core.booking.schemas import Answer, Slot, Wish
from core.kit.clock import ManualClock, epoch_minute
from core.kit.db import Database
from core.member import service as members
from core.member.enums import Tier
from core.resource import repository
from core.resource.enums import OccupancyReason, ResourceState
from core.resource.schemas import Span
from core.resource.service import set_state
from core.staff import service as staff
from core.staff.schemas import ShiftOut
from tests.factories.salon import Salon, build

Act = Callable[..., Any]


def local(slot: Slot, salon: Salon) -> str:
    return slot.starts_at.astimezone(salon.zone).strftime("%d %H:%M")


def book(act: Act, salon: Salon, number: int, wish: Wish, starts_at: dt.datetime) -> Any:
    key = f"{number} {starts_at}"
    act(service.hold, key, salon.members[number], wish, starts_at, by=salon.member(number))
    return act(service.request, key, by=salon.member(number))


def test_only_what_somebody_can_do_with_what_is_there_is_on_offer(act: Act, salon: Salon) -> None:
    assert {t.code for t in act(service.treatments_on_offer, salon.store)} == {"facial", "laser", "mask", "massage"}
    assert act(service.treatments_on_offer, salon.other_store) == ()
    act(set_state, salon.rooms["laser1"], ResourceState.under_repair)
    assert "laser" in {t.code for t in act(service.treatments_on_offer, salon.store)}
    act(set_state, salon.rooms["laser1"], ResourceState.retired)
    assert "laser" not in {t.code for t in act(service.treatments_on_offer, salon.store)}


def test_people_are_those_of_the_store_with_the_skill(act: Act, salon: Salon) -> None:
    people = act(service.staff_for, salon.store, salon.variations["facial"])
    assert [person.code for person in people] == ["amy", "bea"]
    assert act(service.staff_for, salon.store, salon.variations["nails"]) == ()


def test_the_first_slot_keeps_the_lead_time_and_the_last_ends_at_closing(act: Act, salon: Salon) -> None:
    slots = act(service.open_slots, salon.wish(), dt.date(2026, 9, 16))
    assert [local(slots[0], salon), local(slots[-1], salon)] == ["16 10:30", "16 20:00"]
    assert len(slots) == 39
    assert slots[0].ends_at - slots[0].starts_at == dt.timedelta(hours=1)
    assert set(slots[0].staff_ids) == {salon.staff["amy"], salon.staff["bea"]}


def test_days_run_to_the_horizon_and_only_those_with_slots_are_shown(act: Act, salon: Salon) -> None:
    days = act(service.open_days, salon.wish(who="bea"))
    assert {day.on.weekday() for day in days} == {0, 1, 2, 3, 4}
    assert (days[0].on, days[-1].on) == (dt.date(2026, 9, 16), dt.date(2026, 10, 16))
    assert [day.slots for day in days[:2]] == [39, 41]
    for day in days[:3]:
        assert len(act(service.open_slots, salon.wish(who="bea"), day.on)) == day.slots
    assert act(service.open_days, salon.wish("nails")) == ()


def test_a_booking_takes_person_and_bed_with_the_time_to_clean_up(act: Act, salon: Salon) -> None:
    at = salon.at(17, "14:00")
    first = book(act, salon, 0, salon.wish(who="amy"), at)
    amy = [local(slot, salon) for slot in act(service.open_slots, salon.wish(who="amy"), dt.date(2026, 9, 17))]
    assert [time for time in amy if "17 12:45" <= time <= "17 15:15"] == [
        "17 12:45",
        "17 13:00",
        "17 15:00",
        "17 15:15",
    ]
    second = book(act, salon, 1, salon.wish(), at)
    assert second.staff_id == salon.staff["bea"]
    assert {first.bed_name["en"], second.bed_name["en"]} == {"bed1", "bed2"}
    # Both people are free again at 15:00, but the beds are cleaned until 15:10.
    anyone = [local(slot, salon) for slot in act(service.open_slots, salon.wish(), dt.date(2026, 9, 17))]
    assert [time for time in anyone if "17 12:45" <= time <= "17 15:15"] == ["17 12:45", "17 15:15"]


def test_staff_are_free_for_others_while_a_mask_works(act: Act, salon: Salon) -> None:
    book(act, salon, 0, salon.wish("mask", "amy"), salon.at(17, "14:00"))
    # 14:20 to 15:00 the mask works: a laser of 30 minutes fits in between.
    assert act(service.check, salon.wish("laser", "amy"), salon.at(17, "14:30")).slot is not None
    assert act(service.check, salon.wish("laser", "amy"), salon.at(17, "14:45")).why_not is WhyNot.staff_busy


WHY_NOT = [
    ("facial", None, (16, "09:45"), WhyNot.past),
    ("facial", None, (16, "10:15"), WhyNot.too_soon),
    ("facial", None, (16, "10:30"), None),
    ("facial", None, (17, "08:00"), WhyNot.outside_hours),
    ("facial", None, (17, "20:15"), WhyNot.outside_hours),
    ("facial", None, (17, "20:00"), None),
    ("facial", None, (17, "14:05"), WhyNot.off_grid),
    ("facial", None, (17, "14:02"), WhyNot.off_grid),
    ("nails", None, (17, "14:00"), WhyNot.nobody_skilled),
    ("massage", "amy", (17, "14:00"), WhyNot.nobody_skilled),
    ("facial", "bea", (19, "14:00"), WhyNot.staff_off),
]


@pytest.mark.parametrize(("variation", "who", "when", "why"), WHY_NOT)
def test_why_not_is_precise(
    act: Act, salon: Salon, variation: str, who: str | None, when: tuple[int, str], why: WhyNot | None
) -> None:
    answer: Answer = act(service.check, salon.wish(variation, who), salon.at(*when))
    assert answer.why_not is why
    assert (answer.slot is None) == (why is not None)
    assert len(answer.nearest) == (0 if why is None or variation == "nails" else 3)


def test_why_not_beyond_the_horizon_and_the_nearest_is_its_end(act: Act, salon: Salon) -> None:
    answer = act(service.check, salon.wish(), salon.at(17, "12:00", month=10))
    assert answer.why_not is WhyNot.beyond_horizon
    assert [local(slot, salon) for slot in answer.nearest] == ["16 20:00", "16 19:45", "16 19:30"]


def test_why_not_busy_names_others_at_that_very_time_first(act: Act, salon: Salon) -> None:
    at = salon.at(17, "14:00")
    book(act, salon, 0, salon.wish(who="amy"), at)
    answer = act(service.check, salon.wish(who="amy"), at)
    assert answer.why_not is WhyNot.staff_busy
    assert answer.nearest[0].starts_at == at
    assert answer.nearest[0].staff_ids == (salon.staff["bea"],)
    assert [local(slot, salon) for slot in answer.nearest[1:]] == ["17 13:00", "17 15:00"]
    assert all(slot.staff_ids == (salon.staff["amy"],) for slot in answer.nearest[1:])


def test_why_not_when_beds_or_devices_are_gone(act: Act, salon: Salon) -> None:
    at = salon.at(17, "14:00")
    book(act, salon, 0, salon.wish("laser", "amy"), at)
    assert act(service.check, salon.wish("laser", "bea"), at).why_not is WhyNot.no_device
    act(set_state, salon.rooms["bed2"], ResourceState.under_repair)
    assert act(service.check, salon.wish("facial", "bea"), at).why_not is WhyNot.no_bed


def test_why_not_time_off_reads_as_off_and_not_as_busy(act: Act, salon: Salon) -> None:
    at = salon.at(17, "14:00")
    resource_id = act(staff.get, salon.staff["amy"]).resource_id
    span = Span(resource_id, epoch_minute(at), epoch_minute(at) + 300)
    act(lambda work: repository.take(work.session, [span], reason=OccupancyReason.time_off))
    assert act(service.check, salon.wish(who="amy"), at).why_not is WhyNot.staff_off
    book(act, salon, 0, salon.wish(who="bea"), at)
    assert act(service.check, salon.wish(), at).why_not is WhyNot.staff_busy


def test_what_one_has_oneself_is_not_in_the_way(act: Act, salon: Salon) -> None:
    at = salon.at(17, "14:00")
    mine = book(act, salon, 0, salon.wish(who="amy"), at)
    assert act(service.check, salon.wish(who="amy"), at).slot is None
    assert act(service.check, salon.wish(who="amy"), at, ignoring=mine.id).slot is not None
    day, wish = dt.date(2026, 9, 17), salon.wish(who="amy")
    assert len(act(service.open_slots, wish, day, ignoring=mine.id)) == 41
    assert len(act(service.open_slots, wish, day)) == 34
    assert {d.on: d.slots for d in act(service.open_days, wish, ignoring=mine.id)}[day] == 41


def test_staff_may_use_any_five_minutes_and_the_present_moment(act: Act, salon: Salon) -> None:
    assert act(service.check, salon.wish(), salon.at(16, "10:05"), by=salon.desk).slot is not None
    assert act(service.check, salon.wish(), salon.at(16, "10:05"), by=salon.member()).why_not is WhyNot.too_soon
    assert act(service.check, salon.wish(), salon.at(16, "10:07"), by=salon.desk).why_not is WhyNot.off_grid
    assert act(service.check, salon.wish(), salon.at(17, "14:00", month=11), by=salon.desk).slot is not None


def test_a_moment_may_come_in_any_zone(act: Act, salon: Salon) -> None:
    at = salon.at(17, "14:00").astimezone(ZoneInfo("America/New_York"))
    assert act(service.check, salon.wish(), at).slot.starts_at == at


@pytest.mark.parametrize(
    ("today", "on", "expected"),
    [
        ("2026-03-20", "2026-03-29", ["00:00", "01:00", "03:00", "04:00"]),
        ("2026-10-20", "2026-10-25", ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00"]),
        ("2028-02-20", "2028-02-29", ["00:00", "01:00", "02:00", "03:00", "04:00"]),
    ],
)
def test_clock_changes_and_leap_days_at_a_store_that_is_open_all_night(
    database: Database, clock: ManualClock, act: Act, today: str, on: str, expected: list[str]
) -> None:
    """In Berlin 02:00 to 03:00 is missing in spring and comes twice in autumn; a visit lasts an hour by any clock."""
    clock.set(dt.datetime.fromisoformat(today).replace(tzinfo=dt.UTC))
    with database.transaction() as work:
        salon = build(work, zone="Europe/Berlin", hours=("00:00-24:00",), step_minutes=60)
        staff_id = salon.staff["eve"]
        person = staff.get(work, staff_id)
        nights = tuple(ShiftOut(weekday=day, start_minute=0, end_minute=1440) for day in range(7))
        values = person.model_dump(
            include={"store_id", "resource_id", "code", "name", "aliases", "about", "role", "skills"}
        )
        staff.put(work, **values, shifts=nights)
    day = dt.date.fromisoformat(on)
    slots = act(service.open_slots, salon.wish("massage"), day)
    assert [local(slot, salon)[3:] for slot in slots][: len(expected)] == expected
    assert all(slot.ends_at - slot.starts_at == dt.timedelta(hours=1) for slot in slots)
    # The last visit of the day runs to midnight and is there too.
    assert local(slots[-1], salon)[3:] == "23:00"
    assert {d.on: d.slots for d in act(service.open_days, salon.wish("massage"))}[day] == len(slots)


def test_opening_hours_stay_local_over_a_clock_change(database: Database, clock: ManualClock, act: Act) -> None:
    clock.set(dt.datetime(2026, 10, 20, tzinfo=dt.UTC))
    with database.transaction() as work:
        salon = build(work, zone="Europe/Berlin")
    for day in (24, 25, 26):
        slots = act(service.open_slots, salon.wish("massage"), dt.date(2026, 10, day))
        assert [local(slots[0], salon), local(slots[-1], salon)] == [f"{day} 10:00", f"{day} 20:00"]


def test_the_calendar_opens_earlier_for_high_tiers(act: Act, salon: Salon) -> None:
    """C9: the day itself opens for everybody when the horizon reaches it."""
    wish, far = salon.wish(), salon.at(19, "14:00", month=10)  # 33 days ahead
    assert act(service.check, wish, far, by=salon.member()).why_not is WhyNot.beyond_horizon
    with pytest.raises(SlotTaken):
        act(service.hold, "k", salon.members[0], wish, far, by=salon.member())
    act(members.set_tier, salon.members[0], Tier.gold)
    assert act(service.check, wish, far, by=salon.member()).slot is not None
    days = act(service.open_days, wish, by=salon.member())
    assert days[-1].on == act(service.open_until, salon.store, by=salon.member()) == far.astimezone(salon.zone).date()
    assert act(service.hold, "k", salon.members[0], wish, far, by=salon.member()).starts_at == far
    assert act(service.check, wish, salon.at(20, "14:00", month=10), by=salon.member()).slot is None
    assert act(service.check, wish, far, by=salon.member(1)).slot is None
