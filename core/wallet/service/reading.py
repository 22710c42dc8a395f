"""Balance and statement of a member, and what a store allows."""

from __future__ import annotations

from core.auth import service as auth
from core.kit.work import Work
from core.store import service as stores
from core.store.schemas import StoreOut, prepaid_limit
from core.wallet import repository, rules
from core.wallet.errors import EntryNotFound
from core.wallet.schemas import WalletBalance, WalletEntryOut


def balance(work: Work, member_id: int) -> WalletBalance:
    """What a member can spend now, in fen. Raises NotAllowed to another member and to colleagues who see nobody."""
    auth.require_sees_member(work.actor, member_id)
    return rules.balance(repository.lots(work.session, member_id), work.now)


def list_entries(
    work: Work, member_id: int, *, before: int | None = None, limit: int = 10
) -> tuple[WalletEntryOut, ...]:
    """The statement: a member's entries, the latest first, those before the entry of an id. Raises NotAllowed."""
    auth.require_sees_member(work.actor, member_id)
    return repository.list_entries(work.session, member_id, before, limit)


def get_entry(work: Work, entry_id: int) -> WalletEntryOut:
    """One entry of a ledger the actor may see. Raises EntryNotFound."""
    found = repository.find(work.session, entry_id)
    if found is None or not auth.sees_member(work.actor, found.member_id):
        raise EntryNotFound
    return found


def gift_left(work: Work, top_up_id: int) -> int:
    """Gift money of one top-up that can still be spent, in fen. Raises EntryNotFound."""
    lot = repository.lot(work.session, get_entry(work, top_up_id).id)
    return 0 if lot is None else lot.gift_left(work.now)


def gift_for(work: Work, store_id: int, real_fen: int) -> int:
    """The gift money a store adds to a top-up, in fen."""
    return rules.gift_for(stores.get(work, store_id).settings.wallet, real_fen)


def room(work: Work, member_id: int, store_id: int) -> int:
    """How much more a member may hold, in fen, gift money included: the store's limit, in `cn` the law's at most."""
    held = rules.balance(repository.lots(work.session, member_id), work.now)
    return max(0, limit_of(stores.get(work, store_id)) - held.fen)


def limit_of(store: StoreOut) -> int:
    """The most a member may hold by a store's settings, in fen; in `cn` never more than the law allows 【law】."""
    return prepaid_limit(store.market, store.settings.wallet.most_fen)
