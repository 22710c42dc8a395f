"""Asking for a time, and looking bookings up (C4, C6)."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated, Literal

from pydantic import Field

from core.auth.enums import Permission
from core.booking import service
from core.booking.endpoints.members import require_seen
from core.booking.endpoints.views import CHANGED, SEEN, BookingView, shown
from core.booking.errors import BookingNotFound, MemberBusy, SlotTaken, TooManyBookings, WrongStatus
from core.booking.schemas import Wish
from core.catalog.errors import VariationNotFound
from core.kit.errors import NotAllowed
from core.kit.ids import new_key, tidy_code
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.member.errors import MemberNotFound
from core.operation.access import Access
from core.operation.fields import Body, Day, Days, Id, Limit, Moment, PathId
from core.operation.operations import Operations
from core.operation.paging import Cursor, Page, read_cursor, write_cursor
from core.store.errors import StoreNotFound

operations = Operations("Bookings")
HoldKey = Annotated[
    str,
    Field(
        min_length=8,
        max_length=60,
        pattern=r"^[A-Za-z0-9_-]+$",
        examples=["checkout-1f7c2a"],
        description="A text of the caller's own that names the hold.",
    ),
]
_ASKS = Access(
    "A member for themselves; the front desk for members of its store; an owner: everywhere.",
    member=True,
    staff=Permission.answer_requests,
)
_DESK = Access("The front desk's store; a beautician's own; an owner's: every store.", staff=Permission.see_own_agenda)
_REFUSALS = (StoreNotFound, VariationNotFound, MemberNotFound, SlotTaken, MemberBusy, TooManyBookings)


class Wished(Body):
    """The time wanted. Without `staff_id`: with anyone. A member leaves `member_id` out: it is they themselves."""

    store_id: Id
    variation_id: Annotated[Id, Field(examples=[12])]
    starts_at: Moment
    staff_id: Annotated[Id | None, Field(examples=[3])] = None
    member_id: Annotated[Id | None, Field(examples=[9])] = None
    member_code: Annotated[
        str | None,
        Field(max_length=20, examples=[None], description="For staff: of a member who was only in other stores yet."),
    ] = None

    @property
    def wish(self) -> Wish:
        """What is looked for."""
        return Wish(self.store_id, self.variation_id, self.staff_id)


@operations.put("/holds/{key}", _ASKS, *_REFUSALS, WrongStatus, BookingNotFound)
def hold(work: Work, key: HoldKey, wished: Wished) -> BookingView:
    """Keep a time for a while.

    For the store's `hold_minutes`, while the member decides. The same key with another time moves the hold; if that
    time is taken the old one stays.
    """
    return shown(service.hold(work, _own(work, key), _member(work, wished), wished.wish, wished.starts_at))


@operations.get("/holds/{key}", _ASKS, BookingNotFound)
def get_hold(work: Work, key: HoldKey) -> BookingView:
    """What is held under a key.

    A hold that has lapsed, or became a request, is not found.
    """
    found = service.find_held(work, _own(work, key))
    if found is None:
        raise BookingNotFound(code=None)
    return shown(found)


@operations.delete("/holds/{key}", _ASKS)
def release_hold(work: Work, key: HoldKey) -> None:
    """Give a held time back.

    Harmless when there is none.
    """
    service.release(work, _own(work, key))


@operations.post("/holds/{key}/request", _ASKS, *_REFUSALS, BookingNotFound, WrongStatus)
def request_held(work: Work, key: HoldKey) -> BookingView:
    """Ask for the held time.

    From now on the store has to answer; it is not booked before it says so. A hold that lapsed is taken again if the
    time still can be had.
    """
    return shown(service.request(work, _own(work, key)))


@operations.post("/bookings", _ASKS, *_REFUSALS, status=201)
def request_booking(work: Work, wished: Wished) -> BookingView:
    """Ask for a time.

    Holding and asking in one: the answer is `pending` until the store confirms.
    """
    key = f"api.{new_key()}"
    service.hold(work, key, _member(work, wished), wished.wish, wished.starts_at)
    return shown(service.request(work, key))


@operations.get("/bookings/{booking_id}", SEEN, BookingNotFound)
def get_booking(work: Work, booking_id: PathId) -> BookingView:
    """One booking.

    What is another's is not found, as if it did not exist.
    """
    return shown(service.get(work, booking_id))


@operations.get("/bookings/by-code/{code}", SEEN, BookingNotFound)
def get_booking_by_code(
    work: Work, code: Annotated[str, Field(max_length=20, pattern=r"^[A-Za-z0-9 _.-]+$", examples=["7KQ2M9"])]
) -> BookingView:
    """The booking of a code.

    As a person types it: small letters and dashes do not matter (C11).
    """
    try:
        return shown(service.find_by_code(work, code))
    except BookingNotFound:
        raise BookingNotFound(code=None) from None  # what was sent is not said back


@operations.get("/members/{member_id}/bookings", SEEN, MemberNotFound)
def list_bookings_of_member(
    work: Work, member_id: PathId, when: Literal["upcoming", "past"] = "upcoming"
) -> list[BookingView]:
    """A member's bookings.

    What is ahead or under way, soonest first; or the last twenty, latest first. Colleagues see those of their store.
    """
    require_seen(work, member_id)
    members.get(work.acting_as(SYSTEM), member_id)
    return [shown(each) for each in service.list_for_member(work, member_id, when == "upcoming")]


@operations.get("/stores/{store_id}/agenda", _DESK, StoreNotFound)
def list_agenda(
    work: Work,
    store_id: PathId,
    on: Day,
    days: Days = 1,
    staff_id: PathId | None = None,
    cursor: Cursor | None = None,
    limit: Limit = 100,
) -> Page[BookingView]:
    """What stands in a store's book.

    From a date of its calendar on, in order of time. A beautician sees her own.
    """
    booked = service.agenda(work, store_id, on, days, staff_id)
    after = read_cursor(cursor) if cursor else None
    behind = [each for each in booked if after is None or (each.starts_at, each.id) > _mark(after)]
    items = behind[:limit]
    last = write_cursor(items[-1].id, items[-1].starts_at) if len(behind) > limit else None
    return Page(items=[shown(each) for each in items], next=last)


@operations.get("/stores/{store_id}/requests", _DESK, StoreNotFound)
def list_requests(work: Work, store_id: PathId) -> list[BookingView]:
    """Requests that wait for an answer.

    The most urgent first. A beautician sees those for herself.
    """
    return [shown(each) for each in service.list_pending(work, store_id)]


class Moved(Body):
    """Where a booking shall stand; what is left out stays. `staff_id` null: with anyone."""

    starts_at: Moment
    variation_id: Annotated[Id | None, Field(examples=[None])] = None
    staff_id: Annotated[Id | None, Field(examples=[3])] = None


@operations.post("/bookings/{booking_id}/reschedule", CHANGED, BookingNotFound, WrongStatus, SlotTaken, MemberBusy)
def reschedule(work: Work, booking_id: PathId, wanted: Moved) -> BookingView:
    """Move a booking.

    The old time is given back only if the new one is got; the store has to confirm again.
    """
    before = service.get(work, booking_id)
    kept = None if before.is_any_staff else before.staff_id
    staff_id = wanted.staff_id if "staff_id" in wanted.model_fields_set else kept
    wish = Wish(before.store_id, wanted.variation_id or before.variation_id, staff_id)
    return shown(service.reschedule(work, booking_id, wish, wanted.starts_at))


def _member(work: Work, wished: Wished) -> int:
    """For whom: members for themselves alone. A member nobody knows must not be told from one of another's."""
    if work.actor.kind == "member":
        if wished.member_id not in {None, work.actor.id}:
            raise MemberNotFound(id=wished.member_id)
        assert work.actor.id is not None
        return work.actor.id
    if wished.member_id is None:
        raise MemberNotFound(id=None)
    member = members.get(work.acting_as(SYSTEM), wished.member_id)
    if not service.knows(work, member.id) and tidy_code(wished.member_code or "") != member.code:
        raise MemberNotFound(id=wished.member_id)  # numbers can be counted up; the code they told at the desk cannot
    return member.id


def _own(work: Work, key: str) -> str:
    """The key as it is stored: each caller's holds are apart from everybody else's and from those of chats."""
    if work.actor.kind not in {"member", "staff"}:
        raise NotAllowed(permission="hold")
    whose = f"{work.actor.kind}:{work.actor.id}:{key}"
    return f"api.{hashlib.sha256(whose.encode()).hexdigest()[:40]}"


def _mark(cursor: tuple[int, dt.datetime | None]) -> tuple[dt.datetime, int]:
    last_id, at = cursor
    return at or dt.datetime.min.replace(tzinfo=dt.UTC), last_id
