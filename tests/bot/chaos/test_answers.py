"""Two colleagues answer one request at the same moment, through the gateway: one answer stands, both read how."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
import sqlalchemy as sa

from bot.messages import Event
from core.audit.models import AuditEntry
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Actor
from core.member import service as members
from tests.bot.chaos import invariants
from tests.bot.chaos.crew import Task, Worker, crew
from tests.bot.chaos.deployments import engine_of
from tests.bot.chaos.salon import Front, open_salon
from tests.factories.salon import Salon

pytestmark = pytest.mark.concurrency

ROUNDS = 100  # on each of two databases
ANSWERS = {"confirm": "确认", "decline": "婉拒", "propose": "换个时间"}
STANDS = {
    "confirm": BookingStatus.confirmed,
    "decline": BookingStatus.declined,
    "propose": BookingStatus.proposed,
}
TOO_LATE = "不能再做这一步"


class Duel:
    """A member who asks, and two colleagues with their fingers over the buttons."""

    def __init__(self, database: Database, salon: Salon) -> None:
        self.database, self.salon, self.front = database, salon, Front.on(database)
        with database.transaction() as work:
            self.member = members.register(work, name="ann").id
        self.front.chat_of("ann", member_id=self.member)
        for name in ("desk", "boss"):
            self.front.chat_of(name, salon.staff[name])

    def ask(self, number: int) -> int:
        """A request that both colleagues are looking at; the booking's id."""
        starts_at = self.salon.at(17, "11:00")
        with self.database.transaction(Actor("member", self.member)) as work:
            bookings.hold(work, f"duel {number}", self.member, self.salon.wish("laser", "amy"), starts_at)
            booking = bookings.request(work, f"duel {number}")
        self.front.work()
        return booking.id

    def aim(self, name: str, answer: str) -> Event:
        """Walks up to the tap that decides; the tap."""
        request = self.front.button(name, ANSWERS[answer])
        if answer == "confirm":
            return request
        self.front.post(name, request)
        self.front.work()
        if answer == "decline":
            return self.front.button(name, "这个时段已满")
        self.front.say(name, "后天")
        return self.front.button(name, "13:00")

    def outcome(self, booking_id: int) -> tuple[BookingStatus, list[str]]:
        """How the booking stands, and who brought it there."""
        answered = sa.select(AuditEntry.actor_id).where(
            AuditEntry.subject == "booking",
            AuditEntry.subject_id == booking_id,
            AuditEntry.action.in_([f"booking.{answer}" for answer in ANSWERS]),
        )
        names = {self.salon.staff[name]: name for name in ("desk", "boss")}
        with self.database.reading() as work:
            return bookings.get(work, booking_id).status, [names[id_ or 0] for id_ in work.session.scalars(answered)]

    def clear(self, booking_id: int, status: BookingStatus) -> None:
        """Frees the time for the next round."""
        if status is not BookingStatus.declined:
            with self.database.transaction(self.salon.desk) as work:
                bookings.cancel(work, booking_id)
        self.front.work()


def test_one_answer_stands(database: Database, database_url: str, clock: ManualClock) -> None:
    with database.transaction() as work:
        salon = open_salon(work)
    duel, chance, seen = Duel(database, salon), Random(1), Counter[str]()
    with crew(database_url, engine_of) as workers:
        for number in range(ROUNDS):
            seen[_round(duel, workers, clock, chance, number)] += 1
    assert set(seen) == set(ANSWERS)  # nobody wins by a rule
    invariants.check(database, len(salon.members))


def _round(duel: Duel, workers: list[Worker], clock: ManualClock, chance: Random, number: int) -> str:
    front = duel.front
    booking_id = duel.ask(number)
    meant = {name: chance.choice(list(ANSWERS)) for name in ("desk", "boss")}
    for name, tap in {name: duel.aim(name, answer) for name, answer in meant.items()}.items():
        front.post(name, tap)
    before = {name: len(answers) for name, answers in front.answers.items()}
    chats = [front.chats[name] for name in chance.sample(list(meant), 2)]
    for worker, order in zip(workers, (chats, chats[::-1]), strict=True):
        worker.give(Task(order, clock.now()))
    for worker in workers:
        worker.join()
    front.work()
    fresh = {name: answers[before[name] :] for name, answers in front.answers.items()}
    status, (winner,) = duel.outcome(booking_id)
    loser = next(name for name in meant if name != winner)
    assert status is STANDS[meant[winner]]
    assert {name: len(answers) for name, answers in fresh.items()} == {"ann": 1, winner: 1, loser: 1}
    assert TOO_LATE in fresh[loser][0].says[0]
    assert TOO_LATE not in fresh[winner][0].says[0]
    duel.clear(booking_id, status)
    return meant[winner]
