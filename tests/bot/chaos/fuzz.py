"""A random day at the desk: people who tap what they should not, a network that repeats, machines that die."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from random import Random

from bot.gateway import Gateway
from bot.messages import Button, Event, Incoming, MediaKind, Opened, Said, Screen, Sent, Tapped
from core.booking import service as bookings
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import SYSTEM
from tests.bot.chaos.crew import Task, Worker, race
from tests.bot.chaos.deployments import engine_of
from tests.bot.chaos.salon import Front, buttons, open_salon

GUESTS = ("ann", "ben", "cat")
STAFF = ("desk", "amy")
_WISHES = "我想约明天下午三点做facial/明天/后天上午/9月18日/周五/11点/下午1点/改到后天/我的预约/改时间/预约/约/取消预约"
_ALWAYS = "取消/返回/菜单/人工/帮助/退订/再说一遍/确认/好的/不要/同意/谢谢/你好/完成/back/yes/no/english/cancel/menu"
_NAMES = "amy/bea/都可以/one/two/小明/Li Lei/laser/facial/mask/massage/laser|mask/anyone/all/change:day/handoff"
_NUMBERS = "1/2/3/７/0/99/1./-1/11:00/12/2026-09-17/³"
_ENGLISH = "book a laser tomorrow at 11am/my bookings/reschedule to Friday/what does a facial cost"
_ODD = (
    "",
    " ",
    "。",
    "？？？",
    "\u200b",
    "🙂🙂",
    "مرحبا",
    "a:book:x:y",
    "5:0",
    "胡说八道",
    "语" * 5000,
    "'; DROP TABLE x",
)
_COMMANDS = (
    "today/agenda/pending/confirm/decline/propose/checkin/done/noshow/block/take/release/book/bookings/help/x/ /member"
)
_ARGUED = (
    *(
        "/confirm 1",
        "/confirm 2",
        "/decline 1 满了",
        "/propose 1 明天 11:00",
        "/checkin ABCDEF",
        "/block 明天 10:00-12:00",
    ),
    *(
        "/member ann",
        "/member 1",
        "/staff ABCDEFGHJK",
        "/cancelbooking 1",
        "/reschedule 2",
        "/invite amy",
        "确认ann明天11点那个",
    ),
)
SAID = (
    *(text for line in (_WISHES, _ALWAYS, _NAMES, _NUMBERS, _ENGLISH) for text in line.split("/")),
    *(f"/{command}" for command in _COMMANDS.split("/")),
    *_ARGUED,
    *_ODD,
)


OTHER: tuple[Event, ...] = (
    Sent(MediaKind.voice),
    Sent(MediaKind.photo, "x.jpg"),
    Opened(),
    Opened("book_laser"),
    Opened("store_two"),
)


EXITS = {"取消", "转人工", "人工客服", "暂不同意", "语言 / Language", "锁定时间"}


class Crash(BaseException):
    """The process ends here, as far as the transaction is concerned."""


class Day:
    """One random day, all of it from one seed (but for which of two racing processes is first)."""

    def __init__(self, database: Database, clock: ManualClock, workers: list[Worker], seed: int) -> None:
        self._random = Random(seed)
        self._database, self._clock, self._workers = database, clock, workers
        with database.transaction() as work:
            salon = open_salon(work)
        self.members_before = len(salon.members) - len(GUESTS) + 1  # those without a chat
        self.front = Front.on(database)
        self._gateways = {
            version: Gateway(database, engine_of(version), echoes=frozenset()) for version in ("v1", "v2")
        }
        self._version = "v1"
        self._posted: list[Incoming] = []
        for name in STAFF:
            self.front.chat_of(name, salon.staff[name])
        for number, name in enumerate(GUESTS):
            self.front.chat_of(name, member_id=salon.members[number] if number else None)

    def run(self, rounds: int) -> int:
        """Plays; the number of things people did."""
        done = 0
        for _ in range(rounds):
            done += self._something_happens()
            self._machines()
            if self._random.random() < 0.8:
                self._do(self._random.choice(["here", "here", "here", "both", "both"]))
            self.front.read()
        self._do("here")
        return done

    def come_home(self) -> None:
        """From wherever they are, everybody gets back to the menu with one word."""
        for name in (*GUESTS, *STAFF):
            if name in STAFF:
                self.front.say(name, "/release")
            answer = self.front.say(name, "/menu" if name in STAFF else "菜单")
            assert answer.screen is not None, f"{name} has no menu"
            assert answer.screen.question == "home", f"{name} sees {answer.screen.question}"
            assert answer.screen.options, f"{name} has an empty menu"

    def _something_happens(self) -> int:
        chance, count = self._random, 0
        for name in chance.sample((*GUESTS, *STAFF), chance.choice([1, 1, 1, 2])):
            for _ in range(chance.choice([1, 1, 1, 1, 2])):
                incoming = self.front.post(name, self._event(name))
                count += 1
                self._posted.append(incoming)
                if chance.random() < 0.15:
                    self.front.gateway.receive(incoming)  # the network repeats it at once
        if chance.random() < 0.1:
            self.front.gateway.receive(chance.choice(self._posted))  # or much later
        return count

    def _event(self, name: str) -> Event:
        chance, answers = self._random, self.front.answers[name]
        every = [button for answer in answers for button in buttons(answer)]
        actions = [button for answer in answers[-12:] for button in answer.actions]
        screen = next((answer.screen for answer in reversed(answers) if answer.screen), None)
        kind = chance.random()
        if screen is not None and kind < 0.74:
            if not screen.options:
                return Said(chance.choice(("小明", "Li Lei", "满了")))
            button = self._sensible(screen)
        elif actions and kind < 0.82:
            button = chance.choice(actions)
        elif every and kind < 0.88:
            button = chance.choice(every)
        elif kind < 0.9:
            return chance.choice(OTHER)
        else:
            return Said(chance.choice(SAID))
        if chance.random() < 0.85:
            return Tapped(button.button, button.label)
        return Said(button.label)

    def _sensible(self, screen: Screen) -> Button:
        """Mostly what somebody taps who wants something, often the same as everybody: or nobody would ever book."""
        onward = [button for button in screen.options if button.label not in EXITS] or screen.options
        if self._random.random() < 0.5:
            return onward[0]
        return self._random.choice(onward if self._random.random() < 0.85 else screen.options)

    def _machines(self) -> None:
        chance = self._random
        if chance.random() < 0.08:
            self._version = chance.choice(["v1", "v2"])
        if chance.random() < 0.03:
            self._clock.advance(dt.timedelta(minutes=chance.choice([11, 45, 180, 60 * 26])))
        if chance.random() < 0.1:
            self._database.run(bookings.expire_due, SYSTEM)
        if chance.random() < 0.1:
            self._crash_here()
        if chance.random() < 0.05:
            worker = chance.choice(self._workers)
            worker.give(self._task(dies=chance.choice(["before", "after"])))
            worker.join()

    def _do(self, how: str) -> None:
        while waiting := self.front.gateway.undone():
            if how == "both":
                race(self._workers, self._task())
                how = "here"  # what followed from it
                continue
            for conversation_id in waiting:
                self._gateways[self._version].work(conversation_id)

    def _task(self, dies: str = "") -> Task:
        waiting = self.front.gateway.undone()
        self._random.shuffle(waiting)
        return Task(waiting, self._clock.now(), self._version, dies)

    def _crash_here(self) -> None:
        with _crashing(self._database), contextlib.suppress(Crash):
            for conversation_id in self.front.gateway.undone():
                self._gateways[self._version].work(conversation_id)


@contextlib.contextmanager
def _crashing(database: Database) -> Iterator[None]:
    """Ends the first turn right before its commit."""
    original = database.engine.dialect.do_commit

    def crash(_connection: object) -> None:
        raise Crash

    database.engine.dialect.do_commit = crash  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        database.engine.dialect.do_commit = original  # type: ignore[method-assign]
