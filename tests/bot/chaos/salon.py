"""A small salon with a chat for everybody in it: few times, one laser, so that people get into each other's way."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

import core.migrations.tables  # noqa: F401  # as `upgrade` does in the product: an export speaks of every table
from bot.desk import build_engine
from bot.engine.state import State
from bot.engine.turn import Engine
from bot.gateway import Gateway
from bot.messages import Address, Button, Event, Incoming, Outgoing, Said, Tapped, load_outgoing
from core.auth.enums import StaffRole
from core.conversation.models import Conversation
from core.kit.db import Database
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.outbox.models import OutboxItem
from core.store import service as stores
from nlu.rules.reader import RuleReader
from tests.factories import salon as factory
from tests.factories.salon import Salon
from tests.keys import payload_of, state_of

SECRET = b"chaos"
POLICY: dict[str, Any] = {"step_minutes": 60, "horizon_days": 4, "open_bookings_per_member": 3}
_keys = itertools.count()


def engine() -> Engine:
    """The engine of the product; every process of a test has the same secret."""
    return build_engine(SECRET, RuleReader())


def open_salon(work: Work, **policy: Any) -> Salon:
    """The factory's salon, open for five hours a day, with a manager besides the desk."""
    salon = factory.build(work, hours=("10:00-15:00",), is_bea_always_there=True, **POLICY | policy)
    salon.staff["boss"] = factory.employ(work, salon.store, "boss", (), factory.ALL_WEEK, StaffRole.manager)
    return salon


@dataclass
class Front:
    """A channel's view of the salon: sends what people do, keeps what they see."""

    database: Database
    gateway: Gateway
    chats: dict[str, int] = field(default_factory=dict)
    seen: int = 0
    answers: dict[str, list[Outgoing]] = field(default_factory=dict)

    @classmethod
    def on(cls, database: Database) -> Front:
        """A front whose gateway does its turns when told to."""
        return cls(database, Gateway(database, engine(), echoes=frozenset()))

    def chat_of(self, name: str, staff_id: int | None = None, member_id: int | None = None) -> int:
        """Opens a person's chat, a colleague's or a member's when one is named; the conversation's id."""

        def link(work: Work) -> None:
            contact = members.ensure_contact(work.acting_as(SYSTEM), "web", "site", name, language="zh_CN")
            if staff_id is not None:
                members.link_staff(work, contact.id, staff_id)
            if member_id is not None:
                members.link(work, contact.id, member_id)

        self.database.run(link)
        self.post(name, Said("/menu"))
        self.work()
        return self.chats[name]

    def post(self, name: str, event: Event, key: str | None = None) -> Incoming:
        """Receives what somebody did, without doing it yet."""
        incoming = Incoming(Address("web", "site", name), key or f"k{next(_keys)}", event, name, None, "zh_CN")
        self.chats[name] = self.gateway.receive(incoming)
        self.answers.setdefault(name, [])
        return incoming

    def work(self) -> None:
        """Does everything that waits, notices that follow from it included."""
        while waiting := self.gateway.undone():
            for conversation_id in waiting:
                self.gateway.work(conversation_id)
        self.read()

    def read(self) -> list[tuple[str, Outgoing]]:
        """What was answered since the last look, by person."""
        names = {conversation_id: name for name, conversation_id in self.chats.items()}
        columns = OutboxItem.id, OutboxItem.conversation_id, OutboxItem.created_at, OutboxItem.payload
        statement = sa.select(*columns).order_by(OutboxItem.id)
        with self.database.reading() as work:
            rows = work.session.execute(statement.where(OutboxItem.id > self.seen)).all()
        fresh = []
        for row in rows:
            self.seen = max(self.seen, row.id)
            if row.conversation_id in names:
                fresh.append((names[row.conversation_id], load_outgoing(payload_of(row))))
        for name, outgoing in fresh:
            self.answers[name].append(outgoing)
        return fresh

    def say(self, name: str, text: str) -> Outgoing:
        """Says something and returns the last answer."""
        self.post(name, Said(text))
        self.work()
        return self.answers[name][-1]

    def tap(self, name: str, label: str) -> Outgoing:
        """Taps a button on what was shown last and returns the last answer."""
        self.post(name, self.button(name, label))
        self.work()
        return self.answers[name][-1]

    def button(self, name: str, label: str) -> Tapped:
        """The newest button with a label that begins so."""
        for outgoing in reversed(self.answers[name]):
            for button in buttons(outgoing):
                if button.label.startswith(label):
                    return Tapped(button.button, button.label)
        raise AssertionError(f"{name} was never shown {label!r}")

    def told(self, name: str) -> str:
        """The last answer as text."""
        return text_of(self.answers[name][-1])

    def state(self, name: str) -> State:
        """What the engine keeps of a conversation."""
        with self.database.reading() as work:
            statement = sa.select(Conversation.id, Conversation.state).where(Conversation.id == self.chats[name])
            return State.load(state_of(work.session.execute(statement).one()))

    def to_the_times(self, name: str, treatment: str = "laser", staff: str = "都可以") -> Outgoing:
        """Walks a newcomer with a name up to the question for the time, tomorrow."""
        with self.database.reading() as work:
            has_stores = len(stores.list_stores(work)) > 1
        self.tap(name, "预约护理")
        if has_stores:
            self.tap(name, "one")
        self.tap(name, "all")
        self.tap(name, treatment)
        self.tap(name, staff)
        return self.say(name, "明天")


def buttons(outgoing: Outgoing) -> tuple[Button, ...]:
    """All there is to tap on an answer."""
    return (*(outgoing.screen.options if outgoing.screen else ()), *outgoing.actions)


def text_of(outgoing: Outgoing) -> str:
    """An answer as a person reads it, without its buttons."""
    shown = [outgoing.screen.text] if outgoing.screen else []
    return "\n".join((*outgoing.says, *shown, *filter(None, [outgoing.toast])))
