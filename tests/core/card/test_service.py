"""Cards are sold by contract and the market's law, used up to what is left, given back, and refunded fairly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.card import service as cards
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
from core.card.schemas import CardOut
from core.catalog.errors import TreatmentNotFound
from core.contract.errors import ContractNotAccepted
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.store.schemas import CardPolicy
from tests.factories import prepaid
from tests.factories.salon import Salon

Act = Callable[..., Any]
SALE = {"sale": "S1", "approval": "chat:7"}


@pytest.fixture
def card(salon: Salon, act: Act) -> CardOut:
    """Ten facials for 2,000 yuan, of the first member."""
    return act(prepaid.card, salon.members[0], act(prepaid.plan, salon.store))  # type: ignore[no-any-return]


def test_uses_leave_a_card_until_none_is_left(salon: Salon, act: Act, card: CardOut) -> None:
    assert act(cards.use, "sale:1", card.id, 4, SALE).uses == -4
    assert act(cards.get, card.id).uses_left == 6
    with pytest.raises(NoUsesLeft) as refused:
        act(cards.use, "sale:2", card.id, 7, SALE)
    assert refused.value.fields == {"left": 6}
    act(cards.use, "sale:3", card.id, 6, SALE)
    assert act(cards.list_open, salon.members[0]) == ()


def test_a_call_again_changes_nothing_and_another_under_its_key_is_refused(act: Act, card: CardOut) -> None:
    first = act(cards.use, "sale:1", card.id, 1, SALE)
    assert act(cards.use, "sale:1", card.id, 1, SALE) == first
    with pytest.raises(KeyReused):
        act(cards.use, "sale:1", card.id, 2, SALE)
    back = act(cards.give_back, "back:1", "sale:1")
    assert act(cards.give_back, "back:1", "sale:1") == back
    assert act(cards.get, card.id).uses_left == 10
    with pytest.raises(BadUses):
        act(cards.give_back, "back:2", "sale:1")
    with pytest.raises(UseNotFound):
        act(cards.give_back, "back:3", "back:1")


def test_a_card_is_for_the_treatments_it_covers(salon: Salon, act: Act, card: CardOut) -> None:
    (facial,) = card.treatment_ids
    assert [each.id for each in act(cards.list_open, salon.members[0], treatment_id=facial)] == [card.id]
    assert act(cards.list_open, salon.members[0], treatment_id=facial + 1) == ()
    with pytest.raises(TreatmentNotFound):
        act(prepaid.plan, salon.store, "unheard_of")


def test_no_card_is_sold_without_the_contract(salon: Salon, act: Act) -> None:
    plan = act(prepaid.plan, salon.store)
    with pytest.raises(ContractNotAccepted):
        act(cards.sell, "s", salon.members[0], plan.id, plan.price_fen, None)
    with pytest.raises(NotAllowed):
        act(cards.sell, "s", salon.members[0], plan.id, plan.price_fen, None, by=salon.member(0))
    with pytest.raises(OtherPrice):
        act(cards.sell, "s", salon.members[0], plan.id, plan.price_fen - 1, None, by=salon.desk)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"price": 5001}, "cn.prepaid_card_limit"), ({"term_days": 365}, "cn.prepaid_card_no_term")],
)
def test_the_law_of_the_market_forbids_by_name(salon: Salon, act: Act, changes: dict[str, int], rule: str) -> None:
    with pytest.raises(CardForbidden) as refused:
        act(prepaid.plan, salon.store, **changes)
    assert refused.value.fields["rule"] == rule


def test_elsewhere_a_card_may_have_a_term(salon: Salon, act: Act, settings: Act, clock: ManualClock) -> None:
    settings("sg", card=CardPolicy(most_fen=9000))
    card = act(prepaid.card, salon.members[0], act(prepaid.plan, salon.store, price=6000, term_days=90))
    old = act(prepaid.card, salon.members[0], act(prepaid.plan, salon.store))
    assert [each.id for each in act(cards.list_open, salon.members[0])] == [card.id, old.id], "what ends first first"
    act(cards.use, "sale:1", card.id, 1, SALE)
    clock.advance(dt.timedelta(days=90))
    with pytest.raises(CardEnded):
        act(cards.use, "sale:2", card.id, 1, SALE)
    assert [each.id for each in act(cards.list_open, salon.members[0])] == [old.id]
    act(cards.give_back, "back:1", "sale:1")


def test_the_unused_share_of_what_was_paid_comes_back(salon: Salon, act: Act, card: CardOut) -> None:
    act(cards.use, "sale:1", card.id, 3, SALE)
    offer = act(cards.refund_offer, card.id)
    assert (offer.rule, offer.used, offer.pays_fen) == ("refund_days", 3, 140_000)
    with pytest.raises(RefundNeedsManager):
        act(cards.refund, "r", card.id, by=salon.desk)
    with pytest.raises(NothingToRefund):
        act(cards.refund, "r", card.id, expected_fen=160_000, by=salon.manager)
    row = act(cards.refund, "r", card.id, reason="moved away", expected_fen=140_000, by=salon.manager)
    assert (row.uses, row.paid_fen, row.reason) == (-7, -140_000, "moved away")
    assert act(cards.refund, "r", card.id, by=salon.manager) == row
    with pytest.raises(NothingToRefund):
        act(cards.refund, "r2", card.id, by=salon.manager)


def test_a_refund_by_list_price_has_used_ones_paid_for(
    salon: Salon, act: Act, settings: Act, clock: ManualClock, card: CardOut
) -> None:
    settings(card=CardPolicy(refund_by="list_price"))
    act(cards.use, "sale:1", card.id, 3, SALE)
    clock.advance(dt.timedelta(days=7))
    offer = act(cards.refund_offer, card.id)
    assert (offer.rule, offer.pays_fen) == ("list_price", 200_000 - 3 * 29_800)
    act(cards.use, "sale:2", card.id, 4, SALE)
    assert act(cards.refund_offer, card.id).pays_fen == 0


def test_a_card_stays_with_its_owner(salon: Salon, act: Act, card: CardOut) -> None:
    with pytest.raises(NamedCard):
        act(cards.transfer, card.id, salon.members[1], by=salon.desk)
    for read in (cards.get, cards.list_uses, cards.refund_offer):
        with pytest.raises(CardNotFound):
            act(read, card.id, by=salon.member(1))
    with pytest.raises(NotAllowed):
        act(cards.list_cards, salon.members[0], by=salon.member(1))


def test_a_changed_plan_leaves_sold_cards_alone(salon: Salon, act: Act) -> None:
    plan = act(prepaid.plan, salon.store)
    card = act(prepaid.card, salon.members[0], plan)
    with pytest.raises(NotAllowed):
        act(prepaid.plan, salon.store, by=salon.desk)
    with pytest.raises(PlanNotFound):
        act(cards.get_plan, plan.id + 1)
    assert act(cards.get, card.id) == card


@pytest.mark.parametrize("table", ["session_cards", "card_uses"])
def test_the_database_refuses_to_change_the_ledger(card: CardOut, database: Database, table: str) -> None:
    for statement in (f"UPDATE {table} SET uses = 1", f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.engine.begin() as connection:
            connection.exec_driver_sql(statement)
