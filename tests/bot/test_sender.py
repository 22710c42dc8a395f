"""The way out: order, one sender at a time, and what becomes of messages that do not arrive."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels.base import Capabilities, Delivery, Outcome
from bot.messages import Opened, Outgoing, dump_outgoing
from bot.sender import MAX_TRIES, Sender
from core.conversation import service as conversations
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.outbox import service as outbox
from core.outbox.enums import OutboxStatus, Purpose
from core.outbox.models import OutboxItem
from tests.bot.conftest import Receive

SENT = Delivery(Outcome.sent, "p1")
ABILITIES = Capabilities(buttons=True, edits=False, cards=False, max_text=4000, max_image=0)
LEASE_OVER = dt.timedelta(seconds=16)


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Platform:
    """A chat platform whose answers are told beforehand; once they are used up it takes everything."""

    name: str = "fake"
    account: str = "salon"
    capabilities: Capabilities = field(
        default_factory=lambda: Capabilities(buttons=True, edits=False, cards=False, max_text=4000, max_image=0)
    )
    answers: list[Delivery | BaseException] = field(default_factory=list)
    got: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, chat_id: str, outgoing: Outgoing) -> Delivery:
        answer = self.answers.pop(0) if self.answers else SENT
        if not isinstance(answer, Delivery) or answer.outcome in {Outcome.sent, Outcome.unknown}:
            self.got.append((chat_id, outgoing.says[0]))
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.got]


Put = Callable[..., int]


@pytest.fixture
def put(garden: Database, receive: Receive) -> Put:
    """Queues texts for somebody; gives the conversation."""

    def call(*texts: str, who: str = "wang", purpose: Purpose = Purpose.reply) -> int:
        conversation_id = receive(Opened(), "open", who)
        with garden.transaction() as work:
            for text in texts:
                outbox.put(work, conversation_id, dump_outgoing(Outgoing((text,))), purpose)
        return conversation_id

    return call


@pytest.fixture
def platform() -> Platform:
    return Platform()


def drain(*senders: Sender) -> None:
    """Everything that may go out now, by all senders at once."""

    async def step() -> None:
        while any(await asyncio.gather(*(sender.step() for sender in senders))):
            continue

    run(step())


def run(coroutine: Coroutine[Any, Any, Any]) -> None:
    """In a thread of its own: the main one's loop may belong to a browser that another test drives."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


def statuses(garden: Database) -> list[str]:
    with garden.reading() as work:
        return [str(status) for status in work.session.scalars(sa.select(OutboxItem.status).order_by(OutboxItem.id))]


def test_messages_of_a_conversation_arrive_in_their_order(garden: Database, put: Put, platform: Platform) -> None:
    texts = [f"{number}" for number in range(12)]
    put(*texts)
    drain(Sender(garden, platform))
    assert platform.texts == texts
    assert set(statuses(garden)) == {"sent"}


def test_two_senders_deliver_everything_once(garden: Database, put: Put, platform: Platform) -> None:
    for who in ("wang", "li", "chen"):
        put(*(f"{who}{number}" for number in range(5)), who=who)
    drain(Sender(garden, platform), Sender(garden, platform), Sender(garden, platform))
    assert sorted(platform.texts) == sorted(f"{who}{n}" for who in ("wang", "li", "chen") for n in range(5))
    for who in ("wang", "li", "chen"):
        assert [text for chat, text in platform.got if chat == who] == [f"{who}{n}" for n in range(5)]


def test_a_second_sender_takes_over_when_the_first_let_go_or_died(
    garden: Database, put: Put, platform: Platform, clock: ManualClock
) -> None:
    first, second = Sender(garden, platform), Sender(garden, platform)
    put("one")
    drain(first)
    put("two")
    drain(second)
    assert platform.texts == ["one"]
    clock.advance(LEASE_OVER)
    drain(second)
    assert platform.texts == ["one", "two"]


def test_a_sender_that_stops_leaves_its_lease(garden: Database, put: Put, platform: Platform) -> None:
    first = Sender(garden, platform)
    put("one")
    drain(first)
    first.stop()
    run(first.run())
    put("two")
    drain(Sender(garden, platform))
    assert platform.texts == ["one", "two"]


def test_a_sender_killed_after_a_delivery_repeats_that_one_at_most(
    garden: Database, put: Put, platform: Platform, clock: ManualClock
) -> None:
    put("one", "two", "three")
    platform.answers = [SENT, Killed()]
    with pytest.raises(Killed):
        drain(Sender(garden, platform))
    assert platform.texts == ["one", "two"]
    clock.advance(LEASE_OVER)
    drain(Sender(garden, platform))
    assert platform.texts == ["one", "two", "two", "three"]


def test_a_promotion_is_never_sent_twice(garden: Database, put: Put, platform: Platform, clock: ManualClock) -> None:
    put("offer", purpose=Purpose.marketing)
    put("lost offer", purpose=Purpose.marketing)
    put("reply")
    platform.answers = [Killed()]
    with pytest.raises(Killed):
        drain(Sender(garden, platform))
    clock.advance(LEASE_OVER)
    platform.answers = [Delivery(Outcome.unknown)]
    drain(Sender(garden, platform))
    assert platform.texts == ["offer", "lost offer", "reply"]
    assert statuses(garden) == ["unknown", "unknown", "sent"]


def test_no_promotion_reaches_somebody_who_talks_with_a_person(garden: Database, put: Put, platform: Platform) -> None:
    conversation_id = put("offer", purpose=Purpose.marketing)
    put("reply")
    garden.run(lambda work: conversations.hand_over(work, conversation_id))
    drain(Sender(garden, platform))
    assert platform.texts == ["reply"]
    assert statuses(garden) == ["dropped", "sent"]


@pytest.mark.parametrize("outcome", [Outcome.wait, Outcome.retry])
def test_who_has_to_wait_holds_up_nobody_else(
    garden: Database, put: Put, platform: Platform, clock: ManualClock, outcome: Outcome
) -> None:
    put("one", "two")
    put("other", who="li")
    platform.answers = [Delivery(outcome, after=dt.timedelta(seconds=30))]
    drain(Sender(garden, platform))
    assert platform.texts == ["other"]
    clock.advance(dt.timedelta(seconds=29))
    drain(Sender(garden, platform))
    assert platform.texts == ["other"]
    clock.advance(LEASE_OVER)
    drain(Sender(garden, platform))
    assert platform.texts == ["other", "one", "two"]


def test_what_is_refused_for_good_is_laid_aside_and_the_next_one_goes(
    garden: Database, put: Put, platform: Platform
) -> None:
    put("bad", "good")
    platform.answers = [Delivery(Outcome.refused)]
    drain(Sender(garden, platform))
    assert platform.texts == ["good"]
    assert statuses(garden) == [OutboxStatus.dead, OutboxStatus.sent]


def test_a_reply_of_unknown_fate_is_tried_again_but_not_for_ever(
    garden: Database, put: Put, platform: Platform, clock: ManualClock
) -> None:
    put("reply", "next")
    platform.answers = [Delivery(Outcome.unknown) for _ in range(MAX_TRIES)]
    sender = Sender(garden, platform)
    for _ in range(MAX_TRIES + 1):
        drain(sender)
        clock.advance(dt.timedelta(hours=1))
    drain(sender)
    assert platform.texts == ["reply"] * MAX_TRIES + ["next"]
    assert statuses(garden) == [OutboxStatus.dead, OutboxStatus.sent]


def test_who_blocked_the_salon_is_left_alone_until_they_write_again(
    garden: Database, put: Put, platform: Platform
) -> None:
    put("one", "two")
    platform.answers = [Delivery(Outcome.blocked)]
    drain(Sender(garden, platform))
    assert platform.texts == []
    assert statuses(garden) == [OutboxStatus.dead, OutboxStatus.dead]
