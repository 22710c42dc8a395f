"""Money is paid in by contract, leaves in the stated order, comes back to the same lots, and is refunded fairly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.contract import service as contracts
from core.contract.enums import ContractKind
from core.contract.errors import ContractDiffers, ContractNotAccepted, ContractUsed
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.tender import Tender
from core.store.schemas import WalletPolicy
from core.wallet import service as wallet
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
from core.wallet.schemas import WalletBalance
from tests.factories import prepaid
from tests.factories.salon import Salon

Act = Callable[..., Any]
SALE = {"sale": "S1", "approval": "chat:7"}


def test_real_and_gift_money_leave_in_the_proportion_they_came_in(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    act(prepaid.paid_in, member, salon.store, 100_000, 20_000)
    entry = act(wallet.charge, "sale:1", member, 60_000, SALE)
    assert (entry.kind, entry.real_fen, entry.gift_fen) == (EntryKind.charge, -50_000, -10_000)
    assert act(wallet.balance, member) == WalletBalance(50_000, 10_000)


def test_a_charge_returns_to_the_very_state_and_no_further(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    act(prepaid.paid_in, member, salon.store, 30_001, 777)
    act(prepaid.paid_in, member, salon.store, 20_000)
    before = act(wallet.balance, member)
    act(wallet.charge, "sale:1", member, 41_234, SALE)
    act(wallet.give_back, "back:1", "sale:1", 11_111)
    act(wallet.give_back, "back:2", "sale:1")
    assert act(wallet.balance, member) == before
    with pytest.raises(TooMuchBack):
        act(wallet.give_back, "back:3", "sale:1")
    with pytest.raises(EntryNotFound):
        act(wallet.give_back, "back:4", "back:1")


def test_a_call_again_changes_nothing_and_another_under_its_key_is_refused(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    act(prepaid.paid_in, member, salon.store, 30_000)
    first = act(wallet.charge, "sale:1", member, 10_000, SALE)
    assert act(wallet.charge, "sale:1", member, 10_000, SALE) == first
    assert act(wallet.balance, member).fen == 20_000
    with pytest.raises(KeyReused):
        act(wallet.charge, "sale:1", member, 10_001, SALE)
    with pytest.raises(KeyReused):
        act(wallet.charge, "sale:1", salon.members[1], 10_000, SALE)
    back = act(wallet.give_back, "back:1", "sale:1", 4_000)
    assert act(wallet.give_back, "back:1", "sale:1", 4_000) == back
    with pytest.raises(KeyReused):
        act(wallet.give_back, "back:1", "sale:1", 5_000)


@pytest.mark.parametrize("fen", [0, -1, 10_000_001])
def test_an_amount_that_cannot_be_meant_is_refused(salon: Salon, act: Act, fen: int) -> None:
    act(prepaid.paid_in, salon.members[0], salon.store, 30_000)
    with pytest.raises(BadAmount):
        act(wallet.charge, "sale:1", salon.members[0], fen, SALE)
    with pytest.raises(BadAmount):
        act(wallet.top_up, "t", salon.members[0], salon.store, fen, 0, None)


def test_more_than_there_is_says_what_is_missing(salon: Salon, act: Act) -> None:
    act(prepaid.paid_in, salon.members[0], salon.store, 30_000)
    with pytest.raises(NotEnoughMoney) as refused:
        act(wallet.charge, "sale:1", salon.members[0], 30_050, SALE)
    assert refused.value.fields == {"have": "300", "missing": "0.50"}


def test_nothing_is_taken_without_the_contract_the_member_agreed_to(salon: Salon, act: Act) -> None:
    member, other = salon.members[:2]
    with pytest.raises(ContractNotAccepted) as refused:
        act(wallet.top_up, "t", member, salon.store, 30_000, 0, None)
    assert refused.value.fields["rule"] == "written_contract"
    terms = {"real_fen": 30_000, "gift_fen": 0}
    shown = act(contracts.wording, salon.store, ContractKind.top_up, "en", {})
    offered = act(contracts.offer, "c", member, salon.store, ContractKind.top_up, terms, shown, "en", by=salon.desk)
    with pytest.raises(ContractNotAccepted):
        act(wallet.top_up, "t", member, salon.store, 30_000, 0, offered.id, by=salon.desk)
    act(contracts.accept, offered.id, offered.text_hash, channel="test", by=salon.member(0))
    for person, fen in ((other, 30_000), (member, 30_001)):
        with pytest.raises(ContractDiffers):
            act(wallet.top_up, "t", person, salon.store, fen, 0, offered.id, by=salon.desk)
    entry = act(wallet.top_up, "t", member, salon.store, 30_000, 0, offered.id, tender=Tender.wechat, by=salon.desk)
    assert (entry.paid_fen, entry.tender, entry.actor_id) == (30_000, Tender.wechat, salon.desk.id)
    with pytest.raises(ContractUsed):
        act(wallet.top_up, "again", member, salon.store, 30_000, 0, offered.id, by=salon.desk)


def test_the_law_of_the_market_limits_what_is_held_in_a_name(salon: Salon, act: Act) -> None:
    member = salon.members[0]
    act(prepaid.paid_in, member, salon.store, 300_000, 50_000)
    with pytest.raises(OverLimit) as refused:
        act(wallet.check_top_up, member, salon.store, 150_001, 0)
    assert refused.value.fields == {"rule": "cn.prepaid_card_limit", "limit": "5000", "room": "1500"}
    act(prepaid.paid_in, member, salon.store, 150_000)
    assert act(wallet.balance, member).fen == 500_000
    with pytest.raises(TooLittle):
        act(wallet.check_top_up, salon.members[1], salon.store, 9_999, 0)


def test_a_gift_beside_the_steps_needs_the_manager_and_a_reason(salon: Salon, act: Act) -> None:
    contract = act(prepaid.agreed, salon.members[0], salon.store, ContractKind.top_up, real_fen=30_000, gift_fen=5_000)
    values = ("t", salon.members[0], salon.store, 30_000, 5_000, contract)
    with pytest.raises(OtherGift):
        act(wallet.top_up, *values, reason="opening week", by=salon.desk)
    with pytest.raises(OtherGift):
        act(wallet.top_up, *values, by=salon.manager)
    assert act(wallet.top_up, *values, reason="opening week", by=salon.manager).reason == "opening week"
    with pytest.raises(NotAllowed):
        act(wallet.top_up, *values, by=salon.member(0))


def test_what_is_unspent_of_a_top_up_is_refunded_once(salon: Salon, act: Act, clock: ManualClock) -> None:
    member = salon.members[0]
    paid = act(prepaid.paid_in, member, salon.store, 40_000, 8_000)
    act(wallet.charge, "sale:1", member, 12_000, SALE)
    offer = act(wallet.refund_offer, paid.id)
    assert (offer.rule, offer.spent_fen, offer.pays_fen, offer.gift_lost_fen) == ("refund_days", 12_000, 30_000, 6_000)
    clock.advance(dt.timedelta(days=7))
    assert act(wallet.refund_offer, paid.id).rule == "proportion"
    with pytest.raises(NothingToRefund):
        act(wallet.refund_top_up, "r", paid.key, reason="moved away", expected_fen=40_000, by=salon.desk)
    entry = act(wallet.refund_top_up, "r", paid.key, reason="moved away", expected_fen=30_000, by=salon.desk)
    assert (entry.real_fen, entry.gift_fen, entry.paid_fen) == (-30_000, -6_000, -30_000)
    assert act(wallet.balance, member) == WalletBalance(0, 0)
    assert act(wallet.refund_top_up, "r", paid.key, by=salon.desk) == entry
    with pytest.raises(NothingToRefund):
        act(wallet.refund_top_up, "r2", paid.key, by=salon.desk)
    act(wallet.give_back, "back:1", "sale:1")
    assert act(wallet.balance, member) == WalletBalance(10_000, 2_000), "a sale refunded later is money again"


def test_a_large_refund_is_the_managers(salon: Salon, act: Act) -> None:
    paid = act(prepaid.paid_in, salon.members[0], salon.store, 50_001)
    with pytest.raises(RefundNeedsManager):
        act(wallet.refund_top_up, "r", paid.key, by=salon.desk)
    with pytest.raises(NotAllowed):
        act(wallet.refund_top_up, "r", paid.key, by=salon.member(0))
    assert act(wallet.refund_top_up, "r", paid.key, by=salon.manager).paid_fen == -50_001


def test_gift_money_may_end_and_real_money_never_does(
    salon: Salon, act: Act, clock: ManualClock, settings: Act
) -> None:
    settings(wallet=WalletPolicy(gift_months=1))
    member = salon.members[0]
    act(prepaid.paid_in, member, salon.store, 30_000, 3_000)
    act(wallet.charge, "sale:1", member, 11_000, SALE)
    clock.advance(dt.timedelta(days=31))
    assert act(wallet.balance, member) == WalletBalance(20_000, 0), "also before the clock has written it off"
    assert (act(wallet.end_gifts), act(wallet.end_gifts)) == (1, 0)
    last = act(wallet.list_entries, member)[0]
    assert (last.kind, last.real_fen, last.gift_fen) == (EntryKind.end, 0, -2_000)
    act(wallet.give_back, "back:1", "sale:1")
    assert act(wallet.balance, member) == WalletBalance(30_000, 0)
    assert act(wallet.end_gifts) == 1


@pytest.mark.parametrize(
    ("order", "left"),
    [("real_first", (50_000, 20_000)), ("gift_first", (70_000, 0)), ("proportion", (58_334, 11_666))],
)
def test_the_order_is_the_stores(salon: Salon, act: Act, settings: Act, order: str, left: tuple[int, int]) -> None:
    settings(wallet=WalletPolicy(spend_order=order))  # type: ignore[arg-type]
    act(prepaid.paid_in, salon.members[0], salon.store, 100_000, 20_000)
    act(wallet.charge, "sale:1", salon.members[0], 50_000, SALE)
    assert act(wallet.balance, salon.members[0]) == WalletBalance(*left)


def test_a_refund_by_list_price_has_the_spent_gift_paid_for(
    salon: Salon, act: Act, clock: ManualClock, settings: Act
) -> None:
    settings(wallet=WalletPolicy(refund_by="list_price"))
    paid = act(prepaid.paid_in, salon.members[0], salon.store, 100_000, 20_000)
    act(wallet.charge, "sale:1", salon.members[0], 60_000, SALE)
    assert act(wallet.refund_offer, paid.id).pays_fen == 50_000
    clock.advance(dt.timedelta(days=7))
    offer = act(wallet.refund_offer, paid.id)
    assert (offer.rule, offer.pays_fen) == ("list_price", 40_000)


def test_a_forced_charge_keeps_the_colleagues_words_sealed(salon: Salon, act: Act, database: Database) -> None:
    act(prepaid.paid_in, salon.members[0], salon.store, 30_000)
    because = {"sale": "S1", "forced": True, "reason": "phone was empty"}
    entry = act(wallet.charge, "sale:1", salon.members[0], 1_000, because, by=salon.desk)
    assert (entry.because, entry.reason) == ({"sale": "S1", "forced": True}, "phone was empty")
    with database.reading() as work:
        assert "phone" not in str(work.session.scalars(sa.text("SELECT reason FROM wallet_entries")).all())


def test_only_a_member_and_the_salon_read_a_balance(salon: Salon, act: Act) -> None:
    act(prepaid.paid_in, salon.members[0], salon.store, 30_000)
    assert act(wallet.balance, salon.members[0], by=salon.member(0)).fen == 30_000
    for read in (wallet.balance, wallet.list_entries, wallet.refund_offers):
        with pytest.raises(NotAllowed):
            act(read, salon.members[0], by=salon.member(1))


@pytest.mark.parametrize("table", ["wallet_entries", "wallet_parts"])
def test_the_database_refuses_to_change_the_ledger(salon: Salon, act: Act, database: Database, table: str) -> None:
    act(prepaid.paid_in, salon.members[0], salon.store, 30_000)
    for statement in (f"UPDATE {table} SET real_fen = 1", f"DELETE FROM {table}"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.engine.begin() as connection:
            connection.exec_driver_sql(statement)
