"""Money paid in, by contract 【law】, and what is left of it refunded."""

from __future__ import annotations

from core.auth import service as auth
from core.auth.enums import Permission
from core.contract import service as contracts
from core.contract.enums import ContractKind
from core.kit.ledger import digest, replayed
from core.kit.locks import lock_member
from core.kit.money import yuan
from core.kit.tender import Tender
from core.kit.work import Work
from core.member import service as members
from core.store import service as stores
from core.store.schemas import MarketRule, is_mainland
from core.wallet import repository, rules
from core.wallet.enums import EntryKind
from core.wallet.errors import (
    BadAmount,
    EntryNotFound,
    KeyReused,
    NothingToRefund,
    OtherGift,
    OverLimit,
    RefundNeedsManager,
    TooLittle,
)
from core.wallet.events import ToppedUp, TopUpRefunded
from core.wallet.schemas import RefundOffer, Share, WalletEntryOut
from core.wallet.service import ledger
from core.wallet.service.reading import get_entry, limit_of, room


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
        raise OverLimit(rule=rule, limit=yuan(limit_of(store)), room=yuan(left))


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
    lock_member(work.session, member_id)
    asked = digest("top_up", member_id, store_id, real_fen, gift_fen, contract_id)
    if (known := replayed(repository.find_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    check_top_up(work, member_id, store_id, real_fen, gift_fen)
    policy = stores.get(work, store_id).settings.wallet
    is_by_hand = gift_fen != rules.gift_for(policy, real_fen)
    if is_by_hand and not (reason and auth.allowed(work.actor, Permission.refund_prepaid, store_id)):
        raise OtherGift(gift=yuan(rules.gift_for(policy, real_fen)))
    terms = {"real_fen": real_fen, "gift_fen": gift_fen}
    contracts.fulfil(work, contract_id, member_id, store_id, ContractKind.top_up, terms)
    entry = ledger.add(
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


def refund_offers(work: Work, member_id: int) -> tuple[RefundOffer, ...]:
    """What a refund of each top-up that is not spent would come to, oldest first. Raises NotAllowed."""
    auth.require_sees_member(work.actor, member_id)
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
    lock_member(work.session, of.member_id)
    asked = digest("refund", of.id)
    if (known := replayed(repository.find_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    offer = _offer(work, of)
    if offer is None or (expected_fen is not None and offer.pays_fen != expected_fen):
        raise NothingToRefund
    limit = stores.get(work, of.store_id).settings.wallet.desk_refund_fen
    if offer.pays_fen > limit and not auth.allowed(work.actor, Permission.refund_prepaid, of.store_id):
        raise RefundNeedsManager(limit=yuan(limit))
    lot = repository.lot(work.session, of.id)
    assert lot is not None, "a top-up is a lot"
    entry = ledger.add(
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


def _offer(work: Work, top_up: WalletEntryOut) -> RefundOffer | None:
    lot = repository.lot(work.session, top_up.id)
    if lot is None or lot.real_fen <= 0:
        return None
    policy = stores.get(work, top_up.store_id).settings.wallet
    return rules.refund_offer(top_up, lot, repository.spent(work.session, lot.id), policy, work.now)
