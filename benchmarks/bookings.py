"""How many bookings a second one process makes, each durable on disk, against bare one-row transactions.

Run: python -m benchmarks.bookings. A booking is a hold and a request in one transaction: search, fairness, locks,
person, bed, audit. The bare transaction inserts one row of the same table of bookings through the driver alone.
"""

from __future__ import annotations

import datetime as dt
import time

from benchmarks.booking_salon import databases, fill, furnish, settle
from core.booking import service
from core.booking.schemas import Wish
from core.kit.clock import SystemClock
from core.kit.db import Database
from tests.factories.salon import Salon

COUNT = 300
FILLED = 3_000


def bookings_a_second(database: Database, salon: Salon) -> tuple[float, float]:
    """Bookings a second, and milliseconds of this process's own CPU time for each."""
    first = salon.at(16, "10:00") + dt.timedelta(days=31)
    wishes = [Wish(salon.store, salon.variations[f"t{number}"]) for number in (1, 2, 4, 5)]
    start, cpu = time.perf_counter(), time.process_time()
    for number in range(COUNT):
        slot, wish = divmod(number, len(wishes))
        starts_at = first + dt.timedelta(days=slot // 10, hours=slot % 10)
        with database.transaction(salon.desk) as work:
            service.hold(work, f"new {number}", salon.members[number % 50], wishes[wish], starts_at)
            service.request(work, f"new {number}")
    return COUNT / (time.perf_counter() - start), (time.process_time() - cpu) / COUNT * 1000


def inserts_a_second(database: Database) -> float:
    """Bare durable transactions of one insert a second, on the same database and disk."""
    mark = "?" if database.is_sqlite else "%s"
    raw = database.engine.raw_connection()
    cursor = raw.cursor()
    cursor.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, key VARCHAR(64), at BIGINT)")
    raw.commit()
    start = time.perf_counter()
    for number in range(COUNT):
        if database.is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(f"INSERT INTO bare VALUES ({mark}, {mark}, {mark})", (number, f"key {number}", number))
        raw.commit()
    rate = COUNT / (time.perf_counter() - start)
    raw.close()
    return rate


def main() -> None:
    """Measures both databases."""
    print(f"measured at {SystemClock().now():%Y-%m-%d}; {FILLED:,} bookings stored")
    print(f"{'':<11}{'bookings/s':>11}{'CPU ms each':>13}{'inserts/s':>11}{'ratio':>8}")
    with databases() as opened:
        for name, database in opened.items():
            salon = database.run(furnish)
            database.run(lambda work, salon=salon: fill(work, salon, FILLED, 0, 29))  # type: ignore[misc]
            settle(database)
            rate, cpu = bookings_a_second(database, salon)
            bare = inserts_a_second(database)
            print(f"{name:<11}{rate:>11.0f}{cpu:>13.2f}{bare:>11.0f}{rate / bare:>8.2f}")


if __name__ == "__main__":
    main()
