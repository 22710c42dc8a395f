"""What a member answers to an offer, and leaving the waitlist."""

from __future__ import annotations

from core.audit import service as audit
from core.booking import service as bookings
from core.booking.errors import MemberBusy, SlotTaken, TooManyBookings, WrongStatus
from core.booking.schemas import BookingOut
from core.kit.work import SYSTEM, Work
from core.store import service as stores
from core.waitlist import repository
from core.waitlist.enums import EntryStatus, Outcome
from core.waitlist.errors import OfferOver
from core.waitlist.events import OfferTaken
from core.waitlist.rules import Move
from core.waitlist.schemas import EntryOut, OfferOut
from core.waitlist.service import queue


def accept(work: Work, offer_id: int) -> BookingOut:
    """The member takes the time that is held for them: it is requested, or confirmed where the store says so.

    Taking it twice is harmless. Raises OfferOver when it came too late, with the place as it stands now.
    """
    offer = queue.get_offer(work, offer_id)
    entry = queue.get(work, offer.entry_id)
    if offer.outcome is Outcome.taken:
        return bookings.get(work, offer.booking_id)
    try:
        with work.session.begin_nested():
            _settle(work, offer, Outcome.taken, Move.take)
            # The time is held as long as the offer stands, so that this only keeps what is theirs already.
            booking = bookings.request(work, offer.key)
    except (SlotTaken, MemberBusy, TooManyBookings, WrongStatus):
        raise _over(work, offer) from None
    audit.record(work, "waitlist.take", "waitlist_entry", entry.id, booking=booking.id)
    work.emit(OfferTaken(entry.id, booking.id))
    if stores.get(work, entry.store_id).settings.waitlist.confirms_itself:
        bookings.confirm(work.acting_as(SYSTEM), booking.id)
        booking = bookings.get(work, booking.id)
    return booking


def decline(work: Work, offer_id: int) -> EntryOut:
    """Not this time: the next one gets it, the member keeps their place and is never offered that time again.

    Raises OfferOver.
    """
    offer = queue.get_offer(work, offer_id)
    if offer.outcome is not Outcome.declined:
        _settle(work, offer, Outcome.declined, Move.decline, lapses=0)
        _give_back(work, offer)
    return queue.get(work, offer.entry_id)


def stay(work: Work, entry_id: int) -> EntryOut:
    """Who let offers pass still waits, in their old place. Harmless for who waits anyway, or no longer."""
    entry = queue.get(work, entry_id)
    if repository.move(work.session, entry_id, Move.stay, work.now, lapses=0, told_at=None):
        audit.record(work, "waitlist.stay", "waitlist_entry", entry_id)
        queue.wake(work, entry.store_id)
    return queue.get(work, entry_id)


def leave(work: Work, entry_id: int) -> EntryOut:
    """The member waits no longer; what is held for them goes to the next. Harmless when they have left already."""
    queue.get(work, entry_id)
    offer = repository.open_offer(work.session, entry_id)
    if repository.move(work.session, entry_id, Move.leave, work.now):
        audit.record(work, "waitlist.leave", "waitlist_entry", entry_id)
        if offer is not None and repository.settle(work.session, offer.id, Outcome.withdrawn, work.now):
            _give_back(work, offer)
    return queue.get(work, entry_id)


def _settle(work: Work, offer: OfferOut, outcome: Outcome, step: Move, **values: int) -> None:
    """Of an answer and the end of its time exactly one gets here first; the other one is too late."""
    if not repository.settle(work.session, offer.id, outcome, work.now):
        raise _over(work, offer)
    repository.move(work.session, offer.entry_id, step, work.now, **values)


def _over(work: Work, offer: OfferOut) -> OfferOver:
    entry = queue.get(work, offer.entry_id)
    waits = entry.status in {EntryStatus.waiting, EntryStatus.offered, EntryStatus.lapsed}
    return OfferOver(entry=entry, waits="yes" if waits else "no")


def _give_back(work: Work, offer: OfferOut) -> None:
    bookings.release(work.acting_as(SYSTEM), offer.key)
    queue.wake(work, queue.get(work, offer.entry_id).store_id)
