"""A top-up or a card as it is asked for: the text with its figures, the offer of it, and paying for what was agreed."""

from __future__ import annotations

from core.card import service as cards
from core.card.schemas import CardOut, PlanOut
from core.catalog import service as catalog
from core.contract import service as contracts
from core.contract.enums import ContractKind
from core.contract.schemas import ContractOut, ContractText
from core.kit.localized import pick
from core.kit.money import yuan
from core.kit.tender import Tender
from core.kit.work import SYSTEM, Work
from core.store import service as stores
from core.store.schemas import prepaid_limit
from core.wallet import service as wallet
from core.wallet.schemas import WalletEntryOut


def top_up_text(work: Work, store_id: int, real_fen: int, gift_fen: int, language: str) -> ContractText:
    """The contract a top-up of this size needs, as the member reads it."""
    store = stores.get(work, store_id)
    policy = store.settings.wallet
    gift_term = "gift.ends" if policy.gift_months else "gift.never"
    values = {
        "store": pick(store.name, language),
        "real": _money(real_fen),
        "gift": _money(gift_fen),
        "total": _money(real_fen + gift_fen),
        "gift_term": contracts.phrase(language, gift_term, months=str(policy.gift_months)) if gift_fen else "",
        "order": contracts.phrase(language, f"order.{policy.spend_order}"),
        "days": str(policy.refund_days),
        "refund": contracts.phrase(language, f"wallet.refund.{policy.refund_by}"),
        "limit": _money(prepaid_limit(store.market, policy.most_fen)),
    }
    return contracts.wording(work, store_id, ContractKind.top_up, language, values)


def card_text(work: Work, plan: PlanOut, price_fen: int, language: str) -> ContractText:
    """The contract a card needs, as the member reads it."""
    store = stores.get(work, plan.store_id)
    policy = store.settings.card
    names = {each.id: pick(each.name, language) for each in catalog.list_treatments(work)}
    covers = (names[each] for each in plan.treatment_ids if each in names)
    term = "term.never" if plan.term_days is None else "term.days"
    values = {
        "store": pick(store.name, language),
        "name": pick(plan.name, language),
        "uses": str(plan.uses),
        "price": _money(price_fen),
        "covers": (", " if language == "en" else "、").join(covers),
        "term": contracts.phrase(language, term, days=str(plan.term_days)),
        "days": str(policy.refund_days),
        "refund": contracts.phrase(language, f"card.refund.{policy.refund_by}"),
    }
    return contracts.wording(work, plan.store_id, ContractKind.card, language, values)


def ask_top_up(
    work: Work, key: str, member_id: int, store_id: int, real_fen: int, *, gift_fen: int | None = None, language: str
) -> ContractOut:
    """Offers a member the contract of a top-up, with the gift money of the store's steps unless another is named.

    Raises what `core.wallet.service.check_top_up` and `core.contract.service.offer` raise.
    """
    gift = wallet.gift_for(work, store_id, real_fen) if gift_fen is None else gift_fen
    wallet.check_top_up(work.acting_as(SYSTEM), member_id, store_id, real_fen, gift)
    shown = top_up_text(work, store_id, real_fen, gift, language)
    terms = {"real_fen": real_fen, "gift_fen": gift}
    return contracts.offer(work, key, member_id, store_id, ContractKind.top_up, terms, shown, language)


def ask_card(
    work: Work, key: str, member_id: int, plan_id: int, *, price_fen: int | None = None, language: str
) -> ContractOut:
    """Offers a member the contract of a card, at the plan's price unless another is named.

    Raises what `core.card.service.check_sale` and `core.contract.service.offer` raise.
    """
    price = cards.get_plan(work, plan_id).price_fen if price_fen is None else price_fen
    plan = cards.check_sale(work, plan_id, price)
    shown = card_text(work, plan, price, language)
    terms = {"plan_id": plan_id, "price_fen": price}
    return contracts.offer(work, key, member_id, plan.store_id, ContractKind.card, terms, shown, language)


def pay(
    work: Work, contract_id: int, tender: Tender, *, reference: str | None = None, reason: str | None = None
) -> WalletEntryOut | CardOut:
    """Records that the money of an agreed contract was taken; the member has what it promises. Twice is once.

    Raises ContractNotFound and what `core.wallet.service.top_up` and `core.card.service.sell` raise.
    """
    contract = contracts.get(work, contract_id)
    key = f"contract:{contract_id}"
    common = {"tender": tender, "reference": reference, "reason": reason}
    if contract.kind is ContractKind.card:
        plan_id, price_fen = int(contract.terms["plan_id"]), int(contract.terms["price_fen"])
        return cards.sell(work, key, contract.member_id, plan_id, price_fen, contract_id, **common)  # type: ignore[arg-type]
    real_fen, gift_fen = int(contract.terms["real_fen"]), int(contract.terms["gift_fen"])
    return wallet.top_up(
        work,
        key,
        contract.member_id,
        contract.store_id,
        real_fen,
        gift_fen,
        contract_id,
        **common,  # type: ignore[arg-type]
    )


def _money(fen: int) -> str:
    return f"¥{yuan(fen)}"
