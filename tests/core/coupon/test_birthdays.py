"""The birthday pack comes by itself, a few days before, once a year, by the sun and by the moon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.consent import service as consents
from core.consent.enums import Topic
from core.conversation import service as conversations
from core.coupon import service as coupons
from core.coupon.service import birthdays
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.profile import service as profiles
from tests.factories import coupons as coupon_file
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]
DAY = dt.timedelta(days=1)


@pytest.fixture
def pack(salon: Salon, database: Database) -> None:
    """The store gives a pack three days before a birthday, at ten."""
    database.run(lambda work: coupon_file.give_on_birthdays(work, salon.store, "hello"))


def born(act: Act, salon: Salon, **days: str) -> None:
    """Members by number, as in m0="1990-09-19"."""
    for name, day in days.items():
        number = int(name[1:])
        act(profiles.set_birthday, salon.members[number], profiles.birthday_of(day), by=salon.member(number))


def strike(database: Database) -> None:
    """What the clock does."""
    database.run(coupons.plan_birthdays)
    while database.run(coupons.give_birthdays):
        pass


def held(act: Act, salon: Salon, number: int) -> list[str]:
    given = act(coupons.list_valid, salon.members[number], by=salon.member(number))
    return sorted(each.name["zh"] for each in given)


def told(database: Database) -> int:
    with database.reading() as work:
        return sum('"coupons.given"' in each for each in events(work.session))


PACK = ["19.9 元体验", "满300减50", "满300减50"]


@pytest.mark.usefixtures("pack")
def test_it_comes_three_days_before_once_a_year(salon: Salon, act: Act, database: Database, clock: ManualClock) -> None:
    born(act, salon, m0="1990-09-19", m1="09-20")
    clock.set(salon.at(16, "09:59"))
    strike(database)
    assert held(act, salon, 0) == []
    clock.set(salon.at(16, "10:00"))
    strike(database)
    strike(database)
    assert (held(act, salon, 0), held(act, salon, 1), told(database)) == (PACK, [], 1)
    clock.set(salon.at(17, "10:05"))
    strike(database)
    assert (held(act, salon, 1), told(database)) == (PACK, 2)
    # told anew as another day, it is not given anew in the same year, and comes again in the next
    born(act, salon, m0="1990-09-25")
    clock.set(salon.at(22, "11:00"))
    strike(database)
    assert told(database) == 2
    clock.set(salon.at(22, "11:00") + 365 * DAY)
    strike(database)
    assert held(act, salon, 0) == PACK[1:], "the trial is for once"


@pytest.mark.usefixtures("pack")
def test_by_the_moon_in_the_morning_and_after_a_downtime(
    salon: Salon, act: Act, database: Database, clock: ManualClock
) -> None:
    born(act, salon, m0="lunar:08-15", m1="09-25")  # the Mid-Autumn Festival of 2026 is on September 25th
    clock.set(salon.at(24, "02:00"))
    strike(database)
    assert held(act, salon, 0) == [], "not in the quiet hours"
    clock.set(salon.at(25, "12:00"))
    strike(database)
    assert held(act, salon, 0) == held(act, salon, 1) == PACK, "the clock stood still for days"


@pytest.mark.usefixtures("pack")
def test_what_is_over_is_not_made_up_for(salon: Salon, act: Act, database: Database, clock: ManualClock) -> None:
    born(act, salon, m0="09-19")
    clock.set(salon.at(20, "10:00"))
    strike(database)
    assert held(act, salon, 0) == []


@pytest.mark.usefixtures("pack")
def test_all_are_found_however_many(
    salon: Salon, act: Act, database: Database, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(birthdays, "PAGE", 1)
    born(act, salon, m0="09-19", m1="09-19")
    clock.set(salon.at(16, "10:00"))
    strike(database)
    assert held(act, salon, 0) == held(act, salon, 1) == PACK


@pytest.mark.usefixtures("pack")
def test_who_wants_no_greetings_finds_it_in_silence(
    salon: Salon, act: Act, database: Database, clock: ManualClock
) -> None:
    born(act, salon, m0="09-19")
    act(consents.opt_out, salon.members[0], Topic.greetings, channel="test")
    assert database.run(lambda work: conversations.has_chat(work, salon.members[0]))
    clock.set(salon.at(16, "10:00"))
    strike(database)
    assert (held(act, salon, 0), told(database)) == (PACK, 0)


def test_without_a_pack_nothing_is_looked_for(salon: Salon, act: Act, database: Database, clock: ManualClock) -> None:
    born(act, salon, m0="09-19")
    clock.set(salon.at(16, "10:00"))
    assert database.run(coupons.plan_birthdays) == 0
    strike(database)
    assert held(act, salon, 0) == []


def test_birthdays_are_the_machines_to_look_through(salon: Salon, act: Act) -> None:
    with pytest.raises(NotAllowed):
        act(profiles.list_birthdays, 0, 10, by=salon.manager)
