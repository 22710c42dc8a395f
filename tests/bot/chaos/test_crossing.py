"""Turns of two processes that meet on PostgreSQL, where rows are locked one by one (dialogs.md, failures 6 and 7)."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.gateway import Gateway
from bot.messages import Said
from core.booking import repository as bookings_repository
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.booking.errors import SlotTaken
from core.booking.repository import Stored
from core.conversation import repository as conversations
from core.conversation.models import Conversation
from core.handlers import HANDLERS
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from tests.bot.chaos import invariants
from tests.bot.chaos.salon import engine
from tests.bot.chaos.scenarios import Stage
from tests.keys import KEYRING

pytestmark = [pytest.mark.concurrency, pytest.mark.parametrize("engine_name", ["postgres"], indirect=True)]
PATIENCE = 20.0


@pytest.fixture
def stage(database: Database, clock: ManualClock) -> Stage:
    return Stage.build(database, clock)


@pytest.fixture
def other(database_url: str, clock: ManualClock) -> Iterator[Database]:
    """The same database as another process has it."""
    opened = Database(database_url, handlers=HANDLERS, clock=clock, keyring=KEYRING)
    yield opened
    opened.dispose()


@contextlib.contextmanager
def at_commit(database: Database) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Stops the first transaction right before its commit: (it is there, it may go on); later ones are let through."""
    there, may_go = threading.Event(), threading.Event()

    def pause(_connection: object) -> None:
        if not there.is_set():
            there.set()
            assert may_go.wait(PATIENCE)

    sa.event.listen(database.engine, "commit", pause)
    try:
        yield there, may_go
    finally:
        may_go.set()


def started(job: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=job, daemon=True)
    thread.start()
    return thread


def ends_by_itself(thread: threading.Thread, database: Database) -> bool:
    """False when it is found to wait for a lock that somebody else has."""
    deadline = time.monotonic() + PATIENCE
    here = "datname = current_database() AND wait_event_type = 'Lock'"
    waiting = sa.text(f"SELECT count(*) FROM pg_stat_activity WHERE {here}")
    while thread.is_alive() and time.monotonic() < deadline:
        with database.reading() as work:
            if work.session.scalar(waiting):
                return False
    return True


def meet(stage: Stage, other: Database, name: str) -> None:
    """One process is about to commit a turn of a conversation when another takes the conversation up."""
    chat = stage.front.chats[name]
    with at_commit(stage.database) as (there, may_go):
        first = started(lambda: stage.front.gateway.work(chat))
        assert there.wait(PATIENCE)
        second = started(lambda: Gateway(other, engine(), echoes=frozenset()).work(chat))
        ends_by_itself(second, other)
        may_go.set()
        first.join(PATIENCE)
        second.join(PATIENCE)
    stage.front.work()


def the_same_turn_in_two_processes(stage: Stage, other: Database) -> None:
    before = len(stage.front.answers["ann"])
    stage.front.post("ann", Said("菜单"))
    meet(stage, other, "ann")
    assert len(stage.front.answers["ann"]) == before + 1


def the_turn_after_joining(stage: Stage, other: Database) -> None:
    stage.front.chat_of("newcomer")
    stage.front.tap("newcomer", "预约护理")
    stage.front.post("newcomer", Said("同意"))
    stage.front.post("newcomer", Said("one"))
    meet(stage, other, "newcomer")
    shown = stage.front.state("newcomer").shown
    assert shown is not None
    assert shown.question == "category"
    invariants.check(stage.database, len(stage.salon.members) - 2)  # ann and ben have chats


def a_hold_swept_up_in_mid_request(stage: Stage, other: Database, patch: pytest.MonkeyPatch) -> None:
    salon, wish = stage.salon, stage.salon.wish("laser", "amy")
    starts_at = salon.at(17, "11:00")
    with stage.database.transaction(salon.member()) as work:
        bookings.hold(work, "slow", salon.members[0], wish, starts_at)
    find = bookings_repository.find_by_key

    def find_and_be_overtaken(session: Session, key: str) -> Stored | None:
        found = find(session, key)
        patch.setattr(bookings_repository, "find_by_key", find)
        stage.clock.advance(dt.timedelta(hours=1))
        with other.transaction(salon.member(1)) as work:
            bookings.hold(work, "quick", salon.members[1], wish, starts_at)
        return found

    with contextlib.suppress(SlotTaken), stage.database.transaction(salon.member()) as work:
        patch.setattr(bookings_repository, "find_by_key", find_and_be_overtaken)
        bookings.request(work, "slow")
    invariants.check(stage.database, len(salon.members) - 2)


def test_one_turn_is_done_once(stage: Stage, other: Database) -> None:
    the_same_turn_in_two_processes(stage, other)


def test_the_next_turn_knows_who_joined(stage: Stage, other: Database) -> None:
    the_turn_after_joining(stage, other)


def test_a_lapsed_hold_is_not_requested(stage: Stage, other: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    a_hold_swept_up_in_mid_request(stage, other, monkeypatch)


def test_turns_that_tell_each_other_do_not_wait_for_each_other(stage: Stage, other: Database) -> None:
    """The member moves a request in the very moment the desk confirms it; neither is a victim of a deadlock."""
    tell_each_other(stage, other)


def tell_each_other(stage: Stage, other: Database) -> None:
    """Both turns hold their own conversation and post into the other's."""
    with at_commit(stage.database) as (there, may_go):
        first = started(lambda: stage.database.run(lambda work: _turn_that_tells(work, stage, "ann", "desk")))
        assert there.wait(PATIENCE)
        second = started(lambda: other.run(lambda work: _turn_that_tells(work, stage, "desk", "ann")))
        waits = not ends_by_itself(second, other)
        may_go.set()
        first.join(PATIENCE)
        second.join(PATIENCE)
    assert not waits, "it waits for a turn that only posted to it"


def _turn_that_tells(work: Work, stage: Stage, whose: str, whom: str) -> None:
    conversations.lock(work.session, stage.front.chats[whose])
    conversations.add_to_inbox(work.session, stage.front.chats[whom], f"from {whose}", '{"is": "opened"}', work.now)


def test_without_the_lock_a_turn_is_done_twice(stage: Stage, other: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "lock", lambda session, conversation_id: None)
    with pytest.raises(AssertionError):
        the_same_turn_in_two_processes(stage, other)


def test_read_in_one_statement_with_the_lock_the_contact_is_stale(
    stage: Stage, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = vars(conversations)["_BY_ID"].with_for_update(of=Conversation)
    monkeypatch.setattr(conversations, "lock", lambda session, conversation_id: None)
    monkeypatch.setattr(conversations, "_BY_ID", both)
    with pytest.raises(AssertionError):
        the_turn_after_joining(stage, other)


def test_locked_for_update_turns_wait_for_each_other(
    stage: Stage, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = sa.select(Conversation.id).where(Conversation.id == sa.bindparam("id")).with_for_update()
    monkeypatch.setattr(conversations, "lock", lambda session, id_: session.execute(statement, {"id": id_}))
    with pytest.raises(AssertionError):
        tell_each_other(stage, other)


def test_without_a_look_by_the_statement_a_lapsed_hold_is_requested(
    stage: Stage, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = bookings_repository.move
    everything = set(BookingStatus)
    monkeypatch.setattr(
        bookings_repository, "move", lambda session, id_, _from, **to: move(session, id_, everything, **to)
    )
    with pytest.raises(AssertionError):
        a_hold_swept_up_in_mid_request(stage, other, monkeypatch)
