"""How fast the API may be called, and what guessing tokens leads to: 429 with Retry-After."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.kit.clock import ManualClock
from core.token import service as tokens
from meiyue.app import build_app
from meiyue.settings import Settings
from meiyue.wiring import Parts, build
from tests.core.api.client import Client, Got, served
from tests.factories import garden_salon

BURST, GUESSES = 5, 20


@pytest.fixture
def parts(garden_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Parts]:
    """A deployment that lets callers do little at once, and next to nothing a second."""
    few = {"api_burst": BURST, "api_guest_burst": BURST, "api_per_second": 0.01, "api_guest_per_second": 0.01}
    made = build(Settings(data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64), **few), clock)
    yield made
    made.database.dispose()


@pytest.fixture
def port(parts: Parts) -> Iterator[int]:
    with served(build_app(parts)) as port:
        yield port


def _token(parts: Parts, who: str) -> str:
    def make(work: object) -> str:
        return tokens.create(work, who, staff_id=garden_salon.staff_id(work, who))[1]  # type: ignore[arg-type]

    return parts.database.run(make)


def _is_held_up(got: Got) -> bool:
    return (got.status, got.code) == (429, "api.too_fast") and int(got.headers["retry-after"]) > 0


def test_too_many_calls_are_held_up_for_this_caller_alone(parts: Parts, port: int) -> None:
    yue, lily, guest = Client(port, _token(parts, "yue")), Client(port, _token(parts, "lily")), Client(port)
    first = [yue.get("/v1/me") for _ in range(BURST + 2)]
    assert [got.status for got in first[:BURST]] == [200] * BURST
    assert _is_held_up(first[-1])
    assert lily.get("/v1/me").status == 200
    strangers = [guest.get("/v1/stores") for _ in range(BURST + 1)]
    assert [got.status for got in strangers[:BURST]] == [200] * BURST
    assert _is_held_up(strangers[-1])


def test_guessing_tokens_is_stopped_and_a_token_that_held_goes_on(parts: Parts, port: int) -> None:
    yue = Client(port, _token(parts, "yue"))
    assert yue.get("/v1/me").status == 200
    guesses = [Client(port, f"meiyue_{number:043d}").get("/v1/me") for number in range(GUESSES + 2)]
    assert {got.status for got in guesses[:GUESSES]} == {401}
    assert _is_held_up(guesses[-1])
    fresh = Client(port, _token(parts, "zhou")).get("/v1/me")
    assert _is_held_up(fresh), "while somebody guesses from here, no token that was never seen is even looked up"
    assert yue.get("/v1/me").status == 200
