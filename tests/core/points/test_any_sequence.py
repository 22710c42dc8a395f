"""Random earning, spending, endings and refunds against a model of plain lists: sums hold, no lot is below zero,
replays change nothing. MEIYUE_POINTS=full plays 200 examples of 50 steps."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from core.check import service as checks
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.points import service as points
from core.points.errors import NotEnoughPoints, TooManyPointsBack
from core.points.schemas import PointsEntryOut
from core.store import service as stores
from core.store.schemas import PointsPolicy, StoreValues
from tests.conftest import NOW
from tests.factories.salon import Salon, build

FULL = os.environ.get("MEIYUE_POINTS") == "full"
EXAMPLES, STEPS = (200, 50) if FULL else (4, 25)


@dataclass
class ModelLot:
    """One credit: what is left, what ended, until when."""

    key: str
    left: int
    credited: int
    ends_on: dt.datetime
    expired: int = 0
    forgiven: int = 0


class Model:
    """The rules once more, written as plainly as can be, without the product's code."""

    def __init__(self) -> None:
        self.lots: list[ModelLot] = []
        self.debt = 0
        self.spends: dict[str, list[tuple[ModelLot, int]]] = {}
        self.taken: dict[str, int] = {}

    def sweep(self, now: dt.datetime) -> None:
        for lot in self.lots:
            if lot.left and lot.ends_on <= now:
                paid = min(self.debt, lot.left)
                self.debt -= paid
                lot.expired += lot.left - paid
                lot.left = 0

    def active(self) -> int:
        return sum(lot.left for lot in self.lots)

    def earn(self, key: str, amount: int, ends_on: dt.datetime) -> None:
        paid = min(self.debt, amount)
        self.debt -= paid
        self.lots.append(ModelLot(key, amount - paid, amount, ends_on))

    def spend(self, key: str, amount: int) -> None:
        taken = []
        for lot in sorted((each for each in self.lots if each.left), key=lambda each: each.ends_on):
            part = min(lot.left, amount)
            lot.left -= part
            amount -= part
            if part:
                taken.append((lot, part))
        self.spends[key] = taken

    def give_back(self, key: str, amount: int) -> None:
        taken = self.spends[key]
        for index in reversed(range(len(taken))):
            lot, out = taken[index]
            part = min(out, amount)
            amount -= part
            taken[index] = (lot, out - part)
            paid = min(self.debt, part)
            self.debt -= paid
            lot.left += part - paid

    def take_back(self, key: str, amount: int) -> None:
        lot = next(each for each in self.lots if each.key == key)
        here = min(lot.left, amount)
        lot.left -= here
        free = min(amount - here, lot.expired - lot.forgiven)
        lot.forgiven += free
        self.debt += amount - here - free
        self.taken[key] = self.taken.get(key, 0) + amount
        for other in sorted(self.lots, key=lambda each: each.ends_on):
            paid = min(self.debt, other.left)
            self.debt -= paid
            other.left -= paid


class AnySequence(RuleBasedStateMachine):
    """One member's account."""

    database: Database
    clock: ManualClock
    salon: Salon

    def __init__(self) -> None:
        super().__init__()
        self.clock.set(NOW)
        self.member = self.database.run(lambda work: members.register(work, name="anybody")).id
        self.model, self.number = Model(), 0
        self.last: Callable[[], Any] | None = None
        self.first: PointsEntryOut | None = None

    def _do(self, call: Callable[[Work], PointsEntryOut | None]) -> PointsEntryOut | None:
        self.model.sweep(self.clock.now())
        done = self.database.run(call)
        self.last, self.first = lambda: self.database.run(call), done
        return done

    def _key(self) -> str:
        self.number += 1
        return f"k{self.member}.{self.number}"

    @rule(amount=st.integers(1, 300))
    def earn(self, amount: int) -> None:
        key = self._key()
        self._do(lambda work: points.earn(work, key, self.member, amount, {"rule": "F5"}))
        local = self.clock.now() + dt.timedelta(hours=8)
        if (local.month, local.day) == (2, 29):
            local -= dt.timedelta(days=1)
        until = local.replace(hour=0, minute=0, second=0, microsecond=0, year=local.year + 1) + dt.timedelta(days=1)
        self.model.earn(key, amount, until - dt.timedelta(hours=8))

    @rule(share=st.integers(1, 120))
    def spend(self, share: int) -> None:
        self.model.sweep(self.clock.now())
        amount, key = max(1, self.model.active() * share // 100), self._key()
        available = max(0, self.model.active() - self.model.debt)
        call = lambda work: points.spend(work, key, self.member, self.salon.store, amount, {})  # noqa: E731
        if amount > available:
            with pytest.raises(NotEnoughPoints):
                self.database.run(call)
            return
        self._do(call)
        self.model.spend(key, amount)

    @precondition(lambda self: any(sum(n for _, n in each) for each in self.model.spends.values()))
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        out = {key: sum(n for _, n in each) for key, each in self.model.spends.items()}
        of_key = data.draw(st.sampled_from([key for key, left in out.items() if left]))
        amount, key = data.draw(st.integers(1, out[of_key])), self._key()
        with pytest.raises(TooManyPointsBack):
            self.database.run(lambda work: points.give_back(work, f"{key}x", of_key, out[of_key] + 1))
        self._do(lambda work: points.give_back(work, key, of_key, amount))
        self.model.give_back(of_key, amount)
        self.model.sweep(self.clock.now())

    @precondition(lambda self: any(lot.credited > self.model.taken.get(lot.key, 0) for lot in self.model.lots))
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        left = {lot.key: lot.credited - self.model.taken.get(lot.key, 0) for lot in self.model.lots}
        of_key = data.draw(st.sampled_from([key for key, rest in left.items() if rest]))
        amount, key = data.draw(st.integers(1, left[of_key])), self._key()
        self._do(lambda work: points.take_back(work, key, of_key, amount))
        self.model.take_back(of_key, amount)

    @rule(days=st.integers(1, 200))
    def pass_time(self, days: int) -> None:
        self.clock.advance(dt.timedelta(days=days))

    @rule()
    def sweep(self) -> None:
        self.database.run(points.expire_due)
        self.model.sweep(self.clock.now())

    @precondition(lambda self: self.last is not None)
    @rule()
    def replay(self) -> None:
        assert self.last is not None
        again = self.last()
        assert (again and again.id) == (self.first and self.first.id)

    @invariant()
    def sums_hold(self) -> None:
        self.model.sweep(self.clock.now())
        with self.database.reading() as work:
            balance = points.balance(work, self.member)
            lots = points.list_lots(work, self.member)
            total = sum(each.points for each in points.list_entries(work, self.member, limit=1000))
            unswept = sum(lot.left for lot in lots if lot.ends_at is not None and lot.ends_at <= work.now)
        assert balance.shown == self.model.active() - self.model.debt or unswept
        assert total == balance.shown + unswept
        assert all(0 <= lot.left <= lot.points for lot in lots)

    def teardown(self) -> None:
        self.database.run(points.expire_due)
        self.model.sweep(self.clock.now())
        with self.database.reading() as work:
            balance = points.balance(work, self.member)
        with self.database.reading() as work:
            broken = [each for each in checks.check(work) if each.is_broken]
        assert (balance.active, balance.debt) == (self.model.active(), self.model.debt)
        assert broken == []


def test_any_sequence_of_movements_keeps_the_sums(database: Database, clock: ManualClock) -> None:
    salon = database.run(build)
    database.run(lambda work: _prepare(work, salon))
    machine = type("Machine", (AnySequence,), {"database": database, "clock": clock, "salon": salon})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def _prepare(work: Work, salon: Salon) -> None:
    store = stores.get(work, salon.store)
    policy = PointsPolicy(threshold=0, daily_cap=0)
    values = store.model_dump(exclude={"id", "code", "settings"})
    settings_ = store.settings.model_copy(update={"points": policy})
    stores.put(work, store.code, StoreValues.model_validate({**values, "settings": settings_}))
