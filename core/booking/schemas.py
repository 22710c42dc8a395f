"""Bookings and free times, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.booking.enums import BookingStatus, WhyNot
from core.store.schemas import PriceRule


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: a variation in a store, with somebody in particular or with anyone."""

    store_id: int
    variation_id: int
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A local date on which something is free."""

    on: dt.date
    slots: int


@dataclass(frozen=True, slots=True)
class Price:
    """What a visit costs at a time (C3), in fen, and the list price; `name` is of the rule that makes them differ."""

    fen: int
    list_fen: int
    name: dict[str, str] | None = None

    @property
    def saving_fen(self) -> int:
        """How much less than the list price; negative at a peak."""
        return self.list_fen - self.fen


@dataclass(frozen=True, slots=True)
class SpecialPrice:
    """A rule of the store that changes a variation's price, and what it costs then."""

    rule: PriceRule
    price: Price


@dataclass(frozen=True, slots=True)
class Slot:
    """A start that can be had now, who could do it, and what it costs then."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    staff_ids: tuple[int, ...]
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a wished start can be had; if not, why, and the nearest that can."""

    slot: Slot | None
    why_not: WhyNot | None = None
    nearest: tuple[Slot, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class BookingOut:
    """A booking with the names people read; moments are aware UTC, `zone` is the store's."""

    id: int
    code: str
    status: BookingStatus
    store_id: int
    store_name: dict[str, str]
    zone: str
    member_id: int
    member_name: str | None
    member_code: str
    variation_id: int
    treatment_id: int
    treatment_name: dict[str, str]
    variation_name: dict[str, str]
    staff_id: int
    staff_name: dict[str, str]
    is_any_staff: bool
    bed_name: dict[str, str] | None
    device_name: dict[str, str] | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    earlier_starts_at: dt.datetime | None
    respond_by: dt.datetime | None
    price_fen: int
    reason: str | None
    note: str | None
    attendance_confirmed_at: dt.datetime | None
    list_price_fen: int | None = None
    price_name: dict[str, str] | None = None

    @property
    def price(self) -> Price:
        """What was agreed, beside the list price of that moment."""
        usual = self.price_fen if self.list_price_fen is None else self.list_price_fen
        return Price(self.price_fen, usual, self.price_name)


@dataclass(frozen=True, slots=True)
class Block:
    """Time somebody keeps for themselves."""

    id: int
    staff_id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    note: str | None
