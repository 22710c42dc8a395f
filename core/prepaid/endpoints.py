"""Stored value, session cards and their contracts for a cashier's screen or a mini-program (I)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field

from core.auth.enums import Permission
from core.booking import service as bookings
from core.card import service as cards
from core.card.enums import UseKind
from core.card.errors import CardForbidden, CardNotFound, PlanNotFound
from core.card.errors import NothingToRefund as NothingOfCard
from core.card.errors import RefundNeedsManager as CardRefundNeedsManager
from core.card.schemas import PlanValues
from core.catalog.errors import TreatmentNotFound
from core.contract import service as contracts
from core.contract.enums import AcceptedHow, ContractKind, ContractStatus
from core.contract.errors import ContractChanged, ContractNotAccepted, ContractNotFound, ContractOver, ContractUsed
from core.kit.ids import new_key
from core.kit.tender import Tender
from core.kit.work import Work
from core.member import service as members
from core.member.errors import MemberNotFound
from core.operation.access import ANYONE, Access
from core.operation.fields import Body, Id, Limit, PathId, Text, View, Words
from core.operation.operations import Operations
from core.prepaid import service
from core.store.errors import StoreNotFound
from core.wallet import service as wallet
from core.wallet.enums import EntryKind
from core.wallet.errors import BadAmount, EntryNotFound, NothingToRefund, OverLimit, RefundNeedsManager, TooLittle

operations = Operations("Paid in advance")
_SEEN = Access("A member: their own. Colleagues: members they know.", member=True, staff=Permission.see_members)
_ASKS = Access("A member for themselves; the desk for members it knows.", member=True, staff=Permission.sell_prepaid)
_OWN = Access("A member's own: nobody agrees in another's place.", member=True)
_DESK = Access("The front desk of the store; above the store's limit a manager.", staff=Permission.sell_prepaid)
_SETS = Access("Whoever runs the store.", staff=Permission.change_settings)
Fen = Annotated[int, Field(strict=True, ge=1, le=10_000_000, examples=[50_000])]
PlanCode = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$", examples=["ten"])]
Reason = Annotated[Text, Field(min_length=1, max_length=200, examples=["Moved away"])]
Reference = Annotated[Text | None, Field(max_length=60, examples=["8841"])]


class BalanceView(View):
    """What can be spent, in fen. Real money never ends; gift money may, and is never paid out."""

    real_fen: int = Field(examples=[50_000])
    gift_fen: int = Field(examples=[5_000])


class WalletEntryView(View):
    """One row of the ledger; what leaves the balance is negative."""

    id: int = Field(examples=[7])
    kind: EntryKind = Field(examples=["charge"])
    store_id: int = Field(examples=[1])
    real_fen: int = Field(examples=[-10_000])
    gift_fen: int = Field(examples=[-1_000])
    of_id: int | None = Field(examples=[None], description="The payment given back, the top-up refunded.")
    paid_fen: int | None = Field(examples=[None], description="Money that changed hands outside, out is negative.")
    tender: Tender | None = Field(examples=[None])
    because: dict[str, Any] = Field(examples=[{"sale": "7KQ2M9"}])
    at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])


class CardView(View):
    """A member's card; `ends_at` null: it never ends."""

    id: int = Field(examples=[3])
    store_id: int = Field(examples=[1])
    name: Words
    treatment_ids: list[int] = Field(examples=[[1]])
    uses: int = Field(examples=[10])
    uses_left: int = Field(examples=[8])
    paid_fen: int = Field(examples=[200_000])
    sold_at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])
    ends_at: dt.datetime | None = Field(examples=[None])


class CardUseView(View):
    """One row of a card's ledger; what leaves the card is negative."""

    id: int = Field(examples=[5])
    kind: UseKind = Field(examples=["use"])
    uses: int = Field(examples=[-1])
    paid_fen: int | None = Field(examples=[None])
    because: dict[str, Any] = Field(examples=[{"sale": "7KQ2M9"}])
    at: dt.datetime = Field(examples=["2026-09-16T02:00:00Z"])


class PlanView(View):
    """A card on sale."""

    id: int = Field(examples=[2])
    code: str = Field(examples=["ten_facials"])
    name: Words
    treatment_ids: list[int] = Field(examples=[[1]])
    uses: int = Field(examples=[10])
    price_fen: int = Field(examples=[200_000])
    list_price_fen: int = Field(examples=[29_800])
    term_days: int | None = Field(examples=[None])
    is_course: bool = Field(examples=[False])
    is_active: bool = Field(examples=[True])


class PlanName(Body):
    """What a card is called."""

    zh: Annotated[Text, Field(min_length=1, max_length=80, examples=["面部十次卡"])]
    en: Annotated[Text, Field(min_length=1, max_length=80, examples=["Ten facials"])]


class NewPlan(Body):
    """A card to be put on sale; in market cn at most 5,000 yuan and without a term."""

    name: PlanName
    treatments: Annotated[list[Annotated[str, Field(max_length=40)]], Field(min_length=1, examples=[["facial"]])]
    uses: Annotated[int, Field(strict=True, ge=1, le=365, examples=[10])]
    price_fen: Annotated[Fen, Field(examples=[200_000])]
    list_price_fen: Annotated[Fen, Field(examples=[29_800], description="One use without the card.")]
    term_days: Annotated[int | None, Field(strict=True, ge=1, le=3660, examples=[None])] = None
    is_course: bool = False
    is_active: bool = True


class ContractView(View):
    """A written contract. The member agrees to this very `text`, by its `text_hash`."""

    id: int = Field(examples=[11])
    member_id: int = Field(examples=[9])
    store_id: int = Field(examples=[1])
    kind: ContractKind = Field(examples=["top_up"])
    terms: dict[str, Any] = Field(examples=[{"real_fen": 50_000, "gift_fen": 0}])
    status: ContractStatus = Field(examples=["offered"])
    version: str = Field(examples=["2026-11"])
    text: str = Field(examples=["Stored value agreement …"])
    text_hash: str = Field(examples=["0" * 64])
    lapses_at: dt.datetime = Field(examples=["2026-09-30T02:00:00Z"])
    accepted_at: dt.datetime | None = Field(examples=[None])


class Wanted(Body):
    """What is to be paid for: `real_fen` of a top-up in a store, or the card of `plan_id`."""

    store_id: Annotated[Id | None, Field(examples=[1])] = None
    real_fen: Annotated[Fen | None, Field(examples=[50_000])] = None
    plan_id: Annotated[Id | None, Field(examples=[None])] = None
    language: Literal["zh_CN", "en"] = "zh_CN"


class Agreed(Body):
    """The SHA-256 of the text the member read."""

    text_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]


class Paid(Body):
    """How it was paid."""

    tender: Tender = Field(examples=["wechat"])
    reference: Reference = None


class Refunded(Body):
    """Why, and what the calculator showed: if a sale changed it meanwhile, nothing is paid."""

    reason: Reason
    expected_fen: Annotated[int, Field(strict=True, ge=0, le=10_000_000, examples=[50_000])]
    reference: Reference = None


class OfferView(View):
    """What a refund comes to: `rule` is refund_days (all that is unspent), proportion, or list_price."""

    rule: str = Field(examples=["refund_days"])
    paid_fen: int = Field(examples=[50_000])
    pays_fen: int = Field(examples=[40_000])
    until: dt.datetime = Field(examples=["2026-09-23T02:00:00Z"])


@operations.get("/members/{member_id}/wallet", _SEEN, MemberNotFound)
def get_balance(work: Work, member_id: PathId) -> BalanceView:
    """What a member can spend."""
    _require_known(work, member_id)
    return BalanceView.model_validate(wallet.balance(work, member_id))


@operations.get("/members/{member_id}/wallet/entries", _SEEN, MemberNotFound)
def list_wallet_entries(
    work: Work, member_id: PathId, before: PathId | None = None, limit: Limit = 20
) -> list[WalletEntryView]:
    """The statement, the latest first.

    The next page: `before` the id of the last entry.
    """
    _require_known(work, member_id)
    listed = wallet.list_entries(work, member_id, before=before, limit=limit)
    return [WalletEntryView.model_validate(each) for each in listed]


@operations.get("/members/{member_id}/cards", _SEEN, MemberNotFound)
def list_cards_of_member(work: Work, member_id: PathId) -> list[CardView]:
    """A member's cards, used up ones included, oldest first."""
    _require_known(work, member_id)
    return [CardView.model_validate(each) for each in cards.list_cards(work, member_id)]


@operations.get("/cards/{card_id}/uses", _SEEN, CardNotFound)
def list_card_uses(work: Work, card_id: PathId) -> list[CardUseView]:
    """Everything that ever happened to a card."""
    _require_card(work, card_id)
    return [CardUseView.model_validate(each) for each in cards.list_uses(work, card_id)]


@operations.get("/stores/{store_id}/card-plans", ANYONE, StoreNotFound)
def list_card_plans(work: Work, store_id: PathId) -> list[PlanView]:
    """The cards a store sells."""
    return [PlanView.model_validate(each) for each in cards.list_plans(work, store_id)]


@operations.put("/stores/{store_id}/card-plans/{plan_code}", _SETS, StoreNotFound, TreatmentNotFound, CardForbidden)
def put_card_plan(
    work: Work,
    store_id: PathId,
    plan_code: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$", examples=["ten"])],
    plan: NewPlan,
) -> PlanView:
    """Put a card on sale, change it, or take it off.

    Cards that members have stay as they were sold.
    """
    values = PlanValues.model_construct(**plan.model_dump(exclude={"is_active", "name"}), name=plan.name)
    return PlanView.model_validate(cards.put_plan(work, store_id, plan_code, values, is_active=plan.is_active))


@operations.post(
    "/members/{member_id}/contracts",
    _ASKS,
    MemberNotFound,
    StoreNotFound,
    PlanNotFound,
    BadAmount,
    TooLittle,
    OverLimit,
    CardForbidden,
    status=201,
)
def offer_contract(work: Work, member_id: PathId, wanted: Wanted) -> ContractView:
    """Ask for a top-up or a card.

    The answer holds the contract to be shown; nothing is owed before the member accepts it.
    """
    _require_known(work, member_id)
    key = f"api.{new_key()}"
    if wanted.plan_id is not None:
        found = service.ask_card(work, key, member_id, wanted.plan_id, language=wanted.language)
    elif wanted.store_id is not None and wanted.real_fen is not None:
        found = service.ask_top_up(work, key, member_id, wanted.store_id, wanted.real_fen, language=wanted.language)
    else:
        raise BadAmount(what="plan_id")
    return ContractView.model_validate(found)


@operations.get("/contracts/{contract_id}", _ASKS, ContractNotFound)
def get_contract(work: Work, contract_id: PathId) -> ContractView:
    """One contract with the text that was shown."""
    return ContractView.model_validate(contracts.get(work, contract_id))


@operations.post("/contracts/{contract_id}/acceptance", _OWN, ContractNotFound, ContractChanged, ContractOver)
def accept_contract(work: Work, contract_id: PathId, agreed: Agreed) -> ContractView:
    """Agree to a contract.

    The store is asked to take the money. Agreeing twice is harmless.
    """
    contracts.accept(work, contract_id, agreed.text_hash, channel="api", how=AcceptedHow.api)
    return ContractView.model_validate(contracts.get(work, contract_id))


@operations.post(
    "/contracts/{contract_id}/payment", _DESK, ContractNotFound, ContractNotAccepted, ContractUsed, OverLimit
)
def pay_contract(work: Work, contract_id: PathId, paid: Paid) -> ContractView:
    """Record that it was paid.

    The member has the money or the card, and a receipt, at once. Twice is once.
    """
    service.pay(work, contract_id, paid.tender, reference=paid.reference)
    return ContractView.model_validate(contracts.get(work, contract_id))


@operations.get("/top-ups/{entry_id}/refund", _SEEN, EntryNotFound, NothingToRefund)
def reckon_top_up_refund(work: Work, entry_id: PathId) -> OfferView:
    """What a refund of a top-up comes to now."""
    _require_entry(work, entry_id)
    return OfferView.model_validate(wallet.refund_offer(work, entry_id))


@operations.post("/top-ups/{entry_id}/refund", _DESK, EntryNotFound, NothingToRefund, RefundNeedsManager)
def refund_top_up(work: Work, entry_id: PathId, refund: Refunded) -> WalletEntryView:
    """Refund a top-up."""
    _require_entry(work, entry_id)
    of = wallet.get_entry(work, entry_id)
    entry = wallet.refund_top_up(
        work,
        f"api.{new_key()}",
        of.key,
        reference=refund.reference,
        reason=refund.reason,
        expected_fen=refund.expected_fen,
    )
    return WalletEntryView.model_validate(entry)


@operations.get("/cards/{card_id}/refund", _SEEN, CardNotFound, NothingOfCard)
def reckon_card_refund(work: Work, card_id: PathId) -> OfferView:
    """What a refund of a card comes to now."""
    _require_card(work, card_id)
    return OfferView.model_validate(cards.refund_offer(work, card_id))


@operations.post("/cards/{card_id}/refund", _DESK, CardNotFound, NothingOfCard, CardRefundNeedsManager)
def refund_card(work: Work, card_id: PathId, refund: Refunded) -> CardUseView:
    """Refund a card."""
    _require_card(work, card_id)
    row = cards.refund(
        work,
        f"api.{new_key()}",
        card_id,
        reference=refund.reference,
        reason=refund.reason,
        expected_fen=refund.expected_fen,
    )
    return CardUseView.model_validate(row)


def _require_known(work: Work, member_id: int) -> None:
    """Raises MemberNotFound to who may not know the member, as if there were none (decision 0014)."""
    if members.find(work, member_id) is None or not bookings.knows(work, member_id):
        raise MemberNotFound(id=member_id)


def _require_card(work: Work, card_id: int) -> None:
    if not bookings.knows(work, cards.get(work, card_id).member_id):
        raise CardNotFound


def _require_entry(work: Work, entry_id: int) -> None:
    if not bookings.knows(work, wallet.get_entry(work, entry_id).member_id):
        raise EntryNotFound
