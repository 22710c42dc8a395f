"""Several schedulers, and members who answer in the very moment in which their offer ends: one outcome each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from core.check import service as checks
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.member import service as members
from core.waitlist import repository, service
from core.waitlist.errors import OfferOver
from core.waitlist.models import WaitlistEntry, WaitlistOffer
from core.waitlist.schemas import EntryOut, Window
from core.waitlist.service import offering
from tests.concurrency.storm import PROCESSES, overlaps, run
from tests.conftest import NOW
from tests.factories.chats import give_chats
from tests.factories.salon import Salon, build
from tests.keys import KEYRING

pytestmark = pytest.mark.concurrency

PLACES, A_DAY = 22, 11
HALF_AN_HOUR = dt.timedelta(minutes=30)


@dataclass(frozen=True)
class Queue:
    """Places on the waitlist, each with its offer, and whether answers are taken without looking."""

    url: str
    places: tuple[tuple[int, int, int], ...]
    is_blind: bool = False


def waiting(database: Database, count: int, hours: int) -> tuple[Salon, list[EntryOut]]:
    """So many members, each waiting for eve at one of so many times."""

    def fill(work: Work) -> tuple[Salon, list[EntryOut]]:
        salon = build(work)
        people = [members.register(work).id for _ in range(count)]
        give_chats(work, people)
        entries = []
        for number, member_id in enumerate(people):
            day, hour = divmod(number % hours, A_DAY)
            on, start = dt.date(2026, 9, 17) + dt.timedelta(days=day), (10 + hour) * 60
            entries.append(service.join(work, member_id, salon.wish("massage"), Window(on, on, start, start + 1)))
        return salon, entries

    return database.run(fill)


def sweep(queue: Queue, _number: int, barrier: Barrier) -> Counter[str]:
    """Offers what is free again and again, at the same time as everybody else."""
    database = Database(queue.url, handlers=HANDLERS, clock=ManualClock(NOW), pool_size=1, keyring=KEYRING)
    dealt = 0
    for _ in range(10):
        barrier.wait()
        dealt += database.run(service.offer_due)
        database.run(lambda work: service.wake(work, 1))
    database.dispose()
    return Counter(dealt=dealt)


def test_schedulers_at_once_offer_a_time_once(database: Database, database_url: str) -> None:
    _, entries = waiting(database, 3 * A_DAY, hours=A_DAY)
    outcome = run(sweep, Queue(database_url, ()))
    assert outcome["dealt"] == A_DAY
    with database.reading() as work:
        offered = list(work.session.execute(sa.select(WaitlistOffer.entry_id, WaitlistOffer.starts_at)))
    # Of three who want the same hour, it is the one who joined first.
    assert sorted(row.entry_id for row in offered) == [entry.id for entry in entries[:A_DAY]]
    assert (overlaps(database), broken_rules(database)) == (0, [])


def broken_rules(database: Database) -> list[str]:
    """What `meiyue check` finds; nobody delivers anything here, so that what waits is late."""
    with database.reading() as work:
        return [each.rule for each in checks.check(work) if each.is_broken and "inbox" not in each.rule]


def answer(queue: Queue, number: int, barrier: Barrier) -> Counter[str]:
    """Of six, two end what is over, one leaves, the others accept; all at each place at the same moment."""
    sweeps, leaves = number in {0, 1}, number == 2
    clock = ManualClock(NOW + HALF_AN_HOUR - dt.timedelta(seconds=0 if sweeps else 1))
    database = Database(queue.url, handlers=HANDLERS, clock=clock, pool_size=1, keyring=KEYRING)
    vars(offering)["_SWEEP"] = 1  # this process is ours alone
    if queue.is_blind:
        vars(repository)["settle"] = _settle_blindly
    outcome: Counter[str] = Counter()
    for entry_id, offer_id, member_id in queue.places:
        barrier.wait()
        if sweeps:
            database.run(service.offer_due)
        elif leaves:
            database.run(lambda work, entry_id=entry_id: service.leave(work, entry_id), Actor("member", member_id))  # type: ignore[misc]
        else:
            try:
                database.run(lambda work, offer_id=offer_id: service.accept(work, offer_id), Actor("member", member_id))  # type: ignore[misc]
                outcome[f"{offer_id} taken"] += 1
            except OfferOver:
                outcome[f"{offer_id} over"] += 1
    database.dispose()
    return outcome


def _settle_blindly(session: Any, offer_id: int, outcome: Any, now: dt.datetime) -> bool:
    """What `repository.settle` would be without its look at what the offer is now."""
    statement = sa.update(WaitlistOffer).where(WaitlistOffer.id == offer_id)
    session.execute(statement.values(outcome=outcome, changed_at=now))
    return True


def play(database: Database, url: str, *, is_blind: bool) -> tuple[Counter[str], dict[int, str], list[str]]:
    """What the processes were answered, what stands of every offer and place, and which rules are broken."""
    waiting(database, PLACES, hours=PLACES)
    database.run(service.offer_due)
    with database.reading() as work:
        rows = work.session.execute(
            sa.select(WaitlistEntry.id, WaitlistOffer.id, WaitlistEntry.member_id)
            .join(WaitlistOffer, WaitlistOffer.entry_id == WaitlistEntry.id)
            .order_by(WaitlistOffer.id)
        )
        places = tuple((row[0], row[1], row[2]) for row in rows)
    assert len(places) == PLACES
    outcome = run(answer, Queue(url, places, is_blind))
    with database.reading() as work:
        stands = {
            row[0]: f"{row[1].value} {row[2].value}"
            for row in work.session.execute(
                sa.select(WaitlistOffer.id, WaitlistOffer.outcome, WaitlistEntry.status)
                .join(WaitlistEntry, WaitlistOffer.entry_id == WaitlistEntry.id)
                .where(WaitlistOffer.id.in_([offer_id for _, offer_id, _ in places]))
            )
        }
    return outcome, stands, broken_rules(database)


FINE = {"taken taken", "withdrawn left", "lapsed waiting", "lapsed left"}


def test_an_answer_and_the_end_of_an_offer_have_one_outcome(database: Database, database_url: str) -> None:
    outcome, stands, broken = play(database, database_url, is_blind=False)
    assert broken == []
    assert set(stands.values()) <= FINE
    for offer_id, stand in stands.items():
        answers = (outcome[f"{offer_id} taken"], outcome[f"{offer_id} over"])
        assert answers == ((3, 0) if stand == "taken taken" else (0, 3)), stand
    assert overlaps(database) == 0
    assert PROCESSES == 6


def test_without_looking_at_the_offer_both_would_have_it(database: Database, database_url: str) -> None:
    """The positive control: if this finds nothing wrong, the test above proves nothing."""
    _, stands, broken = play(database, database_url, is_blind=True)
    assert broken or not set(stands.values()) <= FINE
