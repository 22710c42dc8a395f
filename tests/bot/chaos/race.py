"""Many members tap the same time at the same moment; also run at length by `benchmarks/race.py`."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.engine.state import State
from bot.gateway import Gateway
from bot.messages import Address, Incoming, Outgoing, Tapped, load_outgoing
from bot.texts.catalogue import Texts
from bot.workers import Workers
from core.booking.models import Booking
from core.conversation.models import Conversation
from core.kit.db import Database
from core.kit.ids import new_key
from core.kit.work import Work
from core.member import service as members
from core.member.models import Contact
from core.outbox.models import OutboxItem
from core.resource.models import Occupancy
from tests.bot.chaos.salon import Front, engine, open_salon
from tests.keys import payload_of, sealed_state

TIME = "12:00"
PATIENCE = 60.0
RECEIVERS = 6
"""Threads of a web server that take messages in: what `asyncio.to_thread` has on two cores."""


@dataclass(frozen=True)
class Round:
    """What one burst came to; `waits` are seconds from a tap's receipt to its committed answer."""

    bookings: int
    answers: dict[str, Outgoing]
    waits: Sequence[float]

    @property
    def p95(self) -> float:
        """The wait that 95 of 100 did not exceed."""
        return sorted(self.waits)[int(len(self.waits) * 0.95) - 1]


@dataclass
class Race:
    """A hall of members who all look at the same times."""

    database: Database
    front: Front
    prepared: State
    names: dict[int, str] = field(default_factory=dict)

    @classmethod
    def prepare(cls, database: Database, size: int) -> Race:
        """One member walks up to the question for the time through the gateway; the others are copied from there."""
        with database.transaction() as work:
            open_salon(work)
            pilot = members.register(work, name="pilot").id
        front = Front.on(database)
        front.chat_of("pilot", member_id=pilot)
        front.to_the_times("pilot")
        race = cls(database, front, front.state("pilot"))
        with database.transaction() as work:
            for number in range(size):
                race.names[_seat(work, f"racer{number}")] = f"racer{number}"
        return race

    def run(self) -> Round:
        """One burst, by the product's own workers."""
        before = self._line_up()
        payload = self._payload()
        gateway = Gateway(self.database, engine(), echoes=frozenset())
        received, answered = dict.fromkeys(self.names, 0.0), dict.fromkeys(self.names, 0.0)
        everybody = threading.Event()

        def note(conversation_ids: set[int]) -> None:
            now = time.monotonic()
            for conversation_id in conversation_ids & answered.keys():
                answered[conversation_id] = now
            if all(answered.values()):
                everybody.set()

        def tap(conversation_id: int) -> None:
            received[conversation_id] = time.monotonic()
            name = self.names[conversation_id]
            gateway.receive(Incoming(Address("web", "site", name), new_key(), Tapped(payload, TIME), name))

        database = self.database
        listeners = vars(database)["_listeners"]
        kept = list(listeners)
        database.on_commit("outbox", note)
        workers = Workers(gateway)
        workers.start()
        with ThreadPoolExecutor(RECEIVERS) as pool:
            list(pool.map(tap, self.names))
        assert everybody.wait(PATIENCE), "not everybody was answered"
        workers.stop()
        listeners[:] = kept  # the next burst has workers of its own
        waits = [answered[one] - received[one] for one in self.names]
        return Round(self._bookings(), self._answers(before), waits)

    def _payload(self) -> str:
        shown = self.prepared.shown
        assert shown is not None
        index = next(place for place, option in enumerate(shown.options) if option.label == TIME)
        return f"{self.prepared.rev}:{index}"

    def _line_up(self) -> int:
        """Frees the time again and puts everybody back to the question for it; the newest answer's id."""
        with self.database.transaction() as work:
            work.session.execute(sa.delete(Occupancy))
            work.session.execute(sa.delete(Booking))
            for conversation_id in self.names:
                state = State.load(self.prepared.dump())
                state.stack[-1].key = new_key()
                statement = sa.update(Conversation).where(Conversation.id == conversation_id)
                work.session.execute(statement.values(state=sealed_state(state.dump(), conversation_id)))
            return work.session.scalar(sa.select(sa.func.max(OutboxItem.id))) or 0

    def _bookings(self) -> int:
        with self.database.reading() as work:
            return work.session.scalar(sa.select(sa.func.count()).select_from(Booking)) or 0

    def _answers(self, after: int) -> dict[str, Outgoing]:
        columns = OutboxItem.conversation_id, OutboxItem.created_at, OutboxItem.payload
        statement = sa.select(*columns).where(OutboxItem.id > after)
        with self.database.reading() as work:
            rows = work.session.execute(statement).all()
        assert len(rows) == len(self.names)  # one answer each
        return {self.names[row.conversation_id]: load_outgoing(payload_of(row)) for row in rows}


def _seat(work: Work, name: str) -> int:
    member = members.register(work, name=name)
    contact = work.session.execute(
        sa.insert(Contact)
        .values(channel="web", account="site", external_id=name, member_id=member.id, language="zh_CN", wrong_codes=0)
        .returning(Contact.id)
    ).scalar_one()
    values = {"channel": "web", "account": "site", "chat_id": name, "contact_id": contact, "active_at": work.now}
    return int(work.session.execute(sa.insert(Conversation).values(values).returning(Conversation.id)).scalar_one())


def is_summary(answer: Outgoing) -> bool:
    """Whether it is what the winner reads: the summary to confirm."""
    return answer.screen is not None and answer.screen.kind == "confirm"


def is_kind(answer: Outgoing, texts: Texts) -> bool:
    """Whether a loser is told that the time has gone, without an apology for a defect, and is shown what is left."""
    if answer.screen is None or answer.screen.question not in {"time", "day"} or not answer.screen.options:
        return False
    return bool(answer.says) and texts.say(answer.language, "engine.broken") not in answer.says
