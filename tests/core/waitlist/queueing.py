"""Short ways to wait for eve's massage tomorrow at 14:00, and to see what came of it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from core.booking.schemas import BookingOut
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.member.enums import Tier
from core.waitlist import repository, service
from core.waitlist.schemas import EntryOut, OfferOut, Window
from tests.core.booking.service.asking import requested
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]
ON = dt.date(2026, 9, 17)
AT_TWO = Window(ON, ON, 14 * 60, 14 * 60 + 1)


def booked(act: Act, salon: Salon, number: int = 3, clock: str = "14:00") -> BookingOut:
    """Somebody has eve at that time."""
    return requested(
        act, salon, key=f"in the way {clock}", number=number, wish=salon.wish("massage"), at=salon.at(17, clock)
    )


def waits(act: Act, salon: Salon, number: int = 0, window: Window = AT_TWO, who: str | None = None) -> EntryOut:
    entry: EntryOut = act(
        service.join, salon.members[number], salon.wish("massage", who), window, by=salon.member(number)
    )
    return entry


def offer_of(act: Act, entry: EntryOut) -> OfferOut:
    """What an entry is offered now."""
    offer: OfferOut | None = act(service.open_offer, entry.id)
    assert offer is not None
    return offer


def rise(act: Act, salon: Salon, number: int, tier: Tier) -> None:
    act(members.set_tier, salon.members[number], tier)


def statuses(act: Act, *entries: EntryOut) -> list[str]:
    return [act(service.get, entry.id).status.value for entry in entries]


def told(database: Database, kind: str = "") -> Counter[str]:
    """How often which notice of the waitlist was put on its way to members."""
    with database.reading() as work:
        came_in = [json.loads(text) for text in events(work.session)]
    kinds = Counter(event["kind"] for event in came_in if event.get("is") == "noticed")
    return Counter({name: count for name, count in kinds.items() if name.startswith(kind or "waitlist.")})


def offers_made(work: Work, entry: EntryOut) -> list[dt.datetime]:
    """Every time an entry was ever offered."""
    rows = repository.offered_before(work.session, entry.member_id, entry.store_id, work.now)
    return sorted(row.starts_at for row in rows)
