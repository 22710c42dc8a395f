"""What the clock does: ends offers nobody answered, holds what is free for the one whose turn it is, tells them.

Only here a time is held for somebody who did not ask at this moment; it is the booking engine that holds it, so that
the database itself refuses what is taken.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from core.audit import service as audit
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import MemberBusy, SlotTaken, TooManyBookings
from core.booking.schemas import OpenDay, Slot, Wish
from core.conversation import service as conversations
from core.kit.errors import NotFound
from core.kit.locks import Lockable, lock
from core.kit.work import SYSTEM, Actor, Work
from core.profile import service as profiles
from core.store import service as stores
from core.store.schemas import StoreOut
from core.waitlist import repository
from core.waitlist.enums import EntryStatus
from core.waitlist.rules import (
    LOOK_AGAIN,
    Move,
    after_lapse,
    in_turn,
    is_clear,
    offer_until,
    suits,
)
from core.waitlist.schemas import EntryOut, OfferOut

_SWEEP = 200  # rows ended or told in one go, so that one sweep stays a short transaction
_STORES = 5  # whose waitlists are looked at in one go
_OFF = {BookingStatus.cancelled, BookingStatus.declined}


class _Unreachable(Exception):
    """There is no chat to offer anything in, or the member has just left. Never shown: nobody is there to read it."""


def offer_due(work: Work) -> int:
    """Ends offers whose time ran out and places whose wish is over, and offers what is free; how many were dealt with.

    Several may run at once: an offer ends once, and a store's free time is looked at by one after the other.
    """
    work = work.acting_as(SYSTEM)
    dealt = sum(1 for offer in repository.claim_lapsed(work.session, work.now, _SWEEP) if _let_pass(work, offer))
    dealt += len(repository.expire(work.session, work.now, _SWEEP))
    dealt += _look(work)
    return dealt + _tell(work)


def _let_pass(work: Work, offer: OfferOut) -> bool:
    """Back in turn, or asked first; the time goes to the next one."""
    bookings.release(work, offer.key)
    entry = repository.find(work.session, offer.entry_id)
    assert entry is not None
    store = stores.get(work, entry.store_id)
    step = after_lapse(entry.lapses + 1, store.settings.waitlist.lapses_before_asking)
    moved = repository.move(work.session, entry.id, step, work.now, lapses=entry.lapses + 1, told_at=None)
    audit.record(work, f"waitlist.{step.value}", "waitlist_entry", entry.id, offer=offer.id)
    repository.wake(work.session, entry.store_id, work.now)
    # Who is asked whether they still wait hears of it then.
    if moved and step is Move.lapse and not _is_quiet(work, store):
        conversations.notify_member(work, entry.member_id, "waitlist.lapsed", f"wl.lapsed:{offer.id}", offer=offer.id)
    return True


def _look(work: Work) -> int:
    due = repository.due_stores(work.session, work.now, _STORES)
    if not due:
        return 0
    lock(work.session, [(Lockable.waitlist, store_id) for store_id in due])
    repository.clear_looks(work.session, due)
    entries = in_turn(repository.list_by_stores(work.session, due, [EntryStatus.waiting]))
    if not entries:
        return 0
    bookings.lock_for(work, [(entry.member_id, entry.wish) for entry in entries])
    busy = repository.members_with_offers(work.session, {entry.member_id for entry in entries})
    open_days = _OpenDays(work)
    offers = 0
    for entry in entries:
        # One offer at a time: nobody keeps several times from the others while they make up their mind.
        if entry.member_id not in busy and _offer(work, entry, open_days):
            busy.add(entry.member_id)
            open_days.forget()
            offers += 1
    for store_id in due:
        repository.wake(work.session, store_id, work.now + LOOK_AGAIN)
    return offers


@dataclass
class _OpenDays:
    """The days on which a wish can be had, looked for once until something is taken."""

    work: Work
    known: dict[tuple[Wish, dt.date, frozenset[int], int | None], tuple[OpenDay, ...]] = field(default_factory=dict)

    def of(self, entry: EntryOut) -> tuple[OpenDay, ...]:
        """The days, as the one who waits would see them: some see further ahead (C9), some do not want somebody (A3),
        some have another visit.

        None for a treatment that is no longer there.
        """
        theirs = _as_theirs(self.work, entry)
        avoided = profiles.avoided_staff(self.work, entry.member_id)
        alone = entry.member_id if bookings.has_visits(theirs) else None  # what they have is in their own way only
        key = (entry.wish, bookings.open_until(theirs, entry.store_id), frozenset(avoided), alone)
        if key not in self.known:
            try:
                self.known[key] = bookings.open_days(theirs, entry.wish)
            except NotFound:
                self.known[key] = ()
        return self.known[key]

    def forget(self) -> None:
        """Something was taken."""
        self.known.clear()


def _offer(work: Work, entry: EntryOut, open_days: _OpenDays) -> bool:
    """Holds the earliest time that suits and tells the member; whether there was one."""
    store = stores.get(work, entry.store_id)
    policy = store.settings.waitlist
    for slot in _suiting(work, entry, open_days):
        until = offer_until(work.now, slot.starts_at, policy.offer_minutes, policy.urgent_minutes, store.quiet)
        if until is None:
            continue
        try:
            with work.session.begin_nested():
                _hold(work, entry, slot, until)
        except (SlotTaken, MemberBusy):
            continue
        except (TooManyBookings, _Unreachable):
            return False
        return True
    return False


def _suiting(work: Work, entry: EntryOut, open_days: _OpenDays) -> Iterator[Slot]:
    """Free starts in the wished window, but for what the member was offered, called off or is busy at."""
    zone, avoided = ZoneInfo(entry.zone), None
    for day in open_days.of(entry):
        if not entry.first_on <= day.on <= entry.last_on:
            continue
        for slot in bookings.open_slots(_as_theirs(work, entry), entry.wish, day.on):
            if not suits(entry.window, zone, slot.starts_at):
                continue
            avoided = _avoided(work, entry) if avoided is None else avoided
            if is_clear(slot.starts_at, slot.ends_at, avoided):
                yield slot


def _as_theirs(work: Work, entry: EntryOut) -> Work:
    """The calendar is open to each member as far as to themselves."""
    return work.acting_as(Actor("member", entry.member_id))


def _avoided(work: Work, entry: EntryOut) -> list[tuple[dt.datetime, dt.datetime]]:
    """Never the same time again to who did not want it or gave it up, nor one at which they are elsewhere."""
    offered = repository.offered_before(work.session, entry.member_id, entry.store_id, work.now)
    called_off = [b for b in bookings.list_for_member(work, entry.member_id, upcoming=False) if b.status in _OFF]
    ahead = bookings.list_for_member(work, entry.member_id, upcoming=True)
    spans = [(row.starts_at, row.ends_at) for row in offered]
    return spans + [(booking.starts_at, booking.ends_at) for booking in (*called_off, *ahead)]


def _hold(work: Work, entry: EntryOut, slot: Slot, until: dt.datetime) -> None:
    """All of it or nothing: the caller holds a savepoint."""
    if not repository.move(work.session, entry.id, Move.offer, work.now):
        raise _Unreachable
    key = f"waitlist:{entry.id}:{slot.starts_at:%Y%m%d%H%M}"
    booking = bookings.hold(_as_theirs(work, entry), key, entry.member_id, entry.wish, slot.starts_at, until=until)
    offer_id = repository.add_offer(
        work.session,
        entry_id=entry.id,
        booking_id=booking.id,
        key=key,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        expires_at=until,
        changed_at=work.now,
    )
    audit.record(work, "waitlist.offer", "waitlist_entry", entry.id, offer=offer_id, starts_at=str(slot.starts_at))
    if not conversations.notify_member(
        work, entry.member_id, "waitlist.offered", f"wl.offer:{offer_id}", offer=offer_id
    ):
        raise _Unreachable


def _tell(work: Work) -> int:
    """Tells members, outside of quiet hours, that their wished time is over, or asks whether they still wait."""
    by_store: dict[int, list[EntryOut]] = defaultdict(list)
    for entry in repository.untold(work.session, _SWEEP):
        by_store[entry.store_id].append(entry)
    told = 0
    for store_id, entries in by_store.items():
        if _is_quiet(work, stores.get(work, store_id)):
            continue
        for entry in entries:
            if repository.mark_told(work.session, entry, work.now):
                kind = "waitlist.expired" if entry.status is EntryStatus.expired else "waitlist.still"
                conversations.notify_member(work, entry.member_id, kind, entry=entry.id)
                told += 1
    return told


def _is_quiet(work: Work, store: StoreOut) -> bool:
    return store.quiet.span_of(work.now) is not None
