"""Tills that are killed in the middle of everything: they sell, take money and refund, and the books stay sound.

In the suite 80 operations and two kills on each engine; `MEIYUE_CHAOS=full` plays 10,000 and twenty.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from random import Random
from typing import Any

import sqlalchemy as sa

from core.check import service as check
from core.checkout import service as checkout
from core.checkout.enums import RefundScope, TenderKind
from core.checkout.schemas import RefundWish, TenderIn
from core.handlers import HANDLERS
from core.kit.db import Database
from core.kit.errors import Refusal
from core.kit.work import Actor, Work
from core.points import service as points
from core.wallet import service as wallet
from tests.factories.till import Till
from tests.keys import KEYRING

_IS_FULL = os.environ.get("MEIYUE_CHAOS") == "full"
OPERATIONS, KILLS, TILLS = (10_000, 20, 8) if _IS_FULL else (80, 2, 3)
_INBOX = "nothing waits in the inbox for over 5 minutes"


def _work(url: str, salon: Any, product: int, seed: int, done: Any) -> None:
    """One till: random sales and refunds, each ledger operation counted once it is committed.

    Each counts for itself: one that is killed while it holds the lock of a common count would stop all others.
    """
    random = Random(seed)
    database = Database(url, handlers=HANDLERS, keyring=KEYRING, pool_size=1)
    while sum(done) < OPERATIONS:
        try:
            count = database.run(lambda work: _one(work, salon, product, random), salon.manager)
        except (Refusal, sa.exc.DBAPIError):
            continue
        done[seed] += count


def _one(work: Work, salon: Any, product: int, random: Random) -> int:
    """A sale, or a refund of one; how many rows of ledgers it moved."""
    member = random.choice(salon.members)
    if random.random() < 0.4:
        listed = checkout.list_receipts(work, member, limit=20)
        if not listed:
            return 0
        sale = random.choice(listed)
        wish = random.choice([RefundWish(), RefundWish(RefundScope.amount, fen=random.randint(1, 9_000))])
        checkout.refund(work, f"kill:{random.getrandbits(64)}", sale.id, wish, "at random")
        return 3
    sale = checkout.open_walk_in(work, f"kill:{random.getrandbits(64)}", salon.store, member)
    sale = checkout.add_product(work, sale.id, product, quantity=random.randint(1, 3))
    points_used = random.choice([0, 0, 600])
    sale = checkout.use_balance(work, sale.id, points=points_used, stored_fen=random.choice([0, 1_000, 2_345]))
    if sale.bill.rest_fen != sale.bill.due_fen:
        checkout.ask(work, sale.id)
        seal = checkout.get(work, sale.id).seal
        checkout.approve(work.acting_as(Actor("member", member)), sale.id, seal)
    paid = [TenderIn(TenderKind.cash, sale.bill.rest_fen)] if sale.bill.rest_fen else []
    checkout.complete(work, sale.id, paid)
    return 2 + (sale.bill.points > 0) + (sale.bill.stored_fen > 0)


def test_killed_tills_leave_sound_books(till: Till, database_url: str) -> None:
    for member in range(4):
        till.fill(member, points_of=9_000, real=400_000, gift=50_000)
        till.made += 1
    product = till.product(5_000)
    till.database.dispose()
    context = multiprocessing.get_context("fork")
    done, random = context.Array("i", TILLS + KILLS, lock=False), Random(7)
    processes: list[Any] = []

    def begin(seed: int) -> Any:
        process = context.Process(target=_work, args=(database_url, till.salon, product, seed, done), daemon=True)
        process.start()
        return process

    processes = [begin(seed) for seed in range(TILLS)]
    kill_at = sorted(random.sample(range(1, OPERATIONS), KILLS))
    seed = TILLS
    while (reached := sum(done)) < OPERATIONS:
        if kill_at and reached >= kill_at[0]:
            kill_at.pop(0)
            victim = random.randrange(TILLS)
            os.kill(processes[victim].pid, signal.SIGKILL)
            processes[victim].join()
            processes[victim] = begin(seed)
            seed += 1
        time.sleep(0.01)
    for process in processes:
        process.join(60)
    assert not kill_at, "not everybody was killed who had to be"
    with till.database.reading() as work:
        found = {each.rule: each.found for each in check.check(work) if each.is_broken}
        assert set(found) <= {_INBOX}, found
        members = till.salon.members
        assert all(wallet.balance(work, member).fen >= 0 for member in members)
        assert all(points.balance(work, member).active >= 0 for member in members)
