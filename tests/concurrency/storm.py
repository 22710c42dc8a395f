"""Processes that all want the same times: each is a receptionist at her own phone."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from typing import Any

import sqlalchemy as sa

from core.booking import service
from core.booking.errors import MemberBusy, SlotTaken, WrongStatus
from core.booking.schemas import PartWish, VisitWish, Wish
from core.booking.service import placing, visit_placing, visit_search
from core.booking.service import search as searching
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.resource.overlap import UNGUARD
from tests.conftest import NOW
from tests.factories.salon import Salon
from tests.keys import KEYRING

PROCESSES = 6
_EXPECTED = (SlotTaken, MemberBusy, WrongStatus)
_FIND_PLACES = visit_placing.find_places


@dataclass(frozen=True)
class Storm:
    """What every process does."""

    url: str
    salon: Salon
    attempts: int
    is_unlocked: bool = False


def run(job: Callable[..., Counter[str]], storm: Any) -> Counter[str]:
    """Runs a job in all processes at once; their counts in sum."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # one process imports the product, all others start as its copies
    with context.Manager() as manager:
        barrier = manager.Barrier(PROCESSES)
        with context.Pool(PROCESSES) as pool:
            counts = pool.starmap(job, [(storm, number, barrier) for number in range(PROCESSES)], chunksize=1)
    return sum(counts, Counter())


def open_database(url: str) -> Database:
    return Database(url, clock=ManualClock(NOW), pool_size=1, keyring=KEYRING)


def book(storm: Storm, number: int, barrier: Barrier) -> Counter[str]:
    """Books the same times in the same order as everybody else, for a member of one's own; counts what came of it."""
    database = open_database(storm.url)
    first = storm.salon.at(17, "10:00")
    starts = [first + dt.timedelta(days=day, minutes=minutes) for day in range(30) for minutes in range(0, 600, 15)]
    random.Random(1).shuffle(starts)
    wish = storm.salon.wish("laser", "amy")
    attempt = _attempt_unlocked(database) if storm.is_unlocked else _attempt
    outcome: Counter[str] = Counter()
    barrier.wait()
    for starts_at in starts[: storm.attempts]:
        try:
            attempt(database, storm.salon.desk, storm.salon.members[number], wish, starts_at)
            outcome["booked"] += 1
        except _EXPECTED as refused:
            outcome[type(refused).__name__] += 1
        except sa.exc.OperationalError:
            # The guard alone ends in deadlocks that no retry gets out of: what the locks are there for.
            if not storm.is_unlocked:
                raise
            outcome["gave up"] += 1
    database.dispose()
    return outcome


def _attempt(database: Database, actor: Actor, member_id: int, wish: Wish, starts_at: dt.datetime) -> None:
    def job(work: Work) -> None:
        service.hold(work, f"{member_id} {starts_at}", member_id, wish, starts_at)
        service.request(work, f"{member_id} {starts_at}")

    # Without the ordered locks PostgreSQL finds deadlocks, which are tried again.
    database.run(job, actor)


def _attempt_unlocked(database: Database) -> Callable[..., None]:
    """The same without what lets one pass after the other: PostgreSQL's locks, SQLite's early lock of the writer."""
    if not database.is_sqlite:
        vars(placing)["lock"] = lambda session, wanted: None  # this process is ours alone
        return _attempt

    def check_then_insert(database: Database, actor: Actor, member_id: int, wish: Wish, starts_at: dt.datetime) -> None:
        with database.reading(actor) as work:
            search = searching.prepare(work, wish)
            place = placing.find_place(work, search, starts_at)
        with database.transaction(actor) as work:
            placing.add(
                work,
                search,
                place,
                work.now + dt.timedelta(minutes=10),
                key=f"{member_id} {starts_at}",
                member_id=member_id,
                status="held",
                created_at=work.now,
                changed_at=work.now,
                store_id=wish.store_id,
                variation_id=wish.variation_id,
                is_any_staff=False,
                price_fen=1,
                policy={},
            )

    return check_then_insert


@dataclass(frozen=True)
class Duel:
    """Requests (id and start) that several people answer at the same moment."""

    url: str
    salon: Salon
    requests: tuple[tuple[int, dt.datetime], ...]


def answer(duel: Duel, number: int, barrier: Barrier) -> Counter[str]:
    """Answers every request at the same time as everybody else: two people confirm, two decline, two propose.

    Every tenth is only proposed: to propose takes longer than to answer, and would hardly ever be first.
    """
    database = open_database(duel.url)
    colleague = duel.salon.staff["bea"]
    outcome: Counter[str] = Counter()
    for index, (booking_id, starts_at) in enumerate(duel.requests):
        move, *extra = (
            (service.propose, starts_at, colleague),
            (service.confirm,),
            (service.decline, "满了"),
        )[number % 3 if index % 10 else 0]
        barrier.wait()
        try:
            with database.transaction(duel.salon.desk) as work:
                done = move(work, booking_id, *extra)
            outcome[f"{booking_id} made {done.status.value}"] += 1
        except WrongStatus as refused:
            outcome[f"{booking_id} saw {refused.fields['booking'].status.value}"] += 1
    database.dispose()
    return outcome


@dataclass(frozen=True)
class Taps:
    """Keys of holds that a member asks for by several taps at once."""

    url: str
    salon: Salon
    keys: tuple[str, ...]


def tap(taps: Taps, number: int, barrier: Barrier) -> Counter[str]:
    """Asks under every key at the same time as everybody else; counts bookings by id and status."""
    database = open_database(taps.url)
    outcome: Counter[str] = Counter()
    for key in taps.keys:
        barrier.wait()
        booking = database.run(lambda work, key=key: service.request(work, key))  # type: ignore[misc]
        outcome[f"{booking.id} {booking.status.value}"] += 1
    database.dispose()
    return outcome


def overlaps(database: Database) -> int:
    """How many pairs of occupancies overlap, counted by the database."""
    statement = sa.text(
        "SELECT count(*) FROM occupancies a JOIN occupancies b ON a.resource_id = b.resource_id AND a.id < b.id"
        " AND a.start_minute < b.end_minute AND b.start_minute < a.end_minute"
    )
    with database.reading() as work:
        return int(work.session.scalar(statement) or 0)


def drop_guard(database: Database) -> None:
    """Takes the last line of defence away, for tests that must see what it or the locks are good for."""
    with database.transaction() as work:
        for statement in UNGUARD[database.url.get_backend_name()]:
            work.session.execute(sa.text(statement))


def book_visits(storm: Storm, number: int, barrier: Barrier) -> Counter[str]:
    """Books visits of a facial and a massage, of which there is one masseuse, at the same times as everybody else.

    Every other process begins a quarter of an hour later, so that the middles of the visits meet as well.
    """
    database = open_database(storm.url)
    first = storm.salon.at(17, "10:00") + dt.timedelta(minutes=15 * (number % 2))
    starts = [first + dt.timedelta(days=day, minutes=minutes) for day in range(20) for minutes in range(0, 480, 30)]
    random.Random(2).shuffle(starts)
    parts = tuple(PartWish(storm.salon.variations[code]) for code in ("facial", "massage"))
    wish = VisitWish(storm.salon.store, parts)
    if storm.is_unlocked:
        vars(visit_placing)["lock"] = lambda session, wanted: None  # this process is ours alone
    outcome: Counter[str] = Counter()
    barrier.wait()
    for starts_at in starts[: storm.attempts]:
        try:
            _attempt_visit(database, storm, storm.salon.members[-1 - number], wish, starts_at)
            outcome["booked"] += 1
        except _EXPECTED as refused:
            outcome[type(refused).__name__] += 1
    database.dispose()
    return outcome


def _attempt_visit(database: Database, storm: Storm, member_id: int, wish: VisitWish, starts_at: dt.datetime) -> None:
    key = f"{member_id} {starts_at:%d%H%M}"

    def job(work: Work) -> None:
        service.hold(work, key, member_id, wish, starts_at)
        service.request(work, key)

    if not (storm.is_unlocked and database.is_sqlite):
        database.run(job, storm.salon.desk)
        return
    # SQLite's writer is alone: only who looked before it wrote can be late.
    with database.reading(storm.salon.desk) as work:
        search = visit_search.prepare(work, wish)
        places = visit_placing.find_places(work, search, starts_at)
    vars(visit_placing)["find_places"] = lambda *args, **named: places
    try:
        database.run(job, storm.salon.desk)
    finally:
        vars(visit_placing)["find_places"] = _FIND_PLACES
