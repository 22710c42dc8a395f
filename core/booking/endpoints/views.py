"""What callers are shown of bookings and free times."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from core.auth import service as auth
from core.auth.enums import Permission
from core.booking.enums import BookingStatus, WhyNot
from core.booking.schemas import Answer, BookingOut, Slot
from core.kit.work import Actor
from core.operation.access import Access
from core.operation.fields import View, Words

SEEN = Access(
    "A member's own; a beautician's own; those of the front desk's store; an owner's: all.",
    member=True,
    staff=Permission.see_own_agenda,
)
ANSWERED = Access(
    "A beautician's own requests; those of the front desk's store; an owner's: all. Never a member.",
    staff=Permission.answer_own_requests,
)
CHANGED = Access(
    "A member's own; what a colleague could answer; an owner's: all.", member=True, staff=Permission.answer_own_requests
)


class SlotView(View):
    """A start that can be had now, and who could do it."""

    starts_at: dt.datetime = Field(examples=["2026-09-17T06:00:00Z"])
    ends_at: dt.datetime = Field(examples=["2026-09-17T07:00:00Z"])
    staff_ids: list[int] = Field(examples=[[3, 4]])
    price_fen: int | None = Field(examples=[23840], description="What it costs then (C3).")
    list_price_fen: int | None = Field(examples=[29800])


class OpenDayView(View):
    """A date of the store's calendar on which something is free."""

    on: dt.date = Field(examples=["2026-09-17"])
    slots: int = Field(examples=[24], description="How many starts are free.")


class AnswerView(View):
    """Whether a start can be had; if not, why, and the nearest that can."""

    slot: SlotView | None
    why_not: WhyNot | None = Field(examples=[None])
    nearest: list[SlotView] = Field(examples=[[]])


class BookingView(View):
    """A booking. Moments are UTC; `zone` is the store's clock."""

    id: int = Field(examples=[31])
    code: str = Field(examples=["7KQ2M9"], description="What the member shows at the desk.")
    status: BookingStatus = Field(examples=["pending"])
    store_id: int = Field(examples=[1])
    store_name: Words
    zone: str = Field(examples=["Asia/Shanghai"])
    member_id: int = Field(examples=[9])
    member_name: str | None = Field(examples=["Anna"])
    variation_id: int = Field(examples=[12])
    treatment_name: Words
    variation_name: Words
    staff_id: int = Field(examples=[3])
    staff_name: Words
    is_any_staff: bool = Field(examples=[False], description="Whether the member said: anyone.")
    bed_name: Words | None
    device_name: Words | None
    starts_at: dt.datetime = Field(examples=["2026-09-17T06:00:00Z"])
    ends_at: dt.datetime = Field(examples=["2026-09-17T07:00:00Z"])
    earlier_starts_at: dt.datetime | None = Field(
        examples=[None], description="Where a proposed or moved booking stood before."
    )
    respond_by: dt.datetime | None = Field(description="When a hold, a request or a proposal lapses.")
    price_fen: int = Field(examples=[29800])
    reason: str | None = Field(examples=[None], description="Why it was declined or called off.")
    attendance_confirmed_at: dt.datetime | None = Field(examples=[None])


def shown(booking: BookingOut) -> BookingView:
    """A booking as callers see it."""
    return BookingView.model_validate(booking)


def answered(answer: Answer) -> AnswerView:
    """Whether a start can be had, as callers see it."""
    return AnswerView(
        slot=slot_view(answer.slot) if answer.slot else None,
        why_not=answer.why_not,
        nearest=[slot_view(each) for each in answer.nearest],
    )


def slot_view(slot: Slot) -> SlotView:
    """A start as callers see it."""
    return SlotView(
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        staff_ids=list(slot.staff_ids),
        price_fen=slot.price.fen if slot.price else None,
        list_price_fen=slot.price.list_fen if slot.price else None,
    )


def is_desk(actor: Actor, store_id: int) -> bool:
    """Whether the caller sees a whole store's book."""
    return auth.allowed(actor, Permission.see_store_agenda, store_id)
