"""receive() keeps what came in; work() does it: one transaction a turn, all of it or nothing (architecture.md)."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Callable, Sequence

import sqlalchemy as sa
import structlog
from structlog.contextvars import bound_contextvars

from bot.engine.commands import Command
from bot.engine.person import Person, person_of
from bot.engine.reply import Reply
from bot.engine.state import State
from bot.engine.turn import Engine
from bot.messages import (
    MAX_TEXT,
    Address,
    Blocked,
    Card,
    Event,
    Incoming,
    Noticed,
    Outgoing,
    Relayed,
    Said,
    Sent,
    Tapped,
    dump_event,
    dump_outgoing,
    load_event,
)
from core.conversation import service as conversations
from core.conversation.service import ConversationOut, InboxOut
from core.kit.crypto import KeyMissing
from core.kit.db import Database
from core.kit.work import Work
from core.outbox import service as outbox
from core.outbox.enums import Purpose
from core.unclear import service as unclear
from nlu.llm.commands import hidden

log = structlog.get_logger()
MAX_TRIES = 3
AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError, KeyMissing)
"""The database is locked or away, or a key is: nobody's fault, nothing is counted, the message waits."""


class Gateway:
    """The door of all channels."""

    def __init__(self, database: Database, engine: Engine, echoes: frozenset[str] = frozenset({"web"})) -> None:
        """`echoes`: channels whose pages read the whole chat back from us, the person's own words included."""
        self.database, self.engine, self.echoes = database, engine, echoes
        self.turned: Callable[[float, bool], None] = lambda _seconds, _is_done: None
        """Told of every turn: how long it took, and whether it was done or failed."""
        self.refused: Callable[[str], None] = lambda _code: None
        """Told of every refusal, by its code."""

    def receive(self, incoming: Incoming) -> int:
        """Keeps what came in, once, and returns its conversation; to be called before the channel acknowledges.

        Raises one of `AWAY` when it could not be kept: then the channel must not acknowledge.
        """
        return self.receive_all([incoming])[0]

    def receive_all(self, incomings: Sequence[Incoming]) -> list[int]:
        """`receive` for what came in at the same time: kept together or not at all. Their conversations, in order."""
        events = [dump_event(_bounded(each.event)) for each in incomings]
        return self.database.run(lambda work: _keep(work, incomings, events))

    def work(self, conversation_id: int) -> None:
        """Does everything that waits in a conversation, oldest first. Raises one of `AWAY` when it has to wait."""
        while True:
            began, tried = time.monotonic(), list[int]()
            try:
                read = self._read(conversation_id)
                turn = functools.partial(self._turn, conversation_id=conversation_id, read=read, tried=tried)
                with bound_contextvars(conversation=conversation_id):
                    more = self.database.run(turn)
            except AWAY:
                raise
            except Exception:  # a message that always fails must not stop those behind it
                log.exception("turn failed", conversation=conversation_id, turn=tried[-1] if tried else None)
                self.database.run(functools.partial(self._failed, conversation_id=conversation_id, tried=tried))
                self.turned(time.monotonic() - began, False)
                continue
            if more is not None:
                self.turned(time.monotonic() - began, True)
            if not more:
                return

    def undone(self) -> list[int]:
        """Conversations with something to do: left by a crash, or posted by another process."""
        with self.database.reading() as work:
            return conversations.undone(work)

    def _read(self, conversation_id: int) -> tuple[int, int, Sequence[Command]] | None:
        """A slow reader reads before any lock: (revision read at, inbox row, commands)."""
        if not self.engine.understanding.reader.slow:
            return None
        with self.database.reading() as work:
            conversation = conversations.get(work, conversation_id)
            item = conversations.next_item(work, conversation_id)
            if conversation is None or item is None:
                return None
            event = load_event(item.event)
            if not isinstance(event, Said):
                return None
            state = State.load(conversation.state)
            person = person_of(work, conversation, self.engine.texts.languages)
            if not self.engine.understanding.is_free(state.shown, event.text, person.audience):
                return None
            context = self.engine.context_of(work, person, state)
        understanding = self.engine.understanding
        return state.rev, item.id, understanding.free(state, event.text, person.audience, context)

    def _turn(
        self,
        work: Work,
        conversation_id: int,
        read: tuple[int, int, Sequence[Command]] | None,
        tried: list[int],
    ) -> bool | None:
        """Whether more waits; None when nothing did. `tried` gets the row that was begun."""
        begun = conversations.begin(work, conversation_id)
        if begun is None:
            return None
        conversation, item = begun
        tried[:] = [item.id]
        event = load_event(item.event)
        state = State.load(conversation.state)
        person = person_of(work, conversation, self.engine.texts.languages)
        with bound_contextvars(turn=item.id, member=person.member_id):
            return self._answered(work, conversation, item, event, state, person, read)

    def _answered(
        self,
        work: Work,
        conversation: ConversationOut,
        item: InboxOut,
        event: Event,
        state: State,
        person: Person,
        read: tuple[int, int, Sequence[Command]] | None,
    ) -> bool:
        conversation_id = conversation.id
        # What was read at another revision was read in another light: it is read again, now under the lock.
        commands = read[2] if read is not None and read[:2] == (state.rev, item.id) else None
        if conversation.channel in self.echoes and (echo := _echo(event, item.key)):
            outbox.echo(work, conversation_id, dump_outgoing(echo))
        if isinstance(event, Blocked):
            conversations.set_blocked(work, conversation_id, event.is_blocked)
            if event.is_blocked:
                conversations.lose_group(work, conversation_id)
            return conversations.finish(work, conversation_id, item.id, state.dump())
        if conversation.blocked_at is not None and not isinstance(event, Noticed | Relayed):
            conversations.set_blocked(work, conversation_id, False)  # who writes can be written to
        reply = self.engine.turn(work, person, state, event, read=commands)
        self._answer(work, conversation_id, reply, person.language, relayed=isinstance(event, Relayed))
        # What comes in from here on is its receiver's to announce; knowing now saves a transaction that finds nothing.
        has_more = conversations.finish(work, conversation_id, item.id, state.dump())
        for code in reply.refused:
            self.refused(code)
        if reply.unclear is not None and person.member_id is not None:
            text, intent = reply.unclear
            unclear.keep(work, person.member_id, hidden(text), intent)
        log.debug("turn", event_type=type(event).__name__, refused=reply.refused)
        return has_more

    def _failed(self, work: Work, conversation_id: int, tried: list[int]) -> None:
        """Counts the try on what was tried; another process may have done that row since, and none has failed then."""
        conversation = conversations.lock(work, conversation_id)
        item = conversations.next_item(work, conversation_id)
        if conversation is None or item is None or item.id not in tried:
            return
        if conversations.count_try(work, item.id) < MAX_TRIES:
            return
        conversations.set_aside(work, item.id)
        language = person_of(work, conversation, self.engine.texts.languages).language
        state = State(rev=State.load(conversation.state).rev + 1)
        conversations.finish(work, conversation_id, item.id, state.dump())
        apology = Reply([self.engine.texts.say(language, "engine.broken")], answers=_ref_of(item.event))
        self._answer(work, conversation_id, apology, language, relayed=False)

    @staticmethod
    def _answer(work: Work, conversation_id: int, reply: Reply, language: str, *, relayed: bool) -> None:
        outgoing = reply.build(language)
        if not outgoing.is_empty:
            purpose = Purpose.person if relayed else Purpose.reply
            outbox.put(work, conversation_id, dump_outgoing(outgoing), purpose)


def _ref_of(event: str) -> str:
    """What a tap that could not be handled wants answered; read plainly, since reading may be what failed."""
    try:
        data = json.loads(event)
    except ValueError:
        return ""
    return str(data.get("ref", "")) if data.get("is") == "tapped" else ""


def _echo(event: Event, key: str) -> Outgoing | None:
    """What the person said, as their own page shows it after a reload."""
    match event:
        case Said(text):
            return Outgoing(says=(text,), by="me", key=key)
        case Tapped(_, label):
            return Outgoing(says=(label,), by="me", key=key) if label else None
        case Sent(ref=ref, caption=caption):
            return Outgoing(says=(caption,) if caption else (), cards=(Card("", picture=ref),), by="me", key=key)
    return None


def _bounded(event: Event) -> Event:
    return Said(event.text[:MAX_TEXT]) if isinstance(event, Said) and len(event.text) > MAX_TEXT else event


def _keep(work: Work, incomings: Sequence[Incoming], events: Sequence[str]) -> list[int]:
    addresses = [each.address for each in incomings]
    known = {
        Address(channel, account, chat_id): conversation_id
        for channel, account in {(each.channel, each.account) for each in addresses}
        for chat_id, conversation_id in conversations.find_all(
            work, channel, account, {each.chat_id for each in addresses}
        ).items()
    }
    kept = [
        (known.get(each.address) or _open(work, each), each.key, event)
        for each, event in zip(incomings, events, strict=True)
    ]
    conversations.note_all(work, kept)
    return [conversation_id for conversation_id, _, _ in kept]


def _open(work: Work, incoming: Incoming) -> int:
    address, sender_id, name = incoming.address, incoming.sender_id, incoming.sender_name
    return conversations.open_conversation(
        work, address.channel, address.account, address.chat_id, sender_id, name, incoming.language
    )
