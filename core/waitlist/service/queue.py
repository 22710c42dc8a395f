"""Getting onto the waitlist, and who is on it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.booking.schemas import Wish
from core.catalog import service as catalog
from core.kit.errors import BadInput
from core.kit.locks import Lockable, lock
from core.kit.work import Work
from core.store import service as stores
from core.waitlist import repository
from core.waitlist.enums import EntryStatus
from core.waitlist.errors import EntryNotFound, TooManyEntries
from core.waitlist.rules import ACTIVE, in_turn, is_sound, window_end
from core.waitlist.schemas import EntryOut, OfferOut, Window


def join(work: Work, member_id: int, wish: Wish, window: Window) -> EntryOut:
    """Gives a member a place on the waitlist; who waits for the very same already keeps the place they have.

    Raises BadInput for a window that is over, out of order or over two months ahead, TooManyEntries, NotAllowed.
    """
    if (work.actor.kind, work.actor.id) != ("member", member_id):
        auth.require(work.actor, Permission.answer_requests, wish.store_id)
    store = stores.get(work, wish.store_id)
    catalog.get_variation(work, wish.variation_id)
    zone = ZoneInfo(store.zone)
    if not is_sound(window, work.now.astimezone(zone).date(), work.now, zone):
        raise BadInput(what="window")
    lock(work.session, [(Lockable.member, member_id)])
    waits = repository.active_of_member(work.session, member_id)
    known = next((entry for entry in waits if (entry.wish, entry.window) == (wish, window)), None)
    if known is not None:
        return known
    limit = store.settings.waitlist.entries_per_member
    if sum(entry.store_id == store.id for entry in waits) >= limit:
        raise TooManyEntries(limit=limit)
    entry_id = repository.add(
        work.session,
        member_id=member_id,
        store_id=wish.store_id,
        variation_id=wish.variation_id,
        staff_id=wish.staff_id,
        first_on=window.first_on,
        last_on=window.last_on,
        from_minute=window.from_minute,
        until_minute=window.until_minute,
        ends_at=window_end(window, zone),
        status=EntryStatus.waiting,
        lapses=0,
        joined_at=work.now,
        changed_at=work.now,
    )
    audit.record(work, "waitlist.join", "waitlist_entry", entry_id)
    wake(work, wish.store_id)
    return get(work, entry_id)


def get(work: Work, entry_id: int) -> EntryOut:
    """One place, of the member themselves or of the store's front desk."""
    entry = repository.find(work.session, entry_id)
    if entry is None or not _may_see(work, entry):
        raise EntryNotFound
    return entry


def get_offer(work: Work, offer_id: int) -> OfferOut:
    """One offer, whatever became of it."""
    offer = repository.find_offer(work.session, offer_id)
    if offer is None:
        raise EntryNotFound
    get(work, offer.entry_id)
    return offer


def open_offer(work: Work, entry_id: int) -> OfferOut | None:
    """What a place is offered now; None when nothing, or when its time has run out."""
    get(work, entry_id)
    offer = repository.open_offer(work.session, entry_id)
    return offer if offer is not None and offer.expires_at > work.now else None


def list_for_member(work: Work, member_id: int) -> tuple[EntryOut, ...]:
    """What a member waits for, oldest first."""
    return tuple(entry for entry in repository.active_of_member(work.session, member_id) if _may_see(work, entry))


def list_for_store(work: Work, store_id: int) -> tuple[EntryOut, ...]:
    """Who waits in a store, in the order they are offered what becomes free. Raises NotAllowed."""
    auth.require(work.actor, Permission.see_store_agenda, store_id)
    return tuple(in_turn(repository.list_by_stores(work.session, [store_id], ACTIVE)))


def wake(work: Work, store_id: int) -> None:
    """Time of a store has become free: its waitlist is looked at when the clock next asks. Costs next to nothing when
    nobody waits."""
    repository.wake(work.session, store_id, work.now)


def _may_see(work: Work, entry: EntryOut) -> bool:
    if work.actor.kind == "member":
        return entry.member_id == work.actor.id
    return auth.allowed(work.actor, Permission.see_store_agenda, entry.store_id)
