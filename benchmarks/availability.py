"""How long it takes to see which starts are free: 30 days, 20 people, 10 beds, 6 devices.

Run: python -m benchmarks.availability. "Computed" is the bit-set engine alone, "from the database" a whole answer of
`open_days`, over all treatments, in milliseconds: median and the 95th of a hundred. Below it one day (`open_slots`) of
visits of three treatments and of groups of three, as times what one treatment takes on that day, and of a member with
twenty visits behind them the times as they are shown (`offer`), the best first, as times the bare list.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable

from benchmarks.booking_salon import TREATMENTS, databases, fill, furnish, know, settle
from core.booking import service
from core.booking.schemas import AnyWish, Guest, PartWish, VisitWish, Wish
from core.booking.service import search as searching
from core.kit.db import Database
from core.kit.work import Actor
from tests.factories.salon import Salon

AHEAD, LATER_IN_ALL = 3_000, 30_000
ROUNDS = 8


def milliseconds(job: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def measure(database: Database, salon: Salon) -> tuple[list[float], list[float]]:
    """Times of the engine alone and of whole answers, one of each for every treatment and round."""
    computed, answered = [], []
    wishes = [Wish(salon.store, salon.variations[f"t{number}"]) for number in range(TREATMENTS)]
    for _ in range(ROUNDS):
        for wish in wishes:
            with database.reading() as work:
                search = searching.prepare(work, wish)
                board = searching.board(work, search, *searching.horizon(work, search))
                computed.append(milliseconds(board.offered))
            with database.reading() as work:
                answered.append(milliseconds(lambda work=work, wish=wish: service.open_days(work, wish)))  # type: ignore[misc]
    return computed, answered


def show(name: str, bookings: int, times: tuple[list[float], list[float]]) -> None:
    """Prints one line of the table."""
    cells = [f"{statistics.median(kind):8.2f} {statistics.quantiles(kind, n=20)[-1]:8.2f}" for kind in times]
    print(f"{name:<11}{bookings:>8,}  {cells[0]}   {cells[1]}")


def wishes(salon: Salon) -> dict[str, list[AnyWish]]:
    """One treatment, three of one person in any order, and one of three people."""
    ids = [salon.variations[f"t{number}"] for number in range(TREATMENTS)]
    chosen = [[ids[(number + step) % TREATMENTS] for step in (0, 3, 7)] for number in range(TREATMENTS)]
    guests = (Guest("one"), Guest("two"))
    return {
        "one": [Wish(salon.store, id_) for id_ in ids],
        "three treatments": [VisitWish(salon.store, tuple(PartWish(id_) for id_ in three)) for three in chosen],
        "three people": [
            VisitWish(salon.store, tuple(PartWish(id_, None, n) for n in range(3)), guests) for id_ in ids
        ],
    }


def show_visits(name: str, database: Database, salon: Salon) -> None:
    """Prints what a day of each kind of visit takes, with the ratio to one treatment."""
    usual = None
    for kind, asked in wishes(salon).items():
        times = []
        for number in range(ROUNDS):
            for wish in asked:
                with database.reading() as work:
                    on = (work.now + dt.timedelta(days=1 + number)).date()
                    times.append(milliseconds(lambda work=work, wish=wish, on=on: service.open_slots(work, wish, on)))  # type: ignore[misc]
        median, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        usual = usual or median
        print(f"{name:<11}{kind:>18}  {median:8.2f} {late:8.2f}   {median / usual:5.1f} x one   (ms a day)")


def show_ranking(name: str, database: Database, salon: Salon) -> None:
    """Prints what a member's question for a time takes, the best times first, as times the bare list of times."""
    member = Actor("member", salon.members[0])
    plain, ranked = [], []
    for number in range(ROUNDS):
        for wish in wishes(salon)["one"]:
            for times, ask in ((plain, service.open_slots), (ranked, service.offer)):
                with database.reading(member) as work:
                    on = (work.now + dt.timedelta(days=1 + number)).date()
                    times.append(milliseconds(lambda work=work, wish=wish, ask=ask, on=on: ask(work, wish, on)))  # type: ignore[misc,operator]
    each = statistics.median(plain), statistics.median(ranked)
    print(f"{name:<11}{'best times first':>18}  {each[1]:8.2f} {statistics.quantiles(ranked, n=20)[-1]:8.2f}", end="")
    print(f"   {each[1] / each[0]:5.1f} x the bare list ({each[0]:.2f} ms)")


def main() -> None:
    """Measures both databases with the bookings of a month, and again with years of past ones."""
    print(f"{'':<11}{'bookings':>8}  {'computed':>8} {'p95':>8}   {'database':>8} {'p95':>8}   (ms a treatment)")
    with databases() as opened:
        for name, database in opened.items():
            salon = database.run(furnish)
            database.run(lambda work, salon=salon: fill(work, salon, AHEAD, 0, 29))  # type: ignore[misc]
            settle(database)
            show(name, AHEAD, measure(database, salon))
            show_visits(name, database, salon)
            database.run(lambda work, salon=salon: know(work, salon))  # type: ignore[misc]
            show_ranking(name, database, salon)
            database.run(lambda work, salon=salon: fill(work, salon, LATER_IN_ALL - AHEAD, -730, -1))  # type: ignore[misc]
            settle(database)
            show(name, LATER_IN_ALL, measure(database, salon))


if __name__ == "__main__":
    main()
