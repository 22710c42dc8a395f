"""Random histories at a till: whatever is paid with, refunded, ended, lowered or joined, the books are sound.

`MEIYUE_LEDGER=full` plays 200 histories of 50 steps; the suite a few short ones.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from typing import Any

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

from core.auth.enums import StaffRole
from core.check import service as check
from core.checkout import service as checkout
from core.checkout.enums import RefundScope
from core.checkout.schemas import RefundWish, SaleOut
from core.kit.errors import Refusal
from core.kit.work import SYSTEM, Actor
from core.member import service as members
from core.merge import service as merging
from core.points import service as points
from core.tier import service as tiers
from core.wallet import service as wallet
from tests.factories.chats import give_chats
from tests.factories.till import Till

FULL = os.environ.get("MEIYUE_LEDGER") == "full"
SIZE = {"max_examples": 200, "stateful_step_count": 50} if FULL else {"max_examples": 4, "stateful_step_count": 20}
WHO = st.integers(0, 2)
INBOX = "nothing waits in the inbox for over 5 minutes"
"""Nobody reads it here."""


@dataclass(frozen=True)
class Wish:
    """Who wants how many masks to their facial, and to pay with what: more than all of the stored value is refused."""

    drawn: int
    pieces: int
    with_coupons: bool
    with_cards: bool
    with_points: bool
    share: int


WISHES = st.builds(Wish, WHO, st.integers(0, 9), st.booleans(), st.booleans(), st.booleans(), st.integers(0, 120))


class Histories(RuleBasedStateMachine):
    """Three members of their own in each history, two of whom may turn out to be one person."""

    till: Till
    product: int

    @initialize()
    def begin(self) -> None:
        self.sold: list[SaleOut] = []
        self.money = self.uses = 0
        fresh = [self.till.do(members.register, name=f"somebody {number}", by=SYSTEM).id for number in range(3)]
        self.till.do(give_chats, fresh, by=SYSTEM)
        self.till.salon.members[:] = fresh

    def number(self) -> int:
        """Never the same twice, in this history or another."""
        self.till.made += 1
        return self.till.made

    def who(self, drawn: int) -> int:
        """One of the members there still are."""
        return drawn % len(self.till.salon.members)

    def owner(self) -> Actor:
        """Who may do anything."""
        return self.till.salon.works_as("desk", StaffRole.owner)

    @rule(drawn=WHO, score=st.integers(1, 3_000), real=st.integers(10_000, 90_000), gift=st.integers(0, 20_000))
    def fill(self, drawn: int, score: int, real: int, gift: int) -> None:
        self.number()
        try:
            self.till.fill(self.who(drawn), points_of=score, real=real, gift=gift)
        except Refusal:  # more than the law lets a salon hold for one person
            return
        self.money += real + gift

    @rule(drawn=WHO)
    def sell_card(self, drawn: int) -> None:
        self.till.card(self.who(drawn))
        self.uses += 3

    @rule(wish=WISHES)
    def sell(self, wish: Wish) -> None:
        before = self.till.purse(self.who(wish.drawn))
        sale = self._sell(wish)
        if sale is not None:
            after = self.till.purse(self.who(wish.drawn))
            assert before["money"].fen - after["money"].fen == sale.bill.stored_fen
            self.money -= sale.bill.stored_fen
            self.uses += _uses(after) - _uses(before)
            self.sold.append(sale)

    @rule(wish=WISHES)
    def sell_and_take_back(self, wish: Wish) -> None:
        """Some want all of it back before they have left: then it is as if nothing had been."""
        before = self.till.purse(self.who(wish.drawn))
        sale = self._sell(wish)
        if sale is not None:
            self.till.do(
                checkout.refund, f"refund-{self.number()}", sale.id, RefundWish(), "not happy", by=self.owner()
            )
            assert self.till.purse(self.who(wish.drawn)) == before, "all came back, and it is not as it was"

    @precondition(lambda self: self.sold)
    @rule(data=st.data(), fen=st.integers(1, 60_000), whole=st.booleans())
    def refund(self, data: Any, fen: int, whole: bool) -> None:
        sale = data.draw(st.sampled_from(self.sold))
        wish = RefundWish() if whole else RefundWish(RefundScope.amount, fen=fen)
        before = self._purses()
        try:
            self._refund(sale, wish)
        except Refusal:
            assert self._purses() == before, "refused, and something of it was done"

    @rule(days=st.sampled_from([1, 1, 7, 30, 100, 200]))
    def time_passes(self, days: int) -> None:
        """Points and gift money end, bills lapse, levels are looked at again."""
        self.till.clock.set(self.till.clock.now() + dt.timedelta(days=days))
        before = self._sums()
        for job in (points.expire_due, wallet.end_gifts, tiers.review_due, checkout.lapse_due, merging.follow_up):
            while self.till.do(job, by=SYSTEM):
                pass
        assert self._sums() == before, "a late sweep changed what somebody could spend"

    @precondition(lambda self: len(self.till.salon.members) > 2)
    @rule(drawn=WHO)
    def join(self, drawn: int) -> None:
        """Two of them are one person: what each had is theirs."""
        one, other = self.who(drawn), self.who(drawn + 1)
        ids = self.till.salon.members
        before = self._sums()
        kept = self.till.do(merging.merge, ids[one], ids[other], by=self.owner())
        ids.remove(ids[other] if kept.id == ids[one] else ids[one])
        assert self._sums() == before

    @invariant()
    def sums_hold(self) -> None:
        if not hasattr(self, "sold"):
            return
        purses = self._purses()
        assert all(min(purse["money"].real_fen, purse["money"].gift_fen) >= 0 for purse in purses)
        assert all(0 <= left <= 3 for purse in purses for _, left in purse["uses"])
        assert sum(map(_uses, purses)) == self.uses
        assert sum(purse["money"].fen for purse in purses) <= self.money

    def teardown(self) -> None:
        with self.till.database.reading() as work:
            broken = {each.rule: each.found for each in check.check(work) if each.is_broken}
        assert set(broken) <= {INBOX}, broken

    def _sell(self, wish: Wish) -> SaleOut | None:
        """A paid bill, or none when the member has not what they want to pay with."""
        before = self.till.purse(self.who(wish.drawn))
        try:
            sale = self._approved(self._bill(wish), wish)
        except Refusal:
            assert self.till.purse(self.who(wish.drawn)) == before, "refused, and something of it was done"
            return None
        paid = self.till.pay(sale)
        assert self.till.pay(sale) == paid, "a payment said again is the same payment"
        return paid

    def _bill(self, wish: Wish) -> SaleOut:
        """A facial and some masks."""
        till = self.till
        member = till.salon.members[self.who(wish.drawn)]
        sale = till.do(checkout.open_walk_in, f"walk-in-{self.number()}", till.salon.store, member)
        sale = till.do(checkout.add_treatment, sale.id, till.salon.variations["facial"])
        if wish.pieces:
            sale = till.do(checkout.add_product, sale.id, self.product, quantity=wish.pieces)
        return sale

    def _approved(self, sale: SaleOut, wish: Wish) -> SaleOut:
        till = self.till
        best = till.do(checkout.offer, sale.id)
        chosen = {
            "coupon_ids": best.coupon_ids if wish.with_coupons else (),
            "card_ids": best.card_ids if wish.with_cards else {},
        }
        till.do(checkout.use_balance, sale.id, **chosen)
        most = till.do(checkout.most, sale.id)
        till.do(checkout.use_balance, sale.id, points=most.points if wish.with_points else 0)
        most = till.do(checkout.most, sale.id)
        sale = till.do(checkout.use_balance, sale.id, stored_fen=most.stored_fen * wish.share // 100)
        leaves = sale.coupon_ids or chosen["card_ids"] or sale.bill.points or sale.bill.stored_fen
        return till.approved(sale) if leaves else sale

    def _refund(self, sale: SaleOut, wish: RefundWish) -> None:
        key = f"refund-{self.number()}"
        before = self._purses()
        asked = (key, sale.id, wish, "not happy")
        done = self.till.do(checkout.refund, *asked, by=self.owner())
        after = self._purses()
        assert self.till.do(checkout.refund, *asked, by=self.owner()) == done, "a refund said again is the same refund"
        assert self._purses() == after
        self.money += sum(each["money"].fen for each in after) - sum(each["money"].fen for each in before)
        self.uses += sum(map(_uses, after)) - sum(map(_uses, before))

    def _purses(self) -> list[dict[str, Any]]:
        return [self.till.purse(number) for number in range(len(self.till.salon.members))]

    def _sums(self) -> tuple[int, int, int, int]:
        purses = self._purses()
        return (
            sum(purse["points"] for purse in purses),
            sum(purse["money"].fen for purse in purses),
            sum(len(purse["coupons"]) for purse in purses),
            sum(map(_uses, purses)),
        )


def _uses(purse: dict[str, Any]) -> int:
    return sum(left for _, left in purse["uses"])


def test_any_history_keeps_the_books_sound(till: Till) -> None:
    machine = type("Machine", (Histories,), {"till": till, "product": till.product()})
    slow = list(HealthCheck)
    kept = settings(deadline=None, suppress_health_check=slow, database=None, derandomize=not FULL, **SIZE)
    run_state_machine_as_test(machine, settings=kept)
