"""Stored value (I): real and gift money kept apart in one append-only ledger a member, spent and returned by lots.

Every call names a key: repeated it changes nothing and returns the first entry; the same key with other values is
refused. Whoever spends is locked by member first, so two tills never spend the same fen. `charge` and `give_back` are
for core.checkout, which has asked the member and knows who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.contract import service as contracts
from core.contract.enums import ContractKind
from core.kit.errors import NotAllowed
from core.kit.locks import Lockable, lock
from core.kit.money import yuan
from core.kit.tender import Tender
from core.kit.work import Work
from core.member import service as members
from core.store import service as stores
from core.store.schemas import MarketRule, StoreOut, is_mainland, prepaid_limit
from core.wallet import repository, rules
from core.wallet.enums import EntryKind
from core.wallet.errors import (
    BadAmount,
    EntryNotFound,
    KeyReused,
    NotEnoughMoney,
    NothingToRefund,
    OtherGift,
    OverLimit,
    RefundNeedsManager,
    TooLittle,
    TooMuchBack,
)
from core.wallet.events import ToppedUp, TopUpRefunded, WalletCharged
from core.wallet.schemas import RefundOffer, Share, WalletBalance, WalletEntryOut

SWEEP = 200


def balance(work: Work, member_id: int) -> WalletBalance:
    """What a member can spend now, in fen. Raises NotAllowed to another member and to colleagues who see nobody."""
    _require_seen(work, member_id)
    return rules.balance(repository.lots(work.session, member_id), work.now)


def list_entries(
    work: Work, member_id: int, *, before: int | None = None, limit: int = 10
) -> tuple[WalletEntryOut, ...]:
    """The statement: a member's entries, the latest first, those before the entry of an id. Raises NotAllowed."""
    _require_seen(work, member_id)
    return repository.list_entries(work.session, member_id, before, limit)


def get_entry(work: Work, entry_id: int) -> WalletEntryOut:
    """One entry of a ledger the actor may see. Raises EntryNotFound."""
    found = repository.find(work.session, entry_id)
    if found is None or not _may_see(work, found.member_id):
        raise EntryNotFound
    return found


def room(work: Work, member_id: int, store_id: int) -> int:
    """How much more a member may hold, in fen, gift money included: the store's limit, in `cn` the law's at most."""
    return max(0, _limit(stores.get(work, store_id)) - _balance(work, member_id).fen)


def gift_for(work: Work, store_id: int, real_fen: int) -> int:
    """The gift money a store adds to a top-up, in fen."""
    return rules.gift_for(stores.get(work, store_id).settings.wallet, real_fen)


def check_top_up(work: Work, member_id: int, store_id: int, real_fen: int, gift_fen: int) -> None:
    """Whether a member may pay so much in. Raises BadAmount, TooLittle, OverLimit (by the rule's name)."""
    store = stores.get(work, store_id)
    policy = store.settings.wallet
    if not rules.is_amount(real_fen) or not 0 <= gift_fen <= rules.MOST_FEN:
        raise BadAmount(what="fen")
    if real_fen < policy.least_fen:
        raise TooLittle(least=yuan(policy.least_fen))
    left = room(work, member_id, store_id)
    if real_fen + gift_fen > left:
        rule = MarketRule.prepaid_card_limit.value if is_mainland(store.market) else "wallet.most"
        raise OverLimit(rule=rule, limit=yuan(_limit(store)), room=yuan(left))


def top_up(
    work: Work,
    key: str,
    member_id: int,
    store_id: int,
    real_fen: int,
    gift_fen: int,
    contract_id: int | None,
    *,
    tender: Tender = Tender.cash,
    reference: str | None = None,
    reason: str | None = None,
) -> WalletEntryOut:
    """Pays money in, after staff took it: one lot, fulfilling a contract the member agreed to 【law】.

    Gift money beside the store's steps needs a manager and a reason. Raises NotAllowed, BadAmount, TooLittle,
    OverLimit, OtherGift, KeyReused, MemberNotFound and what `core.contract.service.fulfil` raises.
    """
    auth.require(work.actor, Permission.sell_prepaid, store_id)
    members.get(work, member_id)
    _lock(work, member_id)
    asked = rules.digest("top_up", member_id, store_id, real_fen, gift_fen, contract_id)
    if (known := _replayed(work, key, asked)) is not None:
        return known
    check_top_up(work, member_id, store_id, real_fen, gift_fen)
    policy = stores.get(work, store_id).settings.wallet
    is_by_hand = gift_fen != rules.gift_for(policy, real_fen)
    if is_by_hand and not (reason and auth.allowed(work.actor, Permission.refund_prepaid, store_id)):
        raise OtherGift(gift=yuan(rules.gift_for(policy, real_fen)))
    terms = {"real_fen": real_fen, "gift_fen": gift_fen}
    contracts.fulfil(work, contract_id, member_id, store_id, ContractKind.top_up, terms)
    entry = _add(
        work,
        [Share(0, real_fen, gift_fen)],
        key=key,
        asked=asked,
        member_id=member_id,
        store_id=store_id,
        kind=EntryKind.top_up,
        contract_id=contract_id,
        paid_fen=real_fen,
        tender=tender,
        reference=reference,
        gift_ends_at=rules.gift_ends_at(policy, work.now) if gift_fen else None,
        because={"rule": "I1", "gift": "by_hand" if is_by_hand else "steps"},
        reason=reason,
    )
    work.emit(ToppedUp(entry.id, member_id, store_id))
    return entry


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
    _lock(work, member_id)
    asked = rules.digest("charge", member_id, fen)
    if (known := _replayed(work, key, asked)) is not None:
        return known
    lots = repository.lots(work.session, member_id)
    have = rules.balance(lots, work.now).fen
    if have < fen:
        raise NotEnoughMoney(have=yuan(have), missing=yuan(fen - have))
    store = _store(work, store_id, lots[-1].id)
    shares = rules.spend(lots, fen, store.settings.wallet.spend_order, work.now)
    entry = _add(
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
    _lock(work, of.member_id)
    asked = rules.digest("give_back", of.id, fen)
    if (known := _replayed(work, key, asked)) is not None:
        return known
    taken = [_positive(share) for share in repository.parts_of(work.session, [of.id])]
    returned = repository.parts_of(work.session, repository.returns_of(work.session, of.id))
    most = sum(share.fen for share in taken) - sum(share.fen for share in returned)
    wanted = most if fen is None else fen
    if fen is not None and not rules.is_amount(fen):
        raise BadAmount(what="fen")
    if not 0 < wanted <= most:
        raise TooMuchBack(most=yuan(most))
    return _add(
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


def refund_offers(work: Work, member_id: int) -> tuple[RefundOffer, ...]:
    """What a refund of each top-up that is not spent would come to, oldest first. Raises NotAllowed."""
    _require_seen(work, member_id)
    offers = (_offer(work, entry) for entry in repository.list_top_ups(work.session, member_id))
    return tuple(offer for offer in offers if offer is not None)


def refund_offer(work: Work, top_up_id: int) -> RefundOffer:
    """What a refund of one top-up comes to now. Raises EntryNotFound, NothingToRefund."""
    entry = get_entry(work, top_up_id)
    if entry.kind is not EntryKind.top_up:
        raise EntryNotFound
    offer = _offer(work, entry)
    if offer is None:
        raise NothingToRefund
    return offer


def refund_top_up(
    work: Work,
    key: str,
    of_key: str,
    *,
    tender: Tender | None = None,
    reference: str | None = None,
    reason: str = "",
    expected_fen: int | None = None,
) -> WalletEntryOut:
    """Refunds what is left of a top-up by the calculator (`refund_offer`); the lot is empty then, `paid_fen` negative.

    `expected_fen`: what the colleague was shown; if a sale changed it meanwhile, nothing is paid. The desk refunds up
    to the store's `desk_refund`, a manager any amount. Raises NotAllowed, RefundNeedsManager, EntryNotFound,
    NothingToRefund, KeyReused.
    """
    found = repository.find_by_key(work.session, of_key)
    if found is None or found[0].kind is not EntryKind.top_up:
        raise EntryNotFound
    of = found[0]
    auth.require(work.actor, Permission.sell_prepaid, of.store_id)
    _lock(work, of.member_id)
    asked = rules.digest("refund", of.id)
    if (known := _replayed(work, key, asked)) is not None:
        return known
    offer = _offer(work, of)
    if offer is None or (expected_fen is not None and offer.pays_fen != expected_fen):
        raise NothingToRefund
    limit = stores.get(work, of.store_id).settings.wallet.desk_refund_fen
    if offer.pays_fen > limit and not auth.allowed(work.actor, Permission.refund_prepaid, of.store_id):
        raise RefundNeedsManager(limit=yuan(limit))
    lot = repository.lot(work.session, of.id)
    assert lot is not None, "a top-up is a lot"
    entry = _add(
        work,
        [Share(of.id, -lot.real_fen, -lot.gift_fen)],
        key=key,
        asked=asked,
        member_id=of.member_id,
        store_id=of.store_id,
        kind=EntryKind.refund,
        of_id=of.id,
        paid_fen=-offer.pays_fen,
        tender=tender or of.tender,
        reference=reference,
        because={"rule": offer.rule, "paid_fen": offer.paid_fen, "spent_fen": offer.spent_fen},
        reason=reason or None,
    )
    work.emit(TopUpRefunded(entry.id, of.member_id, of.store_id))
    return entry


def gift_left(work: Work, top_up_id: int) -> int:
    """Gift money of one top-up that can still be spent, in fen. Raises EntryNotFound."""
    lot = repository.lot(work.session, get_entry(work, top_up_id).id)
    return 0 if lot is None else lot.gift_left(work.now)


def end_gifts(work: Work) -> int:
    """Writes off gift money whose time has run out, one entry a top-up; how many. A job of the clock."""
    ended = repository.ended_lots(work.session, work.now, SWEEP)
    for lot_id, member_id, store_id in ended:
        _lock(work, member_id)
        lot = repository.lot(work.session, lot_id)
        if lot is None or not lot.gift_fen:
            continue
        _add(
            work,
            [Share(lot_id, 0, -lot.gift_fen)],
            # Gift money that came back after its end is written off once more.
            key=f"end:{lot_id}:{repository.count_ends(work.session, lot_id)}",
            asked=rules.digest("end", lot_id),
            member_id=member_id,
            store_id=store_id,
            kind=EntryKind.end,
            of_id=lot_id,
            because={"rule": "gift_months"},
        )
    return len(ended)


def _offer(work: Work, top_up: WalletEntryOut) -> RefundOffer | None:
    lot = repository.lot(work.session, top_up.id)
    if lot is None or lot.real_fen <= 0:
        return None
    policy = stores.get(work, top_up.store_id).settings.wallet
    return rules.refund_offer(top_up, lot, repository.spent(work.session, lot.id), policy, work.now)


def _balance(work: Work, member_id: int) -> WalletBalance:
    return rules.balance(repository.lots(work.session, member_id), work.now)


def _store(work: Work, store_id: int | None, lot_id: int) -> StoreOut:
    """Whose rules count: the store named, the colleague's, or where the money was paid in."""
    wanted = store_id or work.actor.store_id
    if wanted is None:
        lot = repository.find(work.session, lot_id)
        assert lot is not None, "a lot is an entry"
        wanted = lot.store_id
    return stores.get(work, wanted)


def _limit(store: StoreOut) -> int:
    return prepaid_limit(store.market, store.settings.wallet.most_fen)


def _positive(share: Share) -> Share:
    return Share(share.lot_id, -share.real_fen, -share.gift_fen)


def _replayed(work: Work, key: str, asked: str) -> WalletEntryOut | None:
    known = repository.find_by_key(work.session, key)
    if known is not None and known[1] != asked:
        raise KeyReused
    return None if known is None else known[0]


def _add(work: Work, shares: Iterable[Share], *, because: dict[str, Any], **values: Any) -> WalletEntryOut:
    listed = list(shares)
    told, words = rules.split_reason(because)
    values["reason"] = values.get("reason") or words
    entry = repository.add(
        work.session,
        listed,
        real_fen=sum(share.real_fen for share in listed),
        gift_fen=sum(share.gift_fen for share in listed),
        because=told,
        actor_kind=work.actor.kind,
        actor_id=work.actor.id,
        at=work.now,
        **values,
    )
    audit.record(work, f"wallet.{entry.kind.value}", "member", entry.member_id, entry=entry.id)
    return entry


def _lock(work: Work, member_id: int) -> None:
    lock(work.session, [(Lockable.member, member_id)])


def _may_see(work: Work, member_id: int) -> bool:
    if work.actor.kind == "member":
        return work.actor.id == member_id
    return auth.allowed(work.actor, Permission.see_members)


def _require_seen(work: Work, member_id: int) -> None:
    if not _may_see(work, member_id):
        raise NotAllowed(permission=Permission.see_members.value)
