"""Checkouts a second, as a ratio to raw transactions of the same engine in the same run.

    .venv/bin/python -m benchmarks.checkout

A checkout is three transactions: the bill is opened, gets a product, and is paid in cash, which writes sale, line,
tender, commission, points and level. A raw transaction inserts and commits one row.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from core.checkout import service as checkout
from core.checkout.enums import TenderKind
from core.checkout.schemas import TenderIn
from core.handlers import HANDLERS
from core.keys import service as keys
from core.kit.clock import SystemClock
from core.kit.db import Database
from core.migrations.migrate import upgrade
from tests import postgres
from tests.factories.salon import Salon, build
from tests.factories.till import Till
from tests.keys import KEYRING

ROUNDS = 60


def rate(run: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """How many of something a second."""
    started = time.perf_counter()
    for number in range(rounds):
        run(number)
    return rounds / (time.perf_counter() - started)


def measure(url: str) -> tuple[float, float]:
    """Checkouts and raw transactions a second."""
    database = Database(url, handlers=HANDLERS, keyring=KEYRING)
    upgrade(database)
    database.run(keys.require)
    salon: Salon = database.run(build)
    till = Till(database, salon, SystemClock())  # type: ignore[arg-type]  # nothing here moves the clock
    product = till.product()

    def pay(number: int) -> None:
        sale = till.do(checkout.open_walk_in, f"bench:{number}", salon.store, salon.members[number % 4])
        till.do(checkout.add_product, sale.id, product)
        till.do(checkout.complete, sale.id, [TenderIn(TenderKind.cash, 16_800)])

    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE raw_rows (number INTEGER)")

    def raw(number: int) -> None:
        with database.engine.begin() as connection:
            connection.execute(sa.text("INSERT INTO raw_rows VALUES (:number)"), {"number": number})

    rate(raw, 10)
    found = rate(pay), rate(raw, 5 * ROUNDS)
    database.dispose()
    return found


def main() -> None:
    """Prints one line an engine."""
    with tempfile.TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{Path(folder) / 'bench.db'}"}
        place = postgres.Place.open()
        try:
            url = postgres.create(place.postgres(), template=None)
            urls["postgresql"] = url.render_as_string(hide_password=False)
            for engine, address in urls.items():
                checkouts, raws = measure(address)
                print(f"{engine}: a checkout costs {raws / checkouts:.0f} raw transactions ({checkouts:.1f} a second)")
        finally:
            place.close()


if __name__ == "__main__":
    main()
