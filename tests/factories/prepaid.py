"""Money and cards that members have paid for in advance, the way the desk sells them."""

from __future__ import annotations

from itertools import count

from core.card import service as cards
from core.card.schemas import CardOut, PlanOut, PlanValues
from core.contract import service as contracts
from core.contract.enums import ContractKind
from core.contract.schemas import ContractText
from core.kit.work import Actor, Work
from core.wallet import service as wallet
from core.wallet.schemas import WalletEntryOut

_numbers = count(1)


def agreed(work: Work, member_id: int, store_id: int, kind: ContractKind, **terms: int) -> int:
    """A contract that the member has agreed to; its id."""
    as_member = work.acting_as(Actor("member", member_id))
    shown: ContractText = contracts.wording(work, store_id, kind, "zh_CN", {})
    key = f"contract{next(_numbers)}"
    found = contracts.offer(as_member, key, member_id, store_id, kind, terms, shown, "zh_CN")
    contracts.accept(as_member, found.id, found.text_hash, channel="test")
    return found.id


def paid_in(work: Work, member_id: int, store_id: int, real_fen: int, gift_fen: int = 0) -> WalletEntryOut:
    """A top-up, gift money by a manager's hand."""
    contract = agreed(work, member_id, store_id, ContractKind.top_up, real_fen=real_fen, gift_fen=gift_fen)
    key = f"top_up{next(_numbers)}"
    return wallet.top_up(work, key, member_id, store_id, real_fen, gift_fen, contract, reason="test")


def plan(work: Work, store_id: int, treatment: str = "facial", **changes: object) -> PlanOut:
    """Ten facials for 2,000 yuan instead of 298 each."""
    values = {"name": {"zh": "面部十次卡", "en": "Ten facials"}, "treatments": [treatment], "uses": 10}
    values |= {"price": 2000, "list_price": 298} | changes
    return cards.put_plan(work, store_id, f"plan{next(_numbers)}", PlanValues.model_validate(values))


def card(work: Work, member_id: int, sold: PlanOut) -> CardOut:
    """A card of that plan, paid for."""
    terms = {"plan_id": sold.id, "price_fen": sold.price_fen}
    contract = agreed(work, member_id, sold.store_id, ContractKind.card, **terms)
    return cards.sell(work, f"card{next(_numbers)}", member_id, sold.id, sold.price_fen, contract)
