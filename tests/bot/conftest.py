"""The garden salon with its front desk, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot import desk
from bot.gateway import Gateway
from bot.messages import Address, Event, Incoming
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from nlu.rules.reader import RuleReader
from tests.keys import KEYRING

Receive = Callable[..., int]


@pytest.fixture
def garden(garden_url: str, clock: ManualClock) -> Iterator[Database]:
    """The salon's database."""
    opened = Database(garden_url, handlers=HANDLERS, clock=clock, keyring=KEYRING)
    yield opened
    opened.dispose()


@pytest.fixture
def gateway(garden: Database) -> Gateway:
    """The door of the salon."""
    return Gateway(garden, desk.build_engine(b"a secret of the tests", RuleReader()))


@pytest.fixture
def receive(gateway: Gateway) -> Receive:
    """Something comes in from somebody on the channel "fake"; gives the conversation."""

    def call(event: Event, key: str, who: str = "wang", channel: str = "fake") -> int:
        return gateway.receive(Incoming(Address(channel, "salon", who), key, event, who, None, "zh_CN"))

    return call
