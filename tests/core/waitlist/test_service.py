"""Whoever waits is offered what becomes free, in turn, and it is really theirs until their time runs out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.booking.enums import BookingStatus as S
from core.booking.errors import MemberBusy, SlotTaken
from core.check import service as checks
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import BadInput, NotAllowed
from core.member.enums import Tier
from core.profile import service as profiles
from core.profile.enums import PreferenceKind
from core.store import service as stores
from core.store.schemas import StoreValues
from core.waitlist import service
from core.waitlist.errors import EntryNotFound, OfferOver, TooManyEntries
from core.waitlist.schemas import Window
from tests.core.booking.service.asking import requested
from tests.core.waitlist.queueing import AT_TWO, ON, booked, offer_of, rise, statuses, told, waits
from tests.factories.salon import Salon

Act = Callable[..., Any]
HALF_AN_HOUR = dt.timedelta(minutes=30)


def freed(act: Act, salon: Salon, number: int = 3) -> None:
    """Somebody calls off eve's massage at two, and the clock looks at it."""
    booking = booked(act, salon, number)
    act(bookings.cancel, booking.id, by=salon.member(number))
    act(service.offer_due)


def sound(act: Act) -> bool:
    return not any(each.is_broken for each in act(checks.check))


def settings(act: Act, salon: Salon, **changes: Any) -> None:
    store = act(stores.get, salon.store)
    policy = store.settings.waitlist.model_copy(update=changes)
    values = store.model_dump(exclude={"id", "code"}) | {
        "settings": store.settings.model_copy(update={"waitlist": policy}).model_dump(mode="json", by_alias=True)
    }
    act(stores.put, store.code, StoreValues.model_validate(values))


def test_who_waits_is_offered_what_becomes_free_and_has_it(act: Act, salon: Salon, database: Database) -> None:
    booking = booked(act, salon)
    entry = waits(act, salon)
    act(service.offer_due)
    assert act(service.open_offer, entry.id) is None
    act(bookings.cancel, booking.id, by=salon.member(3))
    act(service.offer_due)
    offer = offer_of(act, entry)
    assert offer.starts_at == salon.at(17, "14:00")
    assert told(database) == {"waitlist.offered": 1}
    with pytest.raises(SlotTaken):
        requested(act, salon, key="other", number=2, wish=salon.wish("massage"), at=salon.at(17, "14:00"))
    assert sound(act)
    taken = act(service.accept, offer.id, by=salon.member())
    assert (taken.status, taken.starts_at, taken.id) == (S.pending, offer.starts_at, offer.booking_id)
    assert act(service.accept, offer.id, by=salon.member()).id == taken.id
    assert statuses(act, entry) == ["taken"]
    assert sound(act)


def test_a_store_may_confirm_what_is_taken_by_itself(act: Act, salon: Salon) -> None:
    settings(act, salon, confirms_itself=True)
    entry = waits(act, salon)
    act(service.offer_due)
    assert act(service.accept, offer_of(act, entry).id, by=salon.member()).status is S.confirmed


def test_the_highest_tier_comes_first_then_who_waited_longest(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = booked(act, salon)
    plain = waits(act, salon, 0)
    clock.advance(dt.timedelta(minutes=1))
    gold, also_gold = (waits(act, salon, number) for number in (1, 2))
    rise(act, salon, 1, Tier.gold)
    rise(act, salon, 2, Tier.gold)
    act(bookings.cancel, booking.id, by=salon.member(3))
    for expected in (gold, also_gold, plain):
        act(service.offer_due)
        assert offer_of(act, expected)
        act(service.decline, offer_of(act, expected).id, by=salon.member(salon.members.index(expected.member_id)))
    act(service.offer_due)
    assert statuses(act, plain, gold, also_gold) == ["waiting"] * 3


def test_who_may_book_further_ahead_is_offered_further_ahead(act: Act, salon: Salon) -> None:
    """The calendar is open for 30 days, for gold longer (C9)."""
    beyond = dt.date(2026, 10, 17)
    window = Window(beyond, beyond, 14 * 60, 14 * 60 + 1)
    plain, gold = waits(act, salon, 0, window), waits(act, salon, 1, window)
    rise(act, salon, 1, Tier.gold)
    act(service.offer_due)
    assert statuses(act, plain, gold) == ["waiting", "offered"]
    assert act(service.accept, offer_of(act, gold).id, by=salon.member(1)).status is S.pending


def test_nobody_is_offered_somebody_they_do_not_want(act: Act, salon: Salon) -> None:
    """While somebody else can do it (A3)."""
    act(profiles.prefer, salon.members[0], PreferenceKind.staff, salon.staff["amy"], likes=False, by=salon.member())
    entry = act(service.join, salon.members[0], salon.wish("facial"), AT_TWO, by=salon.member())
    act(service.offer_due)
    assert act(bookings.get, offer_of(act, entry).booking_id).staff_id == salon.staff["bea"]


def test_what_is_not_taken_in_time_goes_to_the_next_and_never_back(
    act: Act, salon: Salon, clock: ManualClock, database: Database
) -> None:
    first, second = waits(act, salon, 0), waits(act, salon, 1)
    act(service.offer_due)
    late = offer_of(act, first)
    assert late.expires_at == clock.now() + HALF_AN_HOUR
    clock.advance(HALF_AN_HOUR)
    act(service.offer_due)
    assert statuses(act, first, second) == ["waiting", "offered"]
    with pytest.raises(OfferOver) as over:
        act(service.accept, late.id, by=salon.member())
    assert over.value.fields["waits"] == "yes"
    clock.advance(HALF_AN_HOUR)
    for _ in range(3):
        act(service.offer_due)
        clock.advance(dt.timedelta(minutes=6))
    assert statuses(act, first, second) == ["waiting", "waiting"]
    assert told(database) == {"waitlist.offered": 2, "waitlist.lapsed": 2}


def test_who_lets_two_offers_pass_is_asked_and_keeps_the_place(
    act: Act, salon: Salon, clock: ManualClock, database: Database
) -> None:
    entry = waits(act, salon, window=Window(ON, ON, 14 * 60, 16 * 60 + 1))
    for _ in range(2):
        act(service.offer_due)
        assert offer_of(act, entry)
        clock.advance(HALF_AN_HOUR)
    act(service.offer_due)
    act(service.offer_due)
    assert statuses(act, entry) == ["lapsed"]
    assert told(database) == {"waitlist.offered": 2, "waitlist.lapsed": 1, "waitlist.still": 1}
    act(service.stay, entry.id, by=salon.member())
    act(service.offer_due)
    assert offer_of(act, entry).starts_at == salon.at(17, "16:00")


def test_who_called_that_time_off_is_not_offered_it_again(act: Act, salon: Salon) -> None:
    entry = waits(act, salon, 3)
    freed(act, salon, 3)
    assert statuses(act, entry) == ["waiting"]
    other = waits(act, salon, 1)
    act(service.offer_due)
    assert statuses(act, other) == ["offered"]


def test_leaving_gives_the_time_to_the_next(act: Act, salon: Salon) -> None:
    first, second = waits(act, salon, 0), waits(act, salon, 1)
    act(service.offer_due)
    act(service.leave, first.id, by=salon.member(0))
    act(service.leave, first.id, by=salon.member(0))
    act(service.offer_due)
    assert statuses(act, first, second) == ["left", "offered"]
    assert sound(act)


def test_a_member_has_one_offer_at_a_time(act: Act, salon: Salon) -> None:
    two = [waits(act, salon, 0, Window(ON, ON, start, start + 1)) for start in (14 * 60, 16 * 60)]
    act(service.offer_due)
    assert sorted(statuses(act, *two)) == ["offered", "waiting"]
    assert waits(act, salon, 0, Window(ON, ON, 16 * 60, 16 * 60 + 1)).id == two[1].id


def test_nobody_is_offered_a_time_at_which_they_are_elsewhere(act: Act, salon: Salon) -> None:
    requested(act, salon, key="mine", number=0, wish=salon.wish("facial", "amy"), at=salon.at(17, "14:30"))
    entry = waits(act, salon, 0)
    act(service.offer_due)
    assert statuses(act, entry) == ["waiting"]
    free = waits(act, salon, 1)
    act(service.offer_due)
    with pytest.raises(MemberBusy):
        requested(act, salon, key="mine2", number=1, wish=salon.wish("facial", "bea"), at=salon.at(17, "14:30"))
    assert act(service.accept, offer_of(act, free).id, by=salon.member(1)).status is S.pending


def test_who_is_elsewhere_takes_the_time_from_nobody_who_waits_behind_them(act: Act, salon: Salon) -> None:
    requested(act, salon, key="mine", number=0, wish=salon.wish("facial", "amy"), at=salon.at(17, "14:00"))
    entries = [waits(act, salon, number) for number in (0, 1)]
    for span in (("10:00", "14:00"), ("15:00", "21:00")):  # all that eve has left that day is two o'clock
        first, last = (salon.at(17, clock) for clock in span)
        act(bookings.block_time, salon.staff["eve"], first, last)
    act(service.offer_due)
    assert statuses(act, *entries) == ["waiting", "offered"]


def test_an_entry_ends_with_its_time_and_is_told_once_by_day(
    act: Act, salon: Salon, clock: ManualClock, database: Database
) -> None:
    evening = Window(ON, ON, 14 * 60, 1440)
    for hour, number in ((14, 1), (15, 2), (16, 3), (17, 1), (18, 2), (19, 3), (20, 1)):
        booked(act, salon, number, f"{hour}:00")
    entry = waits(act, salon, window=evening)
    clock.set(salon.at(18, "00:01"))
    act(service.offer_due)
    assert statuses(act, entry) == ["expired"]
    assert told(database) == {}
    clock.set(salon.at(18, "09:00"))
    assert act(service.offer_due) == 1
    assert act(service.offer_due) == 0
    assert told(database) == {"waitlist.expired": 1}


def test_quiet_hours_wait_for_the_morning_unless_the_visit_is_near(act: Act, salon: Salon, clock: ManualClock) -> None:
    clock.set(salon.at(16, "22:00"))
    entry = waits(act, salon)
    act(service.offer_due)
    assert statuses(act, entry) == ["waiting"]
    clock.set(salon.at(17, "09:00"))
    act(service.offer_due)
    assert statuses(act, entry) == ["offered"]
    soon = waits(act, salon, 1, Window(dt.date(2026, 9, 18), dt.date(2026, 9, 18), 600, 601))
    clock.set(salon.at(18, "08:30"))
    act(service.offer_due)
    assert offer_of(act, soon).expires_at == salon.at(18, "08:52") + dt.timedelta(seconds=30)


def test_time_that_a_colleague_gives_back_is_offered(act: Act, salon: Salon, clock: ManualClock) -> None:
    eve = salon.works_as("eve", StaffRole.beautician)
    (block,) = act(bookings.block_time, salon.staff["eve"], salon.at(17, "13:00"), salon.at(17, "16:00"), by=eve)
    entry = waits(act, salon)
    act(service.offer_due)
    assert statuses(act, entry) == ["waiting"]
    act(bookings.unblock, salon.staff["eve"], block.id, by=eve)
    act(service.offer_due)
    assert statuses(act, entry) == ["offered"]


def test_others_see_nothing_of_it(act: Act, salon: Salon) -> None:
    entry = waits(act, salon, 0)
    act(service.offer_due)
    offer = offer_of(act, entry)
    for function, about in ((service.accept, offer.id), (service.decline, offer.id), (service.leave, entry.id)):
        with pytest.raises(EntryNotFound):
            act(function, about, by=salon.member(1))
    with pytest.raises(NotAllowed):
        act(service.join, salon.members[0], salon.wish("massage"), AT_TWO, by=salon.member(1))
    with pytest.raises(NotAllowed):
        act(service.list_for_store, salon.store, by=salon.member(0))
    assert [each.id for each in act(service.list_for_store, salon.store, by=salon.desk)] == [entry.id]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_on": dt.date(2026, 9, 18)},
        {"last_on": dt.date(2026, 12, 1)},
        {"first_on": dt.date(2026, 9, 1), "last_on": dt.date(2026, 9, 15)},
        {"until_minute": 14 * 60},
        {"until_minute": 1441},
        {"from_minute": -1},
    ],
)
def test_nobody_waits_for_what_cannot_be(act: Act, salon: Salon, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        waits(act, salon, window=replace(AT_TWO, **wrong))


def test_there_is_a_limit_to_what_one_waits_for(act: Act, salon: Salon) -> None:
    settings(act, salon, entries_per_member=2)
    for start in (600, 720):
        waits(act, salon, 0, Window(ON, ON, start, start + 1))
    with pytest.raises(TooManyEntries):
        waits(act, salon)
