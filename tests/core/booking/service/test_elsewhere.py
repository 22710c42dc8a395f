"""Nobody is offered a time that only another visit of their own rules out: the lists and the refusal agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.booking import service
from core.booking.errors import MemberBusy
from core.booking.schemas import AnyWish, Guest, PartWish, VisitWish, Wish
from tests.core.booking.service.asking import requested
from tests.factories.salon import Salon

Act = Callable[..., Any]
DAY = dt.date(2026, 9, 17)
RED = Guest("小红", None)


def starts(act: Act, salon: Salon, wish: AnyWish, **asked: Any) -> set[str]:
    slots = act(service.open_slots, wish, DAY, **asked)
    return {slot.starts_at.astimezone(salon.zone).strftime("%H:%M") for slot in slots}


def wishes(salon: Salon) -> dict[str, AnyWish]:
    facial, massage = salon.variations["facial"], salon.variations["massage"]
    return {
        "one": Wish(salon.store, massage, None),
        "two": VisitWish(salon.store, (PartWish(facial, None), PartWish(massage, None))),
        "with a friend": VisitWish(salon.store, (PartWish(massage, None), PartWish(facial, None, 1)), (RED,)),
    }


@pytest.mark.parametrize("of", ["one", "two", "with a friend"])
def test_every_time_offered_to_a_member_can_be_had_and_every_time_kept_back_could_not(
    act: Act, salon: Salon, of: str
) -> None:
    requested(act, salon)  # amy's facial from 14:00 to 15:00
    wish = wishes(salon)[of]
    offered, free = starts(act, salon, wish, by=salon.member()), starts(act, salon, wish)
    kept_back = free - offered
    assert "14:00" in kept_back
    days = {day.on: day.slots for day in act(service.open_days, wish, by=salon.member())}
    assert days[DAY] == len(offered)

    def hold(clock: str) -> None:
        act(service.hold, "v", salon.members[0], wish, salon.at(17, clock), by=salon.member())

    for clock in kept_back:
        with pytest.raises(MemberBusy):
            hold(clock)
    for clock in sorted(clock for clock in offered if "12:00" <= clock <= "16:00"):
        hold(clock)
        act(service.release, "v", by=salon.member())


def test_others_and_a_friend_are_offered_all_and_so_is_who_moves_that_very_visit(act: Act, salon: Salon) -> None:
    visit, massage = requested(act, salon), salon.wish("massage")
    free = starts(act, salon, massage)
    assert "14:00" in free
    assert starts(act, salon, massage, by=salon.member(1)) == starts(act, salon, massage, by=salon.desk) == free
    friend = VisitWish(salon.store, (PartWish(massage.variation_id, None, 1),), (RED,))
    assert starts(act, salon, friend, by=salon.member()) == free
    assert starts(act, salon, massage, ignoring=visit.id, by=salon.member()) == free


def test_neither_are_the_nearest_that_are_told_instead(act: Act, salon: Salon) -> None:
    requested(act, salon)
    answer = act(service.check, salon.wish(who="amy"), salon.at(17, "14:00"), by=salon.member(0))
    assert answer.nearest  # bea could, but not for who lies on amy's bed
    clocks = {slot.starts_at.astimezone(salon.zone).strftime("%H:%M") for slot in answer.nearest}
    assert clocks <= starts(act, salon, salon.wish(who="amy"), by=salon.member(0))
    other = act(service.check, salon.wish(who="amy"), salon.at(17, "14:00"), by=salon.member(1))
    assert other.nearest[0].starts_at == salon.at(17, "14:00")
