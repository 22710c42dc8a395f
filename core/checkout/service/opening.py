"""Beginning a bill: of a booked visit, of a member who came without one, or of somebody who is no member."""

from __future__ import annotations

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.checkout import repository
from core.checkout.enums import SaleStatus
from core.checkout.errors import NothingToPay, VisitSettled
from core.checkout.repository import Stored
from core.checkout.schemas import Draft, SaleOut
from core.checkout.service import access, itemizing, showing
from core.kit.ids import new_code
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.store import service as stores

_CODE = 8
_TRIES = 5
PAYABLE = frozenset({BookingStatus.checked_in, BookingStatus.in_service, BookingStatus.completed})


def open_for_visit(work: Work, booking_id: int) -> SaleOut:
    """The bill of a visit with its treatments at the prices they were booked at (C3); the one that is open already.

    Whoever stands at the till is here: a visit that is only confirmed is checked in. Raises BookingNotFound,
    NotAllowed, NothingToPay, NotDueYet, VisitSettled.
    """
    booking = bookings.get(work, booking_id)
    auth.require(work.actor, Permission.run_till, booking.store_id)
    visit = bookings.visit_of(work.acting_as(SYSTEM), booking)
    first = visit[0]
    known = repository.find_of_visit(work.session, first.id)
    if known is not None:
        return _known(work, known)
    if any(part.status is BookingStatus.confirmed for part in visit):
        bookings.check_in(work, booking.id)
        visit = bookings.visit_of(work.acting_as(SYSTEM), booking)
    booked = tuple(
        itemizing.booked(work, str(number), part)
        for number, part in enumerate((part for part in visit if part.status in PAYABLE), 1)
    )
    if not booked:
        raise NothingToPay
    draft = Draft(lines=booked, next_line=len(booked) + 1)
    return _add(work, f"visit:{first.id}:{new_code(_CODE)}", first.store_id, first.member_id, first.id, draft)


def open_walk_in(work: Work, key: str, store_id: int, member_id: int | None = None) -> SaleOut:
    """An empty bill of a store, for a member or for nobody the salon knows; the same key gives the same bill.

    Raises NotAllowed, StoreNotFound, MemberNotFound.
    """
    auth.require(work.actor, Permission.run_till, store_id)
    stores.get(work, store_id)
    known = repository.find_by_key(work.session, key)
    if known is not None:
        return showing.show(work, access.find_seen(work, known.id))
    if member_id is not None:
        members.require(work, member_id)
    return _add(work, key, store_id, member_id, None, Draft())


def _known(work: Work, sale: Stored) -> SaleOut:
    seen = showing.show(work, access.find_seen(work, sale.id))
    if seen.status is SaleStatus.completed:
        raise VisitSettled(sale=seen)
    return seen


def _add(work: Work, key: str, store_id: int, member_id: int | None, booking_id: int | None, draft: Draft) -> SaleOut:
    for _ in range(_TRIES):
        sale_id = repository.add(
            work.session,
            code=new_code(_CODE),
            key=key,
            store_id=store_id,
            member_id=member_id,
            booking_id=booking_id,
            staff_id=work.actor.id if work.actor.kind == "staff" else None,
            status=SaleStatus.open,
            draft=draft.model_dump(mode="json"),
            opened_at=work.now,
            changed_at=work.now,
        )
        if sale_id is not None:
            audit.record(work, "sale.open", "sale", sale_id)
            return showing.show(work, access.find_seen(work, sale_id))
        other = repository.find_by_key(work.session, key)
        other = other or (repository.find_of_visit(work.session, booking_id) if booking_id is not None else None)
        if other is not None:  # a colleague opened it in the same moment
            return _known(work, other)
    raise RuntimeError("no free code for a sale")
