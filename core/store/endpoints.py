"""The brand's stores, as everybody may know them."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from core.kit.work import Work
from core.operation.access import ANYONE
from core.operation.fields import PathId, View, Words
from core.operation.operations import Operations
from core.store import service
from core.store.errors import StoreNotFound
from core.store.schemas import StoreOut, Weekday

operations = Operations("Stores")


class HolidayView(View):
    """Days whose hours differ from the week's; no hours: closed."""

    first_on: dt.date = Field(examples=["2026-10-01"])
    last_on: dt.date = Field(examples=["2026-10-03"])
    name: Words
    hours: list[str] = Field(examples=[["12:00-18:00"]])


class BookingTermsView(View):
    """How the store takes bookings; minutes unless the name says days."""

    step_minutes: int = Field(examples=[15], description="Visits begin at these steps of an hour.")
    lead_minutes: int = Field(examples=[30], description="How long ahead a visit has to be asked for at least.")
    horizon_days: int = Field(examples=[30])
    hold_minutes: int = Field(examples=[10], description="How long a time is kept while somebody decides.")
    late_cancel_minutes: int = Field(examples=[240], description="Calling off less than this before is late.")


class StoreView(View):
    """A store: where it is and when it is open, by its own clock."""

    id: int = Field(examples=[1])
    code: str = Field(examples=["jingan"])
    name: Words
    address: Words
    directions: Words
    phone: str = Field(examples=["021-5555 0100"], description="The store's own.")
    zone: str = Field(examples=["Asia/Shanghai"])
    hours: dict[Weekday, list[str]] = Field(examples=[{"tue": ["10:00-21:00"]}])
    holidays: list[HolidayView]
    booking: BookingTermsView


def _view(store: StoreOut) -> StoreView:
    settings = store.settings
    return StoreView(
        **store.model_dump(include={"id", "code", "name", "address", "directions", "phone", "zone"}),
        hours={day: list(spans) for day, spans in settings.hours.items()},
        holidays=[
            HolidayView(
                first_on=each.first_on,
                last_on=each.last_on,
                name=Words.model_validate(each.name),
                hours=list(each.hours),
            )
            for each in settings.holidays
        ],
        booking=BookingTermsView.model_validate(settings.booking),
    )


@operations.get("/stores", ANYONE)
def list_stores(work: Work) -> list[StoreView]:
    """All stores.

    Those in business, oldest first, with hours, holidays and how they take bookings.
    """
    return [_view(store) for store in service.list_stores(work)]


@operations.get("/stores/{store_id}", ANYONE, StoreNotFound)
def get_store(work: Work, store_id: PathId) -> StoreView:
    """One store.

    A store that has closed for good is not found.
    """
    return _view(service.get(work, store_id))
