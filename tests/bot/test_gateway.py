"""The door: kept before it is acknowledged, done once and in order, and nothing that fails stops the rest."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg
import pytest
import sqlalchemy as sa

from bot import desk
from bot.gateway import AWAY, MAX_TRIES, Gateway
from bot.messages import MAX_TEXT, Address, Incoming, Opened, Said, load_outgoing
from core.conversation.models import Conversation, InboxItem
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.outbox.models import OutboxItem
from nlu.reading import Context, Reading
from nlu.rules.reader import RuleReader
from tests.bot.conftest import Receive
from tests.keys import KEYRING, payload_of, sealed_event, sealed_state

WHERE = Address("fake", "salon", "wang")


def said_to(garden: Database) -> list[str]:
    """All sentences that went out, and the questions."""
    with garden.reading() as work:
        columns = OutboxItem.conversation_id, OutboxItem.created_at, OutboxItem.payload
        payloads = [payload_of(row) for row in work.session.execute(sa.select(*columns).order_by(OutboxItem.id))]
    texts = []
    for outgoing in map(load_outgoing, payloads):
        texts += [*outgoing.says, *(line for card in outgoing.cards for line in card.lines)]
        texts += [outgoing.screen.text] if outgoing.screen else []
    return texts


def inbox(garden: Database) -> list[InboxItem]:
    with garden.reading() as work:
        return list(work.session.scalars(sa.select(InboxItem).order_by(InboxItem.id)))


def test_the_same_key_is_the_same_message(garden: Database, gateway: Gateway, receive: Receive) -> None:
    conversation_id = receive(Said("你们在哪里"), "k1")
    receive(Said("你们在哪里"), "k1")
    gateway.work(conversation_id)
    receive(Said("你们在哪里"), "k1")
    gateway.work(conversation_id)
    assert said_to(garden).count("花汀路 8 号") == 1


def test_the_same_key_from_two_people_is_two_messages(garden: Database, gateway: Gateway, receive: Receive) -> None:
    """WeChat's message ids repeat across users."""
    for who in ("wang", "li"):
        gateway.work(receive(Said("你们在哪里"), "k1", who))
    assert said_to(garden).count("花汀路 8 号") == 2


def test_what_is_far_too_long_is_cut_at_the_door(garden: Database, gateway: Gateway, receive: Receive) -> None:
    gateway.work(receive(Said("呱" * 250_000), "k1"))
    kept = inbox(garden)[0]
    event = KEYRING.unseal(kept.event, f"inbox.event:{kept.conversation_id}:{kept.key}")
    assert len(json.loads(event)["text"]) == MAX_TEXT


@pytest.mark.parametrize(
    "broken", ['{"is": "telepathy"}', '{"is": "said"}', '{"is": "said", "text": "a", "x": 1}', "{"]
)
def test_a_row_of_another_version_is_set_aside_and_those_behind_it_are_done(
    garden: Database, gateway: Gateway, receive: Receive, broken: str
) -> None:
    conversation_id = receive(Said("你好"), "k1")
    receive(Said("你们在哪里"), "k2")
    with garden.transaction() as work:
        event = sealed_event(broken, conversation_id, "k1")
        work.session.execute(sa.update(InboxItem).where(InboxItem.key == "k1").values(event=event))
    gateway.work(conversation_id)
    first, second = inbox(garden)
    assert (first.is_set_aside, first.tries, second.is_set_aside) == (True, MAX_TRIES, False)
    assert sum("没能处理好" in text for text in said_to(garden)) == 1
    assert "花汀路 8 号" in said_to(garden)


@pytest.mark.parametrize("state", ["", "null", "{}", "[2, []]", "not json", "[1]", '[1, [["book"]], 3, "x"]', "[]"])
def test_a_state_of_another_version_is_begun_anew(
    garden: Database, gateway: Gateway, receive: Receive, state: str
) -> None:
    conversation_id = receive(Opened(), "k1")
    with garden.transaction() as work:
        work.session.execute(sa.update(Conversation).values(state=sealed_state(state, conversation_id)))
    receive(Said("我的预约"), "k2")
    gateway.work(conversation_id)
    assert not any(item.is_set_aside for item in inbox(garden))
    assert gateway.undone() == []


# -- a slow reader -----------------------------------------------------------------------------------------------------


@dataclass
class SlowReader:
    """A reader that says it is slow; `meanwhile` happens during its first reading."""

    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    hurried: list[str] = field(default_factory=list)
    slow: bool = True

    def parse(self, text: str, context: Context) -> Reading:
        (self.hurried if context.hurry else self.texts).append(text)
        if self.meanwhile:
            self.meanwhile.pop()()
        return RuleReader().parse(text, context)


@pytest.fixture
def reader() -> SlowReader:
    return SlowReader()


@pytest.fixture
def slow(garden: Database, reader: SlowReader) -> Gateway:
    """A door with a slow reader."""
    return Gateway(garden, desk.build_engine(b"a secret of the tests", reader))


@pytest.fixture
def other(garden_url: str, clock: ManualClock) -> Iterator[Database]:
    """The database as another process has it; it does not wait long for a lock."""
    database = Database(garden_url, handlers=HANDLERS, clock=clock, keyring=KEYRING)
    _be_impatient(database)
    yield database
    database.dispose()


def _be_impatient(database: Database) -> None:
    wish = "PRAGMA busy_timeout = 50" if database.is_sqlite else "SET lock_timeout = '50ms'"

    @sa.event.listens_for(database.engine, "connect")
    def _configure(connection: sqlite3.Connection | psycopg.Connection, _record: object) -> None:
        connection.execute(wish)
        connection.commit()


def test_a_slow_reader_reads_before_any_lock(
    slow: Gateway, reader: SlowReader, other: Database, receive: Receive, garden: Database
) -> None:
    conversation_id = receive(Said("你们在哪里"), "k1")

    def write() -> None:
        with other.transaction() as work:
            work.session.execute(sa.update(Conversation).values(chat_id=Conversation.chat_id))

    reader.meanwhile = [write]
    slow.work(conversation_id)
    assert reader.texts == ["你们在哪里"]
    assert "花汀路 8 号" in said_to(garden)


def test_what_was_read_for_one_message_is_not_taken_for_another(
    slow: Gateway, reader: SlowReader, other: Database, receive: Receive, garden: Database
) -> None:
    """While it reads, another worker does that message, and the next one comes in."""
    conversation_id = receive(Said("你们在哪里"), "k1")

    def overtake() -> None:
        Gateway(other, desk.build_engine(b"a secret of the tests", RuleReader())).work(conversation_id)
        receive(Said("小气泡多少钱"), "k2")

    reader.meanwhile = [overtake]
    slow.work(conversation_id)
    assert reader.texts + reader.hurried == ["你们在哪里", "小气泡多少钱"], "read under the lock: without waiting"
    texts = said_to(garden)
    assert texts.count("花汀路 8 号") == 1
    assert texts.count("小气泡仪器清洁。") == 1


@pytest.mark.parametrize("text", ["/book 周六", "取消", "退订", "帮助"])
def test_a_word_or_a_command_is_not_given_to_a_slow_reader(
    slow: Gateway, reader: SlowReader, receive: Receive, text: str
) -> None:
    slow.work(receive(Said(text), "k1"))
    assert reader.texts == []


# -- a database that is locked -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def locked(url: str) -> Iterator[None]:
    """Somebody else holds what every write needs."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(address.database), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
            connection.close()
        return
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as session:
        session.execute("LOCK TABLE conversations, inbox IN ACCESS EXCLUSIVE MODE")
        yield
        session.rollback()


def _coming(key: str) -> Incoming:
    return Incoming(WHERE, key, Said("你们在哪里"), "wang", None, "zh_CN")


def test_while_the_database_is_locked_nothing_is_acknowledged_and_nothing_is_lost(
    garden_url: str, other: Database, garden: Database
) -> None:
    door = Gateway(other, desk.build_engine(b"a secret of the tests", RuleReader()))
    conversation_id = door.receive(_coming("k1"))
    with locked(garden_url):
        with pytest.raises(AWAY):
            door.receive(_coming("k2"))
        with pytest.raises(AWAY):
            door.work(conversation_id)
    assert [(item.key, item.tries, item.done_at) for item in inbox(garden)] == [("k1", 0, None)]
    door.receive(_coming("k2"))  # the channel delivers again what was not acknowledged
    door.work(conversation_id)
    assert said_to(garden).count("花汀路 8 号") == 2


def test_a_lock_that_goes_away_is_only_a_wait(garden_url: str, gateway: Gateway, garden: Database) -> None:
    with ThreadPoolExecutor(1) as pool:
        with locked(garden_url):
            coming = pool.submit(gateway.receive, _coming("k1"))
        conversation_id = coming.result(timeout=20)
    gateway.work(conversation_id)
    assert said_to(garden).count("花汀路 8 号") == 1
