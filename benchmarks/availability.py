"""How long it takes to see which starts are free: 30 days, 20 people, 10 beds, 6 devices.

Run: python -m benchmarks.availability. "Computed" is the bit-set engine alone, "from the database" a whole answer of
`open_days`, over all treatments, in milliseconds: median and the 95th of a hundred.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from benchmarks.booking_salon import TREATMENTS, databases, fill, furnish, settle
from core.booking import service
from core.booking.schemas import Wish
from core.booking.service import search as searching
from core.kit.db import Database
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


def main() -> None:
    """Measures both databases with the bookings of a month, and again with years of past ones."""
    print(f"{'':<11}{'bookings':>8}  {'computed':>8} {'p95':>8}   {'database':>8} {'p95':>8}   (ms a treatment)")
    with databases() as opened:
        for name, database in opened.items():
            salon = database.run(furnish)
            database.run(lambda work, salon=salon: fill(work, salon, AHEAD, 0, 29))  # type: ignore[misc]
            settle(database)
            show(name, AHEAD, measure(database, salon))
            database.run(lambda work, salon=salon: fill(work, salon, LATER_IN_ALL - AHEAD, -730, -1))  # type: ignore[misc]
            settle(database)
            show(name, LATER_IN_ALL, measure(database, salon))


if __name__ == "__main__":
    main()
