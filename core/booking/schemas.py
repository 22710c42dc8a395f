"""Bookings and free times, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.booking.enums import BookingStatus, WhyNot


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
class Slot:
    """A start that can be had now, and who could do it."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    staff_ids: tuple[int, ...]


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


@dataclass(frozen=True, slots=True)
class Block:
    """Time somebody keeps for themselves."""

    id: int
    staff_id: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    note: str | None
