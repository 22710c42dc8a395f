"""Money that leaves for a sale or comes back from it, and gift money whose time has run out."""

from __future__ import annotations

from typing import Any

from core.kit.ledger import digest, replayed
from core.kit.locks import lock_member
from core.kit.money import yuan
from core.kit.work import Work
from core.wallet import repository, rules
from core.wallet.enums import EntryKind
from core.wallet.errors import (
    BadAmount,
    EntryNotFound,
    KeyReused,
    NotEnoughMoney,
    TooMuchBack,
)
from core.wallet.events import WalletCharged
from core.wallet.schemas import Share, WalletEntryOut
from core.wallet.service import ledger

_SWEEP = 200


def charge(
    work: Work, key: str, member_id: int, fen: int, because: dict[str, Any], *, store_id: int | None = None
) -> WalletEntryOut:
    """Takes an amount for a sale, in the store's order of real and gift money; the entry's amounts are negative.

    For core.checkout alone: `because` holds the sale and the member's approval, or `forced` with the colleague's words
    as `reason` (sealed). Without `store_id`: the actor's store, or the one the money was last paid in at.
    Raises BadAmount, NotEnoughMoney, KeyReused.
    """
    if not rules.is_amount(fen):
        raise BadAmount(what="fen")
    lock_member(work.session, member_id)
    asked = digest("charge", member_id, fen)
    if (known := replayed(repository.find_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    lots = repository.lots(work.session, member_id)
    have = rules.balance(lots, work.now).fen
    if have < fen:
        raise NotEnoughMoney(have=yuan(have), missing=yuan(fen - have))
    store = ledger.store_of(work, store_id, lots[-1].id)
    shares = rules.spend(lots, fen, store.settings.wallet.spend_order, work.now)
    entry = ledger.add(
        work,
        [Share(share.lot_id, -share.real_fen, -share.gift_fen) for share in shares],
        key=key,
        asked=asked,
        member_id=member_id,
        store_id=store.id,
        kind=EntryKind.charge,
        because=because,
    )
    work.emit(WalletCharged(entry.id, member_id, store.id))
    return entry


def give_back(
    work: Work, key: str, of_key: str, fen: int | None = None, because: dict[str, Any] | None = None
) -> WalletEntryOut:
    """Returns a charge, or `fen` of it, to the very lots it came from, real and gift money as they were taken.

    Gift money that ended meanwhile ends at once. Raises EntryNotFound, BadAmount, TooMuchBack, KeyReused.
    """
    found = repository.find_by_key(work.session, of_key)
    if found is None or found[0].kind is not EntryKind.charge:
        raise EntryNotFound
    of = found[0]
    lock_member(work.session, of.member_id)
    asked = digest("give_back", of.id, fen)
    if (known := replayed(repository.find_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    taken = [ledger.positive(share) for share in repository.parts_of(work.session, [of.id])]
    returned = repository.parts_of(work.session, repository.returns_of(work.session, of.id))
    most = sum(share.fen for share in taken) - sum(share.fen for share in returned)
    wanted = most if fen is None else fen
    if fen is not None and not rules.is_amount(fen):
        raise BadAmount(what="fen")
    if not 0 < wanted <= most:
        raise TooMuchBack(most=yuan(most))
    return ledger.add(
        work,
        rules.come_back(taken, returned, wanted),
        key=key,
        asked=asked,
        member_id=of.member_id,
        store_id=of.store_id,
        kind=EntryKind.give_back,
        of_id=of.id,
        because=because or {"rule": "K", "of": of.because.get("sale")},
    )


def end_gifts(work: Work) -> int:
    """Writes off gift money whose time has run out, one entry a top-up; how many. A job of the clock."""
    ended = repository.ended_lots(work.session, work.now, _SWEEP)
    for lot_id, member_id, store_id in ended:
        lock_member(work.session, member_id)
        lot = repository.lot(work.session, lot_id)
        if lot is None or not lot.gift_fen:
            continue
        ledger.add(
            work,
            [Share(lot_id, 0, -lot.gift_fen)],
            # Gift money that came back after its end is written off once more.
            key=f"end:{lot_id}:{repository.count_ends(work.session, lot_id)}",
            asked=digest("end", lot_id),
            member_id=member_id,
            store_id=store_id,
            kind=EntryKind.end,
            of_id=lot_id,
            because={"rule": "gift_months"},
        )
    return len(ended)
