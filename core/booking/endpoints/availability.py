"""What is free (C1, C4, C7)."""

from __future__ import annotations

from core.booking import service
from core.booking.endpoints.views import AnswerView, OpenDayView, SlotView, answered, slot_view
from core.booking.errors import BookingNotFound
from core.booking.schemas import Wish
from core.catalog.endpoints import TreatmentView
from core.catalog.endpoints import view as treatment_view
from core.catalog.errors import VariationNotFound
from core.kit.work import Work
from core.operation.access import ANYONE
from core.operation.fields import Day, Moment, PathId
from core.operation.operations import Operations
from core.store import service as stores
from core.store.errors import StoreNotFound

operations = Operations("Availability")


@operations.get("/stores/{store_id}/treatments", ANYONE, StoreNotFound)
def list_treatments_of_store(work: Work, store_id: PathId) -> list[TreatmentView]:
    """What a store can do.

    Treatments for which somebody there has the skill, and bed and device exist.
    """
    stores.get(work, store_id)
    return [treatment_view(each) for each in service.treatments_on_offer(work, store_id)]


@operations.get("/availability/days", ANYONE, StoreNotFound, VariationNotFound, BookingNotFound)
def list_open_days(
    work: Work, store_id: PathId, variation_id: PathId, staff_id: PathId | None = None, moving: PathId | None = None
) -> list[OpenDayView]:
    """Days on which something is free.

    Up to the store's horizon, by the store's calendar, with the number of free starts. Without `staff_id`: with anyone.
    `moving` is a booking that is to be rescheduled, by whom may see it: it is not in its own way.
    """
    days = service.open_days(work, Wish(store_id, variation_id, staff_id), ignoring=_seen(work, moving))
    return [OpenDayView.model_validate(day) for day in days]


@operations.get("/availability/slots", ANYONE, StoreNotFound, VariationNotFound, BookingNotFound)
def list_open_slots(
    work: Work,
    store_id: PathId,
    variation_id: PathId,
    on: Day,
    staff_id: PathId | None = None,
    moving: PathId | None = None,
) -> list[SlotView]:
    """Free starts of a day.

    Live: staff, bed and device are free together. Earliest first, each with everybody who could do it. With a member's
    token, times at which they have another visit of their own are left out, here and in the days.
    """
    wish = Wish(store_id, variation_id, staff_id)
    return [slot_view(each) for each in service.open_slots(work, wish, on, ignoring=_seen(work, moving))]


@operations.get("/availability/check", ANYONE, StoreNotFound, VariationNotFound, BookingNotFound)
def check_start(
    work: Work,
    store_id: PathId,
    variation_id: PathId,
    starts_at: Moment,
    staff_id: PathId | None = None,
    moving: PathId | None = None,
) -> AnswerView:
    """Whether one start can be had.

    If not: precisely why, and up to three that can, the nearest first.
    """
    wish = Wish(store_id, variation_id, staff_id)
    return answered(service.check(work, wish, starts_at, ignoring=_seen(work, moving)))


def _seen(work: Work, moving: int | None) -> int | None:
    """The booking to be moved, if the caller may see it: else anybody could look for what others have booked."""
    return None if moving is None else service.get(work, moving).id
