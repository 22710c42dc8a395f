"""What happened on the waitlist; `core.handlers` tells those who care."""

from __future__ import annotations

from dataclasses import dataclass

from core.kit.events import Event


@dataclass(frozen=True, slots=True)
class OfferTaken(Event):
    """A member took the time they were offered: it is a booking like any other now."""

    entry_id: int
    booking_id: int
