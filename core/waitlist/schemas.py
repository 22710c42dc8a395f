"""The waitlist, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.booking.schemas import Wish
from core.waitlist.enums import EntryStatus, Outcome


@dataclass(frozen=True, slots=True)
class Window:
    """Which starts would suit, by the store's clock: dates, both included, and minutes of the day, the end excluded."""

    first_on: dt.date
    last_on: dt.date
    from_minute: int = 0
    until_minute: int = 1440


@dataclass(frozen=True, slots=True)
class EntryOut:
    """Somebody's place on the waitlist. `ends_at` is when the wished time is over, `rank` that of the member's tier.

    `lapses` counts the offers they let pass since they last said that they still wait.
    """

    id: int
    status: EntryStatus
    member_id: int
    store_id: int
    variation_id: int
    staff_id: int | None
    treatment_name: dict[str, str]
    variation_name: dict[str, str]
    staff_name: dict[str, str] | None
    store_name: dict[str, str]
    zone: str
    first_on: dt.date
    last_on: dt.date
    from_minute: int
    until_minute: int
    ends_at: dt.datetime
    joined_at: dt.datetime
    lapses: int
    rank: int

    @property
    def wish(self) -> Wish:
        """What is looked for."""
        return Wish(self.store_id, self.variation_id, self.staff_id)

    @property
    def window(self) -> Window:
        """When it would suit."""
        return Window(self.first_on, self.last_on, self.from_minute, self.until_minute)


@dataclass(frozen=True, slots=True)
class OfferOut:
    """A time that is held for somebody on the waitlist until `expires_at`, as the booking `booking_id` under `key`."""

    id: int
    entry_id: int
    booking_id: int
    key: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    expires_at: dt.datetime
    outcome: Outcome
