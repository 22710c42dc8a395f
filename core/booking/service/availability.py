"""What can be had: treatments, people, days and times (C1, C4, C7)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.booking.enums import WhyNot
from core.booking.rules import calendar
from core.booking.schemas import Answer, AnyWish, OpenDay, Slot, VisitWish, Wish
from core.booking.service import search as searching
from core.booking.service import visit_search
from core.catalog import service as catalog
from core.catalog.schemas import TreatmentOut, VariationOut
from core.kit.clock import epoch_minute
from core.kit.reference import kept
from core.kit.work import Work
from core.resource import service as resource
from core.resource.enums import ResourceKind
from core.staff import service as staff
from core.staff.schemas import StaffOut
from core.store import service as stores


def treatments_on_offer(work: Work, store_id: int) -> tuple[TreatmentOut, ...]:
    """What the store can do at all: somebody there has the skill, and bed and device exist and are not retired."""
    return kept(work, ("on_offer", store_id), lambda: _treatments_on_offer(work, store_id))


def _treatments_on_offer(work: Work, store_id: int) -> tuple[TreatmentOut, ...]:
    skills = {skill for person in staff.list_staff(work, store_id) for skill in person.skills}
    rooms = resource.list_rooms(work, store_id)
    has_bed = any(room.kind is ResourceKind.bed for room in rooms)
    models = {room.model for room in rooms if room.kind is ResourceKind.device}

    def is_possible(variation: VariationOut) -> bool:
        has_device = variation.device is None or variation.device in models
        return variation.skill in skills and has_device and (has_bed or not variation.needs_bed)

    offered = []
    for treatment in catalog.list_treatments(work):
        possible = tuple(variation for variation in treatment.variations if is_possible(variation))
        if possible:
            offered.append(treatment.model_copy(update={"variations": possible}))
    return tuple(offered)


def staff_for(work: Work, store_id: int, variation_id: int) -> tuple[StaffOut, ...]:
    """Who has the skill for a variation in a store. Raises NotFound when the variation does not exist."""
    skill = catalog.get_variation(work, variation_id).skill
    return tuple(person for person in staff.list_staff(work, store_id) if skill in person.skills)


def open_until(work: Work, store_id: int) -> dt.date:
    """The last local date the acting person can book in a store: later for high tiers (C9). Raises StoreNotFound."""
    store = stores.get(work, store_id)
    early = searching.early_days(work, store)
    return calendar.last_date(work.now, ZoneInfo(store.zone), store.settings.booking, early)


def open_days(work: Work, wish: AnyWish, *, ignoring: int | None = None) -> tuple[OpenDay, ...]:
    """The local dates up to the store's horizon that have free starts, with their number.

    What the booking `ignoring` takes counts as free, for a member who wants to move it.
    """
    if isinstance(wish, VisitWish):
        return visit_search.open_days(work, wish, ignoring)
    search = searching.prepare(work, wish)
    first_on, last_on = searching.horizon(work, search)
    board = searching.open_board(work, search, first_on, last_on, ignoring)
    offered, days = board.offered(), []
    for on in calendar.dates(first_on, last_on):
        first, end = (board.grid.cell(minute) for minute in calendar.day_span(search.zone, on))
        slots = (offered >> first & ((1 << (end - first)) - 1)).bit_count()
        if slots:
            days.append(OpenDay(on, slots))
    return tuple(days)


def open_slots(work: Work, wish: AnyWish, on: dt.date, *, ignoring: int | None = None) -> tuple[Slot, ...]:
    """The free starts of a local date, earliest first, each with everybody who could do it."""
    if isinstance(wish, VisitWish):
        return visit_search.open_slots(work, wish, on, ignoring)
    search = searching.prepare(work, wish)
    board = searching.open_board(work, search, on, on, ignoring)
    return tuple(slot for _, slot in searching.starts_on(search, board, on))


def find_slot(work: Work, wish: Wish, starts_at: dt.datetime, *, ignoring: int | None = None) -> Slot | None:
    """The slot that begins at a moment, None when it cannot be had; `check` also says why, which is much more work."""
    starts_at = starts_at.astimezone(dt.UTC)
    search = searching.prepare(work, wish)
    found = searching.look(work, search, starts_at, ignoring)
    return (
        None if isinstance(found, WhyNot) else searching.slot(search, found, found.grid.cell(epoch_minute(starts_at)))
    )


def check(work: Work, wish: AnyWish, starts_at: dt.datetime, *, ignoring: int | None = None) -> Answer:
    """Whether a start can be had; if not, precisely why, and up to three that can (the nearest).

    What the booking `ignoring` takes counts as free: a hold is not in its own way.
    """
    if isinstance(wish, VisitWish):
        return visit_search.check(work, wish, starts_at, ignoring)
    starts_at = starts_at.astimezone(dt.UTC)
    search = searching.prepare(work, wish)
    found = searching.look(work, search, starts_at, ignoring)
    if isinstance(found, WhyNot):
        return searching.refusal(work, search, starts_at, found, ignoring)
    return Answer(searching.slot(search, found, found.grid.cell(epoch_minute(starts_at))))
