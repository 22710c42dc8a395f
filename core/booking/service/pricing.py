"""What visits cost: at a time, when moved to another, and what the salon publishes (C3)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.booking.rules.prices import apply, is_for
from core.booking.schemas import BookingOut, Price, SpecialPrice, Wish
from core.booking.service import access
from core.booking.service import search as searching
from core.booking.service.search import Search
from core.catalog import service as catalog
from core.kit.work import Work
from core.store import service as stores


def quote(work: Work, wish: Wish, starts_at: dt.datetime, moving_id: int | None = None) -> Price:
    """What a visit would cost at a time (C3): of a booking to be moved, by the list price it was made under.

    Raises BookingNotFound.
    """
    search = searching.prepare(work, wish)
    if moving_id is None:
        return search.price(starts_at)
    return moved(search, access.find_seen(work, moving_id), starts_at)


def special_prices(work: Work, store_id: int, variation_id: int) -> tuple[SpecialPrice, ...]:
    """The times at which a variation costs something else in a store, in the order in which they count.

    The first that matches a start is its price; the same for every member.
    """
    settings, variation = stores.get(work, store_id).settings, catalog.get_variation(work, variation_id)
    usual = variation.price_fen
    return tuple(
        SpecialPrice(rule, Price(apply(rule, usual, settings.price_step_fen), usual, rule.name.model_dump()))
        for rule in settings.prices
        if is_for(rule, variation)
    )


def moved(search: Search, before: BookingOut, starts_at: dt.datetime) -> Price:
    """The price at the new time; the list price that was agreed on stays, unless it is another variation."""
    is_same = search.variation.id == before.variation_id
    return search.price(starts_at, before.price.list_fen if is_same else None)


def columns(price: Price) -> dict[str, Any]:
    """What a booking keeps of its price, whatever the salon changes later."""
    return {"price_fen": price.fen, "list_price_fen": price.list_fen, "price_name": price.name}
