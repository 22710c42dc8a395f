"""Bookings and free times, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.booking.enums import BookingStatus, Reason, WhyNot
from core.store.schemas import PriceRule


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: a variation in a store, with somebody in particular or with anyone."""

    store_id: int
    variation_id: int
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without an account for whom a member books: a friend, or who comes along."""

    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class PartWish:
    """One treatment of a visit; `guest` counts the visit's guests from 1, and 0 is the member."""

    variation_id: int
    staff_id: int | None = None
    guest: int = 0


@dataclass(frozen=True, slots=True)
class VisitWish:
    """What is looked for as one visit, all or nothing: several treatments of one person, one of several people, or a
    visit of somebody else."""

    store_id: int
    parts: tuple[PartWish, ...]
    guests: tuple[Guest, ...] = ()

    @property
    def staff_id(self) -> int | None:
        """The one person wished for all of it, if there is one."""
        wished = {part.staff_id for part in self.parts}
        return wished.pop() if len(wished) == 1 else None

    def guest_of(self, part: PartWish) -> Guest | None:
        """Who gets the treatment; None for the member."""
        return self.guests[part.guest - 1] if part.guest else None


AnyWish = Wish | VisitWish


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
class Recommended:
    """A free start that is among the best, and what speaks most for it; `staff_id` is who would do it."""

    slot: Slot
    reason: Reason
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """The free starts of a day, earliest first, and the best few of them, the best first."""

    slots: tuple[Slot, ...]
    best: tuple[Recommended, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a wished start can be had; if not, why, and the nearest that can."""

    slot: Slot | None
    why_not: WhyNot | None = None
    nearest: tuple[Slot, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Record:
    """How often a member did not come, and called off or moved late."""

    no_shows: int
    late_cancels: int


@dataclass(frozen=True, slots=True)
class BookingOut:
    """A booking with the names people read; moments are aware UTC, `zone` is the store's.

    Bookings of one visit share `visit_id` and `code`. `guest_number` is 0 where the member comes themselves.
    """

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
    changed_at: dt.datetime
    visit_id: int | None = None
    guest_number: int = 0
    guest_name: str | None = None
    guest_phone: str | None = None
    list_price_fen: int | None = None
    price_name: dict[str, str] | None = None
    confirm_by: dt.datetime | None = None
    is_late: bool | None = None
    waived_reason: str | None = None

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


@dataclass(frozen=True, slots=True)
class Outage:
    """What became of the bookings that a broken bed, or a colleague's absence, is in the way of.

    `moved` have another bed or device at the same time, `proposed` are offered another time, `to_call` could be helped
    with neither: they stand as they are, for a colleague to settle with the member.
    """

    moved: tuple[BookingOut, ...]
    proposed: tuple[BookingOut, ...]
    to_call: tuple[BookingOut, ...]
