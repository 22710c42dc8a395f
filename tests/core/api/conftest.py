"""The garden salon's API, as everybody who may call it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.booking import service as bookings
from core.booking.schemas import BookingOut, Wish
from core.catalog import service as catalog
from core.kit.clock import ManualClock
from core.kit.work import Actor, Work
from core.store import service as stores
from core.token import service as tokens
from meiyue.app import build_app
from meiyue.settings import Settings
from meiyue.wiring import Parts, build
from tests.core.api.client import Client, served
from tests.factories import garden_salon


@dataclass
class Cast:
    """The salon, who calls, and the numbers of what there is."""

    parts: Parts
    port: int
    tokens: dict[str, str]
    staff: dict[str, int]
    members: dict[str, int]
    stores: dict[str, int]
    variation: int

    def as_(self, who: str) -> Client:
        """The client of "guest", a member's or a colleague's name."""
        return Client(self.port, self.tokens.get(who, ""))

    def book(self, who: str = "wang", at: str = "2026-09-17T06:00:00+00:00", staff: str | None = "lily") -> BookingOut:
        """A request of a member, made past the API."""
        member, moment = self.members[who], dt.datetime.fromisoformat(at)
        wish = Wish(self.stores["garden"], self.variation, self.staff[staff] if staff else None)
        with self.parts.database.transaction(Actor("member", member)) as work:
            bookings.hold(work, f"test-{who}-{at}", member, wish, moment)
            return bookings.request(work, f"test-{who}-{at}")


@pytest.fixture
def parts(garden_url: str, clock: ManualClock, tmp_path: Path) -> Iterator[Parts]:
    """A deployment of the garden salon."""
    many = {"api_burst": 10**6, "api_guest_burst": 10**6}
    made = build(Settings(data=tmp_path, database_url=garden_url, secret=SecretStr("s" * 64), **many), clock)
    yield made
    made.database.dispose()


@pytest.fixture
def cast(parts: Parts) -> Iterator[Cast]:
    """Everybody with a token, on a server that runs."""
    with served(build_app(parts)) as port:
        yield parts.database.run(lambda work: _cast(work, parts, port))


def _cast(work: Work, parts: Parts, port: int) -> Cast:
    people = {code: garden_salon.staff_id(work, code) for code in ("yue", "zhou", "lily", "mei", "gao", "jane")}
    names = dict(zip(("wang", "li", "anna"), garden_salon.MEMBERS, strict=True))
    members = {who: garden_salon.member_id(work, name) for who, name in names.items()}
    texts = {who: tokens.create(work, who, staff_id=id_)[1] for who, id_ in people.items()}
    texts |= {who: tokens.create(work, who, member_id=id_)[1] for who, id_ in members.items()}
    listed = {store.code: store.id for store in stores.list_stores(work)}
    facial = next(each for each in catalog.list_treatments(work) if each.code == "cleanse")
    return Cast(parts, port, texts, people, members, listed, facial.variations[0].id)
