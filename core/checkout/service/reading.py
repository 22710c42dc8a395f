"""Looking sales up, each actor as far as they may see."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import BookingNotFound
from core.booking.schemas import BookingOut
from core.checkout import repository
from core.checkout.errors import SaleNotFound
from core.checkout.schemas import SaleOut
from core.checkout.service import access, showing
from core.kit.ids import tidy_code
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.member.errors import MemberNotFound
from core.store import service as stores

_TO_PAY = frozenset(
    {BookingStatus.confirmed, BookingStatus.checked_in, BookingStatus.in_service, BookingStatus.completed}
)
_LONGEST = 40


def get(work: Work, sale_id: int) -> SaleOut:
    """One sale. Raises SaleNotFound."""
    return showing.show(work, access.find_seen(work, sale_id))


def find_by_code(work: Work, code: str) -> SaleOut:
    """The sale of its own code, or of the code of its visit, as a person typed it. Raises SaleNotFound."""
    sale = repository.find_by_code(work.session, tidy_code(code[:_LONGEST]))
    if sale is not None and access.may_see(work, sale):
        return showing.show(work, sale)
    try:
        found = find_of_visit(work, bookings.find_by_code(work, code[:_LONGEST]))
    except BookingNotFound:
        found = None
    if found is None:
        raise SaleNotFound(code=code)
    return found


def find_of_visit(work: Work, booking: BookingOut) -> SaleOut | None:
    """The sale of a visit, None when it has none that stands. Raises BookingNotFound."""
    first = bookings.visit_of(work.acting_as(SYSTEM), booking)[0]
    sale = repository.find_of_visit(work.session, first.id)
    return None if sale is None or not access.may_see(work, sale) else showing.show(work, sale)


def list_to_pay(work: Work, store_id: int) -> tuple[BookingOut, ...]:
    """The visits of a store's local day that are to be paid, those that are here first. Raises NotAllowed."""
    auth.require(work.actor, Permission.run_till, store_id)
    zone = ZoneInfo(stores.get(work, store_id).zone)
    system = work.acting_as(SYSTEM)
    listed = bookings.list_for_day(system, store_id, work.now.astimezone(zone).date())
    firsts = {each.visit_id or each.id: each for each in reversed(listed) if each.status in _TO_PAY}
    paid = repository.paid_visits(work.session, list(firsts))
    waiting = [each for visit, each in firsts.items() if visit not in paid]
    return tuple(sorted(waiting, key=lambda each: (each.status is BookingStatus.confirmed, each.starts_at, each.id)))


def list_unpaid(work: Work, store_id: int) -> tuple[SaleOut, ...]:
    """A store's bills that are neither paid nor put away, newest first. Raises NotAllowed."""
    auth.require(work.actor, Permission.run_till, store_id)
    return tuple(get(work, sale_id) for sale_id in repository.list_unpaid(work.session, store_id))


def list_of_day(work: Work, store_id: int, on: dt.date) -> tuple[SaleOut, ...]:
    """What was paid in a store on a local date, oldest first. Raises NotAllowed."""
    auth.require(work.actor, Permission.run_till, store_id)
    zone = ZoneInfo(stores.get(work, store_id).zone)
    start, end = (dt.datetime.combine(day, dt.time(), zone) for day in (on, on + dt.timedelta(days=1)))
    found = repository.list_completed(work.session, store_id, start, end)
    return tuple(get(work, sale_id) for sale_id in found)


def list_receipts(work: Work, member_id: int, *, before: int | None = None, limit: int = 10) -> tuple[SaleOut, ...]:
    """A member's receipts (小票), newest first; colleagues see those of the stores whose till they run.

    Raises NotAllowed for who runs no till, MemberNotFound for a member whom the actor does not know.
    """
    if work.actor.kind != "member":
        auth.require(work.actor, Permission.run_till)
    members.require(work.acting_as(SYSTEM), member_id)
    if not bookings.knows(work, member_id):
        raise MemberNotFound(id=member_id)
    listed = repository.list_of_member(work.session, member_id, before, limit)
    seen = (repository.find(work.session, sale_id) for sale_id in listed)
    return tuple(showing.show(work, sale) for sale in seen if sale is not None and access.may_see(work, sale))
