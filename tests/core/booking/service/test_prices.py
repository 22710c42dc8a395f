"""Prices by time, as bookings keep them (C3)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.booking import service
from core.booking.schemas import Price
from core.catalog import repository as catalog
from core.catalog.errors import VariationNotFound
from core.kit.reference import renewed
from core.kit.work import Work
from core.store import service as stores
from core.store.schemas import StoreSettings, StoreValues
from tests.core.booking.service.asking import Act, held, requested
from tests.factories.salon import Salon

NAME = {"zh": "上午", "en": "Morning"}
CHEAP = {"name": NAME, "hours": ["10:00-12:00"], "add": -60}


def _charge(work: Work, salon: Salon, *rules: dict[str, Any]) -> None:
    store = stores.get(work, salon.store)
    settings = StoreSettings.model_validate(
        store.settings.model_dump(mode="json", by_alias=True) | {"prices": list(rules)}
    )
    values = store.model_dump(exclude={"id", "code", "settings"}) | {"settings": settings}
    stores.put(work, store.code, StoreValues.model_validate(values))


@pytest.fixture
def priced(act: Act, salon: Salon) -> Salon:
    act(_charge, salon, CHEAP)
    return salon


def test_every_start_has_its_price(act: Act, priced: Salon) -> None:
    slots = act(service.open_slots, priced.wish(), priced.at(17, "00:00").date() + dt.timedelta(days=1))
    prices = {slot.starts_at: slot.price for slot in slots}
    assert prices[priced.at(17, "11:45")] == Price(23800, 29800, NAME)
    assert prices[priced.at(17, "12:00")] == Price(29800, 29800)
    assert act(service.check, priced.wish(), priced.at(17, "10:00")).slot.price.saving_fen == 6000


def test_a_booking_keeps_the_price_of_its_start_whatever_the_salon_changes(act: Act, priced: Salon) -> None:
    booking = requested(act, priced, at=priced.at(17, "10:00"))
    act(_charge, priced, {"name": NAME, "percent": 200})
    kept = act(service.get, booking.id)
    assert (kept.price_fen, kept.price) == (23800, Price(23800, 29800, NAME))


def test_moving_to_another_time_costs_what_that_time_costs(act: Act, priced: Salon) -> None:
    booking = requested(act, priced, at=priced.at(17, "10:00"))
    later = priced.at(17, "14:00")
    told = act(service.quote, priced.wish(who="amy"), later, booking.id, by=priced.member())
    moved = act(service.reschedule, booking.id, priced.wish(who="amy"), later, by=priced.member())
    assert (moved.price, told) == (Price(29800, 29800), Price(29800, 29800))


def test_a_time_the_salon_proposes_is_never_dearer_but_may_be_cheaper(act: Act, priced: Salon) -> None:
    cheap = requested(act, priced, at=priced.at(17, "10:00"))
    dear = requested(act, priced, key="other", number=1, at=priced.at(18, "15:00"))
    assert act(service.propose, cheap.id, priced.at(17, "16:00"), by=priced.desk).price_fen == 23800
    assert act(service.propose, dear.id, priced.at(18, "11:00"), by=priced.desk).price_fen == 23800


def test_special_prices_name_what_they_cost(act: Act, priced: Salon) -> None:
    (special,) = act(service.special_prices, priced.store, priced.variations["facial"])
    assert special.price == Price(23800, 29800, NAME)
    assert special.rule.hours == ("10:00-12:00",)


def test_what_is_offered_no_more_cannot_be_booked_but_still_be_moved(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)

    def take_off(work: Work) -> None:
        renewed(work)
        catalog.keep_only(work.session, [], [], [])

    act(take_off)
    with pytest.raises(VariationNotFound):
        held(act, salon, key="again", at=salon.at(17, "16:00"))
    moved = act(service.reschedule, booking.id, salon.wish(who="amy"), salon.at(17, "16:00"), by=salon.member())
    assert moved.starts_at == salon.at(17, "16:00")
