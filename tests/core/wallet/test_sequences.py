"""Random sequences of paying in, spending, giving back, refunding and ending keep every sum, on both databases.

`MEIYUE_LEDGER=full` plays 200 sequences of 50 steps; the suite a few short ones.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.card import service as cards
from core.card.errors import BadUses, NoUsesLeft
from core.card.errors import NothingToRefund as NothingOfCard
from core.check import service as check
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.member import service as members
from core.store import service as stores
from core.store.schemas import StoreProfile, StoreValues, WalletPolicy
from core.wallet import service as wallet
from core.wallet.errors import NotEnoughMoney, NothingToRefund, OverLimit, TooMuchBack
from tests.factories import prepaid
from tests.factories.salon import build

FULL = os.environ.get("MEIYUE_LEDGER") == "full"
SIZE = {"max_examples": 200, "stateful_step_count": 50} if FULL else {"max_examples": 6, "stateful_step_count": 20}
AMOUNTS = st.integers(1, 120_000)
ORDERS = st.sampled_from(["proportion", "real_first", "gift_first"])
PREPAID = ("stored value", "top-up", "balance", "payment", "card")


class Ledgers(RuleBasedStateMachine):
    """A member of their own in each sequence; what is expected is kept as plain sums beside the ledger."""

    database: Database
    clock: ManualClock
    store: int

    @initialize(order=ORDERS, months=st.integers(0, 2))
    def begin(self, order: Any, months: int) -> None:
        self.number, self.expected, self.uses = 0, 0, 10
        self.charges: dict[str, int] = {}
        self.top_ups: list[str] = []
        self.used: dict[str, int] = {}
        with self.database.transaction() as work:
            store = stores.get(work, self.store)
            values = {name: getattr(store, name) for name in StoreProfile.model_fields}
            policy = WalletPolicy(spend_order=order, gift_months=months)
            fresh = store.settings.model_copy(update={"wallet": policy})
            stores.put(work, store.code, StoreValues.model_validate(values | {"settings": fresh}))
            self.member = members.register(work, name="somebody").id
            self.card = prepaid.card(work, self.member, prepaid.plan(work, self.store)).id

    def key(self) -> str:
        """Keys are of one ledger for all, so the member is part of them."""
        self.number += 1
        return f"{self.member}:{self.number}"

    def call(self, function: Any, *args: Any, **named: Any) -> Any:
        """In a transaction of its own, and again: a call repeated changes nothing and answers the same."""
        first = self.database.run(lambda work: function(work, *args, **named))
        assert self.database.run(lambda work: function(work, *args, **named)) == first
        return first

    @rule(real=st.integers(10_000, 150_000), gift=st.integers(0, 40_000))
    def pay_in(self, real: int, gift: int) -> None:
        try:
            entry = self.database.run(lambda work: prepaid.paid_in(work, self.member, self.store, real, gift))
        except OverLimit:
            assert self.spendable() + real + gift > 500_000
            return
        self.top_ups.append(entry.key)
        self.expected += real + gift

    @rule(fen=AMOUNTS)
    def spend(self, fen: int) -> None:
        key, have = self.key(), self.spendable()
        try:
            self.call(wallet.charge, key, self.member, fen, {"sale": key})
        except NotEnoughMoney:
            assert have < fen
            return
        assert self.spendable() == have - fen
        self.charges[key] = fen
        self.expected -= fen

    @rule(fen=AMOUNTS)
    def spend_and_take_back(self, fen: int) -> None:
        """The refund of a sale returns the very state, lot by lot."""
        before = self.offers()
        key, back = self.key(), self.key()
        try:
            self.call(wallet.charge, key, self.member, fen, {"sale": key})
        except NotEnoughMoney:
            return
        self.call(wallet.give_back, back, key)
        assert self.offers() == before

    @precondition(lambda self: self.charges)
    @rule(data=st.data(), share=st.integers(1, 100))
    def give_back(self, data: Any, share: int) -> None:
        of = data.draw(st.sampled_from(sorted(self.charges)))
        fen = max(1, self.charges[of] * share // 100)
        self.call(wallet.give_back, self.key(), of, fen)
        self.charges[of] -= fen
        self.expected += fen
        if not self.charges[of]:
            del self.charges[of]
            with pytest.raises(TooMuchBack):
                self.database.run(lambda work: wallet.give_back(work, self.key(), of))

    @precondition(lambda self: self.top_ups)
    @rule(data=st.data())
    def refund(self, data: Any) -> None:
        of = data.draw(st.sampled_from(self.top_ups))
        try:
            entry = self.call(wallet.refund_top_up, self.key(), of, reason="test")
        except NothingToRefund:
            return
        assert entry.paid_fen == entry.real_fen <= 0
        self.expected += entry.fen

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.clock.advance(dt.timedelta(days=days))
        with self.database.reading() as work:
            before = wallet.list_entries(work, self.member, limit=1)
        self.database.run(wallet.end_gifts)
        assert self.database.run(wallet.end_gifts) == 0
        with self.database.reading() as work:
            entries = wallet.list_entries(work, self.member, limit=50)
        last = before[0].id if before else 0
        self.expected += sum(entry.fen for entry in entries if entry.id > last)

    @rule(uses=st.integers(1, 6))
    def use_card(self, uses: int) -> None:
        key = self.key()
        try:
            self.call(cards.use, key, self.card, uses, {"sale": key})
        except NoUsesLeft:
            assert self.uses < uses
            return
        self.used[key] = uses
        self.uses -= uses

    @precondition(lambda self: self.used)
    @rule(data=st.data(), uses=st.integers(1, 6))
    def give_use_back(self, data: Any, uses: int) -> None:
        of = data.draw(st.sampled_from(sorted(self.used)))
        try:
            self.call(cards.give_back, self.key(), of, uses)
        except BadUses:
            assert uses > self.used[of]
            return
        self.used[of] -= uses
        self.uses += uses

    @rule()
    def refund_card(self) -> None:
        try:
            row = self.call(cards.refund, self.key(), self.card, reason="test")
        except NothingOfCard:
            assert self.uses == 0
            return
        assert -row.uses == self.uses
        self.uses = 0

    @invariant()
    def sums_hold(self) -> None:
        if not hasattr(self, "member"):
            return
        with self.database.reading() as work:
            entries = wallet.list_entries(work, self.member, limit=500)
            assert sum(entry.fen for entry in entries) == self.expected
            assert cards.get(work, self.card).uses_left == self.uses

    def teardown(self) -> None:
        with self.database.reading() as work:
            broken = [each for each in check.check(work) if each.is_broken]
        assert broken == []

    def spendable(self) -> int:
        with self.database.reading() as work:
            return wallet.balance(work, self.member).fen

    def offers(self) -> Any:
        with self.database.reading() as work:
            return wallet.balance(work, self.member), wallet.refund_offers(work, self.member)


def test_any_sequence_keeps_the_sums(database: Database, clock: ManualClock) -> None:
    store = database.run(build).store
    machine = type("Machine", (Ledgers,), {"database": database, "clock": clock, "store": store})
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(machine, settings=settings(deadline=None, suppress_health_check=slow, **SIZE))  # type: ignore[arg-type]
