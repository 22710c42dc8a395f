"""Random days, from fixed seeds: whatever people and machines do, the book stays right and nobody gets stuck."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from core.kit.clock import ManualClock
from core.kit.db import Database
from tests.bot.chaos import invariants
from tests.bot.chaos.crew import Worker, crew
from tests.bot.chaos.deployments import engine_of
from tests.bot.chaos.fuzz import Day

pytestmark = pytest.mark.concurrency

SEEDS = range(int(os.environ.get("MEIYUE_FUZZ_RUNS", "4")))
ROUNDS = 150


@pytest.fixture
def workers(database_url: str) -> Iterator[list[Worker]]:
    with crew(database_url, engine_of) as both:
        yield both


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_day(seed: int, database: Database, clock: ManualClock, workers: list[Worker]) -> None:
    day = Day(database, clock, workers, seed)
    assert day.run(ROUNDS) > ROUNDS
    invariants.check(database, day.members_before)
    day.come_home()
    invariants.check(database, day.members_before)
