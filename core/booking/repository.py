"""Statements that change bookings and that look them up by what only bookings know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.booking.rules.moves import OPEN
from core.booking.schemas import Guest, Price
from core.kit.sealing import seal, unseal

_bookings: sa.Table = Booking.__table__  # type: ignore[assignment]
_b = _bookings.c


_LATEST = (
    sa.select(_b.staff_id, _b.variation_id, _b.store_id, _b.starts_at)
    .where(_b.member_id == sa.bindparam("member"), _b.guest_number == 0, _b.status == BookingStatus.completed)
    .order_by(_b.starts_at.desc(), _b.id.desc())
    .limit(sa.bindparam("limit"))
)


def latest_visits(session: Session, member_id: int, limit: int) -> list[sa.Row[*tuple[Any, ...]]]:
    """Of a member's last completed visits who did what in which store and when, without any name: nothing is opened."""
    return list(session.connection().execute(_LATEST, {"member": member_id, "limit": limit}))


@dataclass(frozen=True, slots=True)
class Stored:
    """What the engine itself needs of a booking."""

    id: int
    key: str
    status: BookingStatus
    store_id: int
    member_id: int
    variation_id: int
    staff_id: int
    is_any_staff: bool
    starts_at: dt.datetime
    ends_at: dt.datetime
    respond_by: dt.datetime | None
    requested_at: dt.datetime | None
    policy: dict[str, Any]
    visit_id: int | None
    guest_number: int
    guest_name: str | None
    guest_phone: str | None
    price_fen: int
    list_price_fen: int | None
    price_name: dict[str, str] | None

    @property
    def guest(self) -> Guest | None:
        """Who gets the treatment; None for the member."""
        return Guest(self.guest_name or "", self.guest_phone) if self.guest_number else None

    @property
    def price(self) -> Price:
        """What was agreed, beside the list price of that moment."""
        usual = self.price_fen if self.list_price_fen is None else self.list_price_fen
        return Price(self.price_fen, usual, self.price_name)

    def is_kept(self, now: dt.datetime) -> bool:
        """Whether it is a hold that runs. Between lapsing and being swept up it does not, however late the sweeper."""
        return self.status is BookingStatus.held and self.respond_by is not None and self.respond_by > now


# Hot statements are put together once: building one costs as much as running it.
_STORED = sa.select(*(_b[name] for name in Stored.__dataclass_fields__))
_BY_KEY = _STORED.where(_b.key == sa.bindparam("key"))
_BY_KEYS = _STORED.where(_b.key.in_(sa.bindparam("keys", expanding=True))).order_by(_b.key)
_PARTS = _STORED.where(_b.visit_id == sa.bindparam("visit")).order_by(_b.key)
_SIBLINGS = (
    sa.select(_b.id, _b.starts_at, _b.status)
    .where(
        sa.or_(
            _b.id == sa.bindparam("id"),
            _b.visit_id == sa.select(_b.visit_id).where(_b.id == sa.bindparam("id")).scalar_subquery(),
        )
    )
    .order_by(_b.id)
)
_LOCKED_SIBLINGS = _SIBLINGS.with_for_update()
_ADD = sa.insert(_bookings).returning(_b.id)
_KEY_OF = sa.select(_b.key).where(_b.id == sa.bindparam("id"))
SEALED = frozenset({"reason", "note", "waived_reason", "guest_name", "guest_phone"})
"""What of a booking only the salon may read; bound to its key."""


def _stored(session: Session, row: sa.Row[*tuple[Any, ...]]) -> Stored:
    name = unseal(session, _b.guest_name, row.guest_name, row.key)
    phone = unseal(session, _b.guest_phone, row.guest_phone, row.key)
    return Stored(**{**row._mapping, "guest_name": name, "guest_phone": phone})


def _sealed(session: Session, key: str, values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: seal(session, _b[name], values[name], key) for name in SEALED & values.keys()}


def find_by_key(session: Session, key: str) -> Stored | None:
    """The booking made under an idempotency key."""
    row = session.execute(_BY_KEY, {"key": key}).first()
    return _stored(session, row) if row else None


def list_by_keys(session: Session, keys: Sequence[str]) -> list[Stored]:
    """The bookings made under some keys, in order of these."""
    return [_stored(session, row) for row in session.execute(_BY_KEYS, {"keys": keys})]


def parts_of(session: Session, visit_id: int) -> list[Stored]:
    """All bookings of a visit, whatever became of them, in the order in which they were asked for."""
    return [_stored(session, row) for row in session.execute(_PARTS, {"visit": visit_id})]


def visit_rows(session: Session, booking_id: int) -> list[Any]:
    """Rows (id, starts_at, status) of a booking and of all others of its visit."""
    return list(session.execute(_SIBLINGS, {"id": booking_id}))


def lock_visit(session: Session, booking_id: int) -> list[Any]:
    """Rows (id, starts_at, status) of a booking and of all others of its visit, locked in order of their ids."""
    return list(session.execute(_LOCKED_SIBLINGS, {"id": booking_id}))


def get_policy(session: Session, booking_id: int) -> dict[str, Any]:
    """The store's booking policy as it was when an existing booking was made."""
    policy: dict[str, Any] = session.execute(sa.select(_b.policy).where(_b.id == booking_id)).scalar_one()
    return policy


def count_unreliable(session: Session, member_id: int, since: dt.datetime) -> tuple[int, int]:
    """No-shows and late cancels of a member among visits planned since then, but for what was waived.

    A visit of several treatments or people counts once.
    """
    missed, late = _b.status == BookingStatus.no_show, _b.is_late.is_(True)
    visit = sa.func.coalesce(_b.visit_id, _b.id)
    row = session.execute(
        sa.select(*(sa.func.count(sa.distinct(sa.case((kind, visit)))) for kind in (missed, late))).where(
            _b.member_id == member_id, _b.starts_at >= since, _b.waived_reason.is_(None), sa.or_(missed, late)
        )
    ).one()
    return int(row[0]), int(row[1])


def note(session: Session, booking_id: int, **values: Any) -> None:
    """Writes something down beside a booking that is no move of it."""
    key = session.execute(sa.select(_b.key).where(_b.id == booking_id)).scalar_one()
    session.execute(sa.update(_bookings).where(_b.id == booking_id).values(**_sealed(session, key, values)))


def last_store(session: Session, member_id: int) -> int | None:
    """The store of the member's latest booking that was asked for."""
    mine = sa.select(_b.store_id).where(_b.member_id == member_id, _b.requested_at.is_not(None))
    return session.scalar(mine.order_by(_b.starts_at.desc(), _b.id.desc()).limit(1))


def only_elsewhere(session: Session, member_ids: Collection[int], store_id: int) -> set[int]:
    """Of some members those who asked for a booking somewhere, but never in this store."""
    asked = sa.select(_b.member_id).where(_b.member_id.in_(member_ids), _b.requested_at.is_not(None))
    here = sa.func.max(sa.case((_b.store_id == store_id, 1), else_=0))
    return set(session.scalars(asked.group_by(_b.member_id).having(here == 0)))


def add(session: Session, *, key: str, **values: Any) -> int:
    """Stores a booking; the id. Raises IntegrityError when code or key are in use."""
    return int(session.execute(_ADD, {"key": key, **_sealed(session, key, values)}).scalar_one())


_MOVE = (
    sa.update(_bookings)
    .where(_b.id == sa.bindparam("moved"), _b.status.in_(sa.bindparam("expected", expanding=True)))
    .returning(_b.id)
)


def move(session: Session, booking_id: int, expected: Collection[BookingStatus], **values: Any) -> bool:
    """Compare-and-set: changes the booking only if its status is one of those expected; whether it was."""
    if any(values.get(name) is not None for name in SEALED):
        values = _sealed(session, session.execute(_KEY_OF, {"id": booking_id}).scalar_one(), values)
    statement = _MOVE.values(values)
    return session.execute(statement, {"moved": booking_id, "expected": sorted(expected)}).first() is not None


def set_room(session: Session, booking_id: int, room_id: int, *, is_bed: bool) -> None:
    """Notes which bed or device a booking has now."""
    values: dict[str, Any] = {"bed_id": room_id} if is_bed else {"device_id": room_id}
    session.execute(sa.update(_bookings).where(_b.id == booking_id).values(values))


def expire_holds(session: Session, booking_ids: Sequence[int], now: dt.datetime) -> list[int]:
    """Ends holds that have lapsed; the ids of those that ended. Rows are locked by id, so two that do this never
    cross."""
    lapsed = (
        sa.select(_b.id)
        .where(_b.id.in_(booking_ids), _b.status == BookingStatus.held, _b.respond_by <= now)
        .order_by(_b.id)
        .with_for_update()
    )
    ids = [row[0] for row in session.execute(lapsed)]
    _expire(session, ids, now)
    return ids


def expire_due(session: Session, now: dt.datetime, limit: int) -> list[tuple[int, bool, int]]:
    """Ends what nobody answered in time; (id, whether it had been requested, a number that its visit shares).

    Rows somebody is at work on are left.
    """
    due = (
        sa.select(_b.id, _b.requested_at.is_not(None), sa.func.coalesce(_b.visit_id, _b.id))
        .where(
            _b.status.in_([BookingStatus.held, BookingStatus.pending, BookingStatus.proposed]),
            _b.respond_by <= now,
        )
        .order_by(_b.respond_by, _b.starts_at, _b.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = [(row[0], bool(row[1]), row[2]) for row in session.execute(due)]
    _expire(session, [booking_id for booking_id, _, _ in rows], now)
    return rows


def _expire(session: Session, ids: Sequence[int], now: dt.datetime) -> None:
    if ids:
        session.execute(sa.update(_bookings).where(_b.id.in_(ids)).values(status=BookingStatus.expired, changed_at=now))


_OPEN_OF_MEMBER = sa.select(
    _b.id, _b.store_id, _b.starts_at, _b.ends_at, _b.guest_number, sa.func.coalesce(_b.visit_id, _b.id).label("visit")
).where(
    _b.member_id == sa.bindparam("member"),
    _b.status.in_(sorted(OPEN)),
    _b.ends_at > sa.bindparam("now", type_=_b.ends_at.type),
    sa.or_(_b.status != BookingStatus.held, _b.respond_by > sa.bindparam("now", type_=_b.ends_at.type)),
    _b.id.not_in(sa.bindparam("but", expanding=True)),
)


def open_of_member(session: Session, member_id: int, now: dt.datetime, but: Sequence[int]) -> list[Any]:
    """Rows (id, store_id, starts_at, ends_at, guest_number, visit) of what a member has ahead.

    Lapsed holds and `but` are left out. `visit` is the same number for all bookings of one visit.
    """
    return list(session.execute(_OPEN_OF_MEMBER, {"member": member_id, "now": now, "but": but}))
