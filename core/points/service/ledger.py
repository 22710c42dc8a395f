"""Posting to the ledger: one movement once, with the member's lots locked, and what has ended swept out first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from core.due import service as due
from core.due.schemas import Plan
from core.kit.ledger import digest, replayed
from core.kit.locks import Lockable, lock
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.points.enums import EntryKind
from core.points.errors import PointsKeyReused, PointsNotFound
from core.points.repository import ledger as repository
from core.points.rules.book import Book, ends_at
from core.points.schemas import Holding, PointsEntryOut
from core.store import service as stores
from core.store.schemas import StoreOut

EXPIRE, REMIND = "points_expire.lot", "points_remind.{}"
_DIGITS = 32
_SWEPT_UNTIL = dt.timedelta(days=3650)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A movement that is asked for under a key; `digest` of all its arguments tells another request from a repeat."""

    key: str
    digest: str


def asked(key: str, *arguments: Any) -> Asked:
    """What is asked for, by its key and arguments."""
    return Asked(key, digest(*arguments)[:_DIGITS])


def done_before(work: Work, wanted: Asked, member_id: int) -> PointsEntryOut | None:
    """The entry of a key that was used, for the caller to return; None for a new one, with the member's lots locked.

    Raises PointsKeyReused, MemberNotFound.
    """
    lock(work.session, [(Lockable.points, member_id)])
    known = replayed(repository.find_by_key(work.session, wanted.key), wanted.digest, PointsKeyReused)
    if known is None:
        members.require(work, member_id)
    return known


def original(work: Work, of_key: str, *kinds: EntryKind) -> PointsEntryOut:
    """The entry that goes back. Raises PointsNotFound."""
    found = repository.find_by_key(work.session, of_key)
    if found is None or found[0].kind not in kinds:
        raise PointsNotFound
    return found[0]


def open_book(work: Work, member_id: int, lot_ids: Iterable[int] = ()) -> Book:
    """The member's book, without what has ended by now: that is posted first. `lot_ids`: empty lots that are needed."""
    while (book := _read(work, member_id, lot_ids)).ended():
        lot_id = book.ended()[0]
        book.expire(lot_id)
        key = f"expire:{lot_id}:{repository.last_move(work.session, lot_id)}"
        because = {"rule": "F17", "lot": lot_id}
        system = work.acting_as(SYSTEM)
        post(system, asked(key), member_id, EntryKind.expire, book, store_id=_first_store(work).id, because=because)
    return book


def _read(work: Work, member_id: int, lot_ids: Iterable[int] = ()) -> Book:
    held = {each.id: each for each in repository.holdings(work.session, member_id)}
    held |= {lot_id: repository.holding(work.session, lot_id) for lot_id in lot_ids if lot_id not in held}
    return Book(held.values(), repository.debt(work.session, member_id), work.now)


def post(
    work: Work,
    wanted: Asked,
    member_id: int,
    kind: EntryKind,
    book: Book,
    *,
    store_id: int,
    because: dict[str, Any],
    amount: int | None = None,
    of_id: int | None = None,
) -> PointsEntryOut:
    """Stores what a book noted as one entry. Raises PointsKeyReused when another member has taken the key."""
    points = book.moved
    values = {
        "points": points,
        "amount": abs(points) if amount is None else amount,
        "because": because,
        "of_id": of_id,
        "counts": False,
    }
    entry = _entry(work, wanted, member_id, kind, store_id, values)
    repository.add_moves(work.session, entry.id, member_id, book.moves)
    return entry


def post_credit(
    work: Work,
    wanted: Asked,
    member_id: int,
    kind: EntryKind,
    points: int,
    *,
    store: StoreOut,
    because: dict[str, Any],
    amount: int | None = None,
    counts: bool = False,
    pending_days: int = 0,
) -> PointsEntryOut:
    """Stores points that come in as an entry with a lot of its own, and plans its end; 0 points, such as above the
    daily cap, are an entry without a lot: it explains why nothing came."""
    book = open_book(work, member_id)
    values = {
        "points": points,
        "amount": points if amount is None else amount,
        "because": because,
        "of_id": None,
        "counts": counts,
    }
    entry = _entry(work, wanted, member_id, kind, store.id, values)
    if points:
        lot = _open_lot(work, entry, store, pending_days)
        book.credit(lot)
        repository.add_moves(work.session, entry.id, member_id, book.moves)
    return entry


def _entry(
    work: Work, wanted: Asked, member_id: int, kind: EntryKind, store_id: int, values: dict[str, Any]
) -> PointsEntryOut:
    staff_id = work.actor.id if work.actor.kind == "staff" else None
    stored = {
        "key": wanted.key,
        "member_id": member_id,
        "store_id": store_id,
        "kind": kind,
        "staff_id": staff_id,
        "at": work.now,
        **values,
    }
    entry_id = repository.add(work.session, asked=wanted.digest, **stored)
    if entry_id is None:
        raise PointsKeyReused
    del stored["counts"]
    return PointsEntryOut(id=entry_id, **stored)


def _open_lot(work: Work, entry: PointsEntryOut, store: StoreOut, pending_days: int) -> Holding:
    policy, zone = store.settings.points, ZoneInfo(store.zone)
    starts_at = work.now + pending_days * _DAY
    until = ends_at(starts_at, policy.expiry_months, zone)
    lot_id = repository.add_lot(
        work.session,
        entry_id=entry.id,
        member_id=entry.member_id,
        store_id=store.id,
        points=entry.points,
        starts_at=starts_at,
        ends_at=until,
    )
    if until is not None:
        due.plan(work, _plans(store, lot_id, until, work.now))
    return Holding(lot_id, entry.points, starts_at, until)


def _plans(store: StoreOut, lot_id: int, until: dt.datetime, now: dt.datetime) -> list[Plan]:
    """The end of a lot, and the reminders of it that are still to come (F17)."""
    plans = [Plan(EXPIRE, store.id, lot_id, until, until, until + _SWEPT_UNTIL)]
    for days in store.settings.points.reminder_days:
        due_at = until - days * _DAY
        if due_at > now:
            plans.append(Plan(REMIND.format(days), store.id, lot_id, until, due_at, until))
    return plans


def store_of(work: Work, store_id: int | None) -> StoreOut:
    """The store whose rules count; the brand's first where none is named. Raises StoreNotFound."""
    return _first_store(work) if store_id is None else stores.get(work, store_id)


def _first_store(work: Work) -> StoreOut:
    return stores.list_stores(work)[0]
