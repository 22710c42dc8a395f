"""Reading bookings with the names people read.

The names belong to lower domains. One join reads them in one statement where asking each domain would take six for
every
booking of an agenda; so this file knows the few columns below, reads them and never writes.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.booking.repository import SEALED
from core.booking.rules.moves import OF_THE_DAY, OPEN, OVER
from core.booking.schemas import BookingOut
from core.kit.sealing import SealedText, unseal

_b: Any = Booking.__table__.c


def _names(table: str, *columns: str) -> sa.TableClause:
    return sa.table(table, sa.column("id"), sa.column("name", sa.JSON), *(sa.column(column) for column in columns))


_store = _names("stores", "zone")
_variation = _names("variations", "treatment_id")
_treatment = _names("treatments")
_staff = _names("staff")
_bed = _names("resources").alias("bed")
_device = _names("resources").alias("device")
_first: Any = sa.alias(Booking.__table__, "first")
_member = sa.table("members", sa.column("id"), sa.column("name", SealedText("code")), sa.column("code"))

_COLUMNS: dict[str, Any] = {
    "code": sa.func.coalesce(_first.c.code, _b.code),
    "store_name": _store.c.name,
    "zone": _store.c.zone,
    "member_name": _member.c.name,
    "member_code": _member.c.code,
    "treatment_id": _variation.c.treatment_id,
    "treatment_name": _treatment.c.name,
    "variation_name": _variation.c.name,
    "staff_name": _staff.c.name,
    "bed_name": _bed.c.name,
    "device_name": _device.c.name,
}
_FIELDS = (_COLUMNS.get(name, _b.get(name)).label(name) for name in BookingOut.__dataclass_fields__)
_CARD = sa.select(*_FIELDS, _b.key).select_from(
    Booking.__table__.join(_store, _store.c.id == _b.store_id)
    .join(_member, _member.c.id == _b.member_id)
    .join(_variation, _variation.c.id == _b.variation_id)
    .join(_treatment, _treatment.c.id == _variation.c.treatment_id)
    .join(_staff, _staff.c.id == _b.staff_id)
    .outerjoin(_bed, _bed.c.id == _b.bed_id)
    .outerjoin(_device, _device.c.id == _b.device_id)
    .outerjoin(_first, _first.c.id == _b.visit_id)
)
_SEALED = SEALED & BookingOut.__dataclass_fields__.keys()
_BY_ID = _CARD.where(_b.id == sa.bindparam("id"))
_IN_ORDER = (_b.starts_at, _b.id)


def _card(session: Session, row: sa.Row[*tuple[Any, ...]]) -> BookingOut:
    """The booking with what only the salon may read opened."""
    values = dict(row._mapping)
    key = values.pop("key")
    values["member_name"] = unseal(session, _member.c.name, row.member_name, row.member_code)
    values |= {name: unseal(session, _b[name], values[name], key) for name in _SEALED}
    return BookingOut(**values)


def _all(session: Session, statement: sa.Select[Any]) -> tuple[BookingOut, ...]:
    return tuple(_card(session, row) for row in session.execute(statement))


def find(session: Session, booking_id: int) -> BookingOut | None:
    """One booking."""
    row = session.execute(_BY_ID, {"id": booking_id}).first()
    return _card(session, row) if row else None


def find_by_code(session: Session, code: str) -> BookingOut | None:
    """The booking of a code, of a visit the first that stands; what only ever was a hold has none to speak of."""
    booking = next(iter(_all(session, _CARD.where(_b.code == code, _b.requested_at.is_not(None)))), None)
    if booking is None or booking.visit_id is None:
        return booking
    return next(iter(standing(session, booking.visit_id)), booking)


def visit_of(session: Session, booking: BookingOut) -> tuple[BookingOut, ...]:
    """The visit of a booking that stands, in order of time: all of it that was not called off.

    Of one that was called off: what was called off along with it. A booking by itself is its own visit.
    """
    if booking.visit_id is None:
        return (booking,)
    mine = _CARD.where(_b.visit_id == booking.visit_id)
    if booking.status in OVER:
        at = sa.select(Booking.changed_at).where(Booking.id == booking.id).scalar_subquery()
        mine = mine.where(_b.status == booking.status, _b.changed_at == at)
    else:
        mine = mine.where(_b.status.not_in(sorted(OVER)))
    return _all(session, mine.order_by(*_IN_ORDER))


def standing(session: Session, visit_id: int) -> tuple[BookingOut, ...]:
    """What of a visit was not called off, in order of time."""
    return _all(session, _CARD.where(_b.visit_id == visit_id, _b.status.not_in(sorted(OVER))).order_by(*_IN_ORDER))


def list_by_ids(session: Session, ids: list[int]) -> tuple[BookingOut, ...]:
    """Several bookings in order of time."""
    return _all(session, _CARD.where(_b.id.in_(ids)).order_by(*_IN_ORDER))


def upcoming(session: Session, member_id: int, now: dt.datetime) -> tuple[BookingOut, ...]:
    """What is ahead of a member or under way, soonest first."""
    statuses = (OPEN - {BookingStatus.held}) | {BookingStatus.checked_in, BookingStatus.in_service}
    mine = _CARD.where(_b.member_id == member_id, _b.status.in_(sorted(statuses)), _b.ends_at > now)
    return _all(session, mine.order_by(*_IN_ORDER))


def earlier(session: Session, member_id: int, now: dt.datetime, limit: int) -> tuple[BookingOut, ...]:
    """What is behind a member, latest first: visits, and requests that came to nothing."""
    is_over = sa.or_(
        _b.ends_at <= now,
        _b.status.not_in(sorted((OPEN - {BookingStatus.held}) | {BookingStatus.checked_in, BookingStatus.in_service})),
    )
    mine = _CARD.where(_b.member_id == member_id, _b.requested_at.is_not(None), is_over)
    return _all(session, mine.order_by(_b.starts_at.desc(), _b.id.desc()).limit(limit))


def between(
    session: Session, store_id: int, first: dt.datetime, last: dt.datetime, staff_id: int | None
) -> tuple[BookingOut, ...]:
    """What staff see of the time from `first` until before `last`, in order of time."""
    statement = _CARD.where(
        _b.store_id == store_id, _b.starts_at >= first, _b.starts_at < last, _b.status.in_(sorted(OF_THE_DAY))
    )
    if staff_id is not None:
        statement = statement.where(_b.staff_id == staff_id)
    return _all(session, statement.order_by(*_IN_ORDER))


def pending(session: Session, store_id: int, staff_id: int | None) -> tuple[BookingOut, ...]:
    """Requests that wait for staff, the most urgent first."""
    statement = _CARD.where(_b.store_id == store_id, _b.status == BookingStatus.pending)
    if staff_id is not None:
        statement = statement.where(_b.staff_id == staff_id)
    return _all(session, statement.order_by(_b.respond_by, _b.id))


def last_completed(session: Session, member_id: int) -> BookingOut | None:
    """The member's latest finished visit."""
    return next(iter(completed(session, member_id, 0, 1)), None)


def completed(session: Session, member_id: int, skip: int, limit: int) -> tuple[BookingOut, ...]:
    """Finished visits of a member themselves, latest first: what a friend got says nothing of them."""
    mine = _CARD.where(_b.member_id == member_id, _b.guest_number == 0, _b.status == BookingStatus.completed)
    return _all(session, mine.order_by(_b.starts_at.desc(), _b.id.desc()).offset(skip).limit(limit))
