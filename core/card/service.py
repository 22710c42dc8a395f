"""Session cards and course packs (I): sold by contract, used and given back in an append-only ledger.

Every call names a key: repeated it changes nothing and returns the first result; the same key with other values is
refused. Whoever uses a card is locked by member first, so two tills never take the same use. `use` and `give_back` are
for core.checkout, which has asked the member and knows who may.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.card import repository, rules
from core.card.enums import UseKind
from core.card.errors import (
    BadUses,
    CardEnded,
    CardForbidden,
    CardNotFound,
    KeyReused,
    NamedCard,
    NothingToRefund,
    NoUsesLeft,
    OtherPrice,
    PlanNotFound,
    RefundNeedsManager,
    UseNotFound,
)
from core.card.events import CardRefunded, CardSold, CardUsed
from core.card.schemas import CardOut, CardRefundOffer, CardUseOut, PlanOut, PlanValues
from core.catalog import service as catalog
from core.catalog.errors import TreatmentNotFound
from core.contract import service as contracts
from core.contract.enums import ContractKind
from core.kit.ledger import digest, replayed, split_reason
from core.kit.locks import lock_member
from core.kit.money import yuan
from core.kit.tender import Tender
from core.kit.work import Work
from core.member import service as members
from core.store import service as stores
from core.store.schemas import prepaid_limit


def put_plan(work: Work, store_id: int, code: str, values: PlanValues, *, is_active: bool = True) -> PlanOut:
    """Puts a card on sale in a store or changes it; cards that members have stay as they were sold.

    Raises NotAllowed, TreatmentNotFound, CardForbidden by the rule's name (in `cn`: above 5,000 yuan, or with a term).
    """
    auth.require(work.actor, Permission.change_settings, store_id)
    check_lawful(work, store_id, values.price_fen, values.term_days)
    known = {each.code: each.id for each in catalog.list_treatments(work)}
    for treatment in values.treatments:
        if treatment not in known:
            raise TreatmentNotFound(id=treatment)
    plan_id = repository.put_plan(
        work.session,
        store_id,
        code,
        name=values.name.model_dump(),
        treatment_ids=[known[treatment] for treatment in values.treatments],
        uses=values.uses,
        price_fen=values.price_fen,
        list_price_fen=values.list_price_fen,
        term_days=values.term_days,
        is_course=values.is_course,
        is_active=is_active,
    )
    audit.record(work, "card.put_plan", "card_plan", plan_id)
    return get_plan(work, plan_id)


def list_plans(work: Work, store_id: int) -> tuple[PlanOut, ...]:
    """The cards a store sells."""
    return repository.list_plans(work.session, store_id)


def get_plan(work: Work, plan_id: int) -> PlanOut:
    """One plan, also one no longer on sale. Raises PlanNotFound."""
    found = repository.find_plan(work.session, plan_id)
    if found is None:
        raise PlanNotFound
    return found


def check_sale(work: Work, plan_id: int, price_fen: int) -> PlanOut:
    """Whether a plan can be sold at a price now. Raises PlanNotFound, BadUses, CardForbidden."""
    plan = get_plan(work, plan_id)
    if not plan.is_active:
        raise PlanNotFound
    if not 0 < price_fen <= rules.MOST_FEN:
        raise BadUses(what="price")
    check_lawful(work, plan.store_id, price_fen, plan.term_days)
    return plan


def sell(
    work: Work,
    key: str,
    member_id: int,
    plan_id: int,
    price_fen: int,
    contract_id: int | None,
    *,
    tender: Tender = Tender.cash,
    reference: str | None = None,
    reason: str | None = None,
) -> CardOut:
    """Gives a member a card, after staff took the money, fulfilling a contract the member agreed to 【law】.

    Another price than the plan's needs a manager and a reason. Raises NotAllowed, PlanNotFound, BadUses, CardForbidden,
    OtherPrice, KeyReused, MemberNotFound and what `core.contract.service.fulfil` raises.
    """
    store_id = get_plan(work, plan_id).store_id
    auth.require(work.actor, Permission.sell_prepaid, store_id)
    members.get(work, member_id)
    lock_member(work.session, member_id)
    asked = digest("sell", member_id, plan_id, price_fen, contract_id)
    if (known := replayed(repository.find_card_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    plan = check_sale(work, plan_id, price_fen)
    is_by_hand = price_fen != plan.price_fen
    if is_by_hand and not (reason and auth.allowed(work.actor, Permission.refund_prepaid, store_id)):
        raise OtherPrice(price=yuan(plan.price_fen))
    terms = {"plan_id": plan_id, "price_fen": price_fen}
    contract = contracts.fulfil(work, contract_id, member_id, store_id, ContractKind.card, terms)
    card_id = repository.add_card(
        work.session,
        key=key,
        asked=asked,
        member_id=member_id,
        store_id=store_id,
        plan_id=plan.id,
        contract_id=contract.id,
        name=plan.name,
        treatment_ids=list(plan.treatment_ids),
        uses=plan.uses,
        paid_fen=price_fen,
        list_price_fen=plan.list_price_fen,
        is_course=plan.is_course,
        tender=tender,
        reference=reference,
        sold_at=work.now,
        ends_at=None if plan.term_days is None else work.now + dt.timedelta(days=plan.term_days),
    )
    because = {"rule": "I1", "price": "by_hand" if is_by_hand else "plan", "reason": reason}
    values = {"paid_fen": price_fen, "tender": tender, "reference": reference}
    _add(work, card_id, UseKind.sell, plan.uses, key, asked, because, **values)
    audit.record(work, "card.sell", "session_card", card_id)
    work.emit(CardSold(card_id, member_id, store_id))
    return _get(work, card_id)


def get(work: Work, card_id: int) -> CardOut:
    """One card the actor may see. Raises CardNotFound."""
    found = repository.find_card(work.session, card_id)
    if found is None or not auth.sees_member(work.actor, found.member_id):
        raise CardNotFound
    return found


def list_open(
    work: Work, member_id: int, *, treatment_id: int | None = None, at: dt.datetime | None = None
) -> tuple[CardOut, ...]:
    """A member's cards that can be used (for a treatment, at a moment), in the order to use them. Raises NotAllowed."""
    moment = at or work.now
    cards = (card for card in list_cards(work, member_id) if card.is_open(moment))
    return rules.in_turn(card for card in cards if treatment_id is None or treatment_id in card.treatment_ids)


def list_cards(work: Work, member_id: int) -> tuple[CardOut, ...]:
    """All cards a member ever had, oldest first. Raises NotAllowed."""
    auth.require_sees_member(work.actor, member_id)
    return repository.list_cards(work.session, member_id)


def list_uses(work: Work, card_id: int) -> tuple[CardUseOut, ...]:
    """Everything that ever happened to a card, oldest first. Raises CardNotFound."""
    get(work, card_id)
    return repository.list_uses(work.session, card_id)


def use(work: Work, key: str, card_id: int, uses: int, because: dict[str, Any]) -> CardUseOut:
    """Takes uses of a card for a sale; the row's number is negative.

    For core.checkout alone: `because` holds the sale and the member's approval, or `forced` with the colleague's words
    as `reason` (sealed). Raises BadUses, CardNotFound, CardEnded, NoUsesLeft, KeyReused.
    """
    if not 0 < uses <= rules.MOST_USES:
        raise BadUses(what="uses")
    member_id = _get(work, card_id).member_id
    lock_member(work.session, member_id)
    asked = digest("use", card_id, uses)
    if (known := replayed(repository.find_use_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    card = _get(work, card_id)
    if card.uses_left < uses:
        raise NoUsesLeft(left=card.uses_left)
    if not card.is_open(work.now):
        raise CardEnded
    row = _add(work, card_id, UseKind.use, -uses, key, asked, because)
    work.emit(CardUsed(card_id, member_id, card.store_id))
    return row


def give_back(
    work: Work, key: str, of_key: str, uses: int | None = None, because: dict[str, Any] | None = None
) -> CardUseOut:
    """Returns the uses of a row to its card, all that are still out or `uses` of them.

    Raises UseNotFound, BadUses for more than are out, KeyReused.
    """
    found = repository.find_use_by_key(work.session, of_key)
    if found is None or found[0].kind is not UseKind.use:
        raise UseNotFound
    of = found[0]
    lock_member(work.session, _get(work, of.card_id).member_id)
    asked = digest("give_back", of.id, uses)
    if (known := replayed(repository.find_use_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    most = -of.uses - repository.given_back(work.session, of.id)
    wanted = most if uses is None else uses
    if not 0 < wanted <= most:
        raise BadUses(what="uses")
    told = because or {"rule": "K", "of": of.because.get("sale")}
    return _add(work, of.card_id, UseKind.give_back, wanted, key, asked, told, of_id=of.id)


def refund_offer(work: Work, card_id: int) -> CardRefundOffer:
    """What a refund of a card comes to now. Raises CardNotFound, NothingToRefund."""
    return _offer(work, get(work, card_id))


def refund(
    work: Work,
    key: str,
    card_id: int,
    *,
    tender: Tender | None = None,
    reference: str | None = None,
    reason: str = "",
    expected_fen: int | None = None,
) -> CardUseOut:
    """Takes a card back for what `refund_offer` says; `paid_fen` of the row is negative.

    `expected_fen`: what the colleague was shown; if a use changed it meanwhile, nothing is paid. The desk refunds up to
    the store's `desk_refund`, a manager any amount. Raises NotAllowed, RefundNeedsManager, CardNotFound,
    NothingToRefund, KeyReused.
    """
    card = get(work, card_id)
    auth.require(work.actor, Permission.sell_prepaid, card.store_id)
    lock_member(work.session, card.member_id)
    asked = digest("refund", card_id)
    if (known := replayed(repository.find_use_by_key(work.session, key), asked, KeyReused)) is not None:
        return known
    card = get(work, card_id)
    offer = _offer(work, card)
    if expected_fen is not None and offer.pays_fen != expected_fen:
        raise NothingToRefund
    limit = stores.get(work, card.store_id).settings.card.desk_refund_fen
    if offer.pays_fen > limit and not auth.allowed(work.actor, Permission.refund_prepaid, card.store_id):
        raise RefundNeedsManager(limit=yuan(limit))
    because = {"rule": offer.rule, "used": offer.used, "reason": reason or None}
    values = {"paid_fen": -offer.pays_fen, "tender": tender or card.tender, "reference": reference}
    row = _add(work, card_id, UseKind.refund, -card.uses_left, key, asked, because, **values)
    work.emit(CardRefunded(card_id, card.member_id, card.store_id))
    return row


def transfer(work: Work, card_id: int, to_member_id: int) -> None:
    """Passing a card on to somebody else. Raises CardNotFound, MemberNotFound, and NamedCard: all cards are in a name.

    Who cannot use theirs any more has it refunded.
    """
    get(work, card_id)
    members.get(work, to_member_id)
    raise NamedCard


def _offer(work: Work, card: CardOut) -> CardRefundOffer:
    if card.uses_left <= 0:
        raise NothingToRefund
    policy = stores.get(work, card.store_id).settings.card
    return rules.refund_offer(card, repository.refunded(work.session, card.id), policy, work.now)


def check_lawful(work: Work, store_id: int, price_fen: int, term_days: int | None) -> None:
    """Whether the law of a store's market lets a card be sold. Raises CardForbidden by the rule's name."""
    store = stores.get(work, store_id)
    rule = rules.broken_rule(store.market, store.settings.card, price_fen, term_days)
    if rule is not None:
        raise CardForbidden(rule=rule, limit=yuan(prepaid_limit(store.market, store.settings.card.most_fen)))


def _add(
    work: Work, card_id: int, kind: UseKind, uses: int, key: str, asked: str, because: dict[str, Any], **values: Any
) -> CardUseOut:
    told, words = split_reason(because)
    row = repository.add_use(
        work.session,
        key=key,
        asked=asked,
        card_id=card_id,
        kind=kind,
        uses=uses,
        because=told,
        reason=words,
        actor_kind=work.actor.kind,
        actor_id=work.actor.id,
        at=work.now,
        **values,
    )
    audit.record(work, f"card.{kind.value}", "session_card", card_id, use=row.id)
    return row


def _get(work: Work, card_id: int) -> CardOut:
    found = repository.find_card(work.session, card_id)
    if found is None:
        raise CardNotFound
    return found
