"""Several tills on one wallet and one card: what is there is spent once. With the guard off it is spent twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from core.card import repository as card_rows
from core.card import service as cards
from core.card.errors import NoUsesLeft
from core.kit.db import Database
from core.wallet import repository as wallet_rows
from core.wallet import service as wallet
from core.wallet.errors import NotEnoughMoney
from core.wallet.service import spending
from tests.factories import prepaid
from tests.factories.salon import Salon

Act = Callable[..., Any]
TILLS = 6


def _at_once(database: Database, take: Callable[[Any, int], Any], refusal: type[Exception], tills: int = TILLS) -> int:
    """How many of several that take the same at the same moment were served."""
    ready = threading.Barrier(tills)

    def run(number: int) -> bool:
        ready.wait(10)
        try:
            database.run(lambda work: take(work, number))
        except refusal:
            return False
        return True

    with ThreadPoolExecutor(tills) as pool:
        return sum(pool.map(run, range(tills)))


def _meet(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Lets two that have read what is there wait for each other before either writes; whom a lock holds off comes later
    and finds nobody."""
    met, read = threading.Barrier(2), getattr(module, name)

    def wait(*args: Any) -> Any:
        found = read(*args)
        try:
            met.wait(0.4)
        except threading.BrokenBarrierError:
            met.reset()
        return found

    monkeypatch.setattr(module, name, wait)


def _charge(member: int) -> Callable[[Any, int], Any]:
    return lambda work, number: wallet.charge(work, f"sale:{number}", member, 4_000, {"sale": str(number)})


def test_one_balance_serves_no_more_than_it_holds(salon: Salon, act: Act, database: Database) -> None:
    act(prepaid.paid_in, salon.members[0], salon.store, 10_000, 1_000)
    assert _at_once(database, _charge(salon.members[0]), NotEnoughMoney) == 2
    assert act(wallet.balance, salon.members[0]).fen == 3_000


def test_one_card_serves_no_more_than_it_holds(salon: Salon, act: Act, database: Database) -> None:
    card = act(prepaid.card, salon.members[0], act(prepaid.plan, salon.store))
    take = lambda work, number: cards.use(work, f"use:{number}", card.id, 4, {})  # noqa: E731 (one use of it)
    assert _at_once(database, take, NoUsesLeft) == 2
    assert act(cards.get, card.id).uses_left == 2


@pytest.mark.parametrize("engine_name", ["postgres"], indirect=False)
@pytest.mark.parametrize(("guarded", "served"), [(True, 1), (False, 2)])
def test_it_is_the_lock_that_sees_to_it(
    salon: Salon, act: Act, database: Database, monkeypatch: pytest.MonkeyPatch, guarded: bool, served: int
) -> None:
    """SQLite has one writer by itself; on PostgreSQL two that both read before either writes need the lock."""
    act(prepaid.paid_in, salon.members[0], salon.store, 10_000)
    card = act(prepaid.card, salon.members[1], act(prepaid.plan, salon.store))
    if not guarded:
        monkeypatch.setattr(spending, "lock_member", lambda *_args: None)
        monkeypatch.setattr(cards, "lock_member", lambda *_args: None)
    with monkeypatch.context() as patch:
        _meet(patch, wallet_rows, "lots")
        charge = lambda work, number: wallet.charge(work, f"s{number}", salon.members[0], 9_000, {})  # noqa: E731
        assert _at_once(database, charge, NotEnoughMoney, 2) == served
    with monkeypatch.context() as patch:
        _meet(patch, card_rows, "find_use_by_key")
        use = lambda work, number: cards.use(work, f"u{number}", card.id, 9, {})  # noqa: E731
        assert _at_once(database, use, NoUsesLeft, 2) == served
