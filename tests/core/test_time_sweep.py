"""Salon days in eight time zones over three years: book, be reminded, agenda, arrival, summary, expiry.

Every day of each zone with `MEIYUE_SWEEP=full`; otherwise the days around each kind of turn a calendar takes: clocks
put forward and back, the 29th of February, the ends of months and years. Every now and then the machine's clock is put
back an hour while all runs. No time may shift by the store's clock, nothing may be missed or come twice.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.booking.enums import BookingStatus as S
from core.booking.schemas import BookingOut
from core.conversation import service as conversations
from core.conversation.models import InboxItem
from core.daily import service as daily
from core.due.enums import DueStatus, MissedWhy
from core.due.models import DueRow
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.member import service as members
from core.reminder import service as reminders
from tests.factories import salon as factory
from tests.factories.salon import Salon
from tests.keys import events

FULL = os.environ.get("MEIYUE_SWEEP") == "full"
ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "America/Sao_Paulo",
    "Asia/Kathmandu",  # 5:45 from UTC
    "Pacific/Apia",  # the first to see a day
    "Africa/Casablanca",  # clocks change around Ramadan
)
FIRST_ON, LAST_ON = dt.date(2026, 1, 4), dt.date(2028, 12, 31)
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
JOBS = (bookings.expire_due, reminders.send_due, reminders.settle_due, daily.plan_days, daily.tell_due)
SAMPLED = (dt.date(2027, 12, 31), dt.date(2028, 2, 28))

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def turns(zone: ZoneInfo) -> list[dt.date]:
    """Days on which the clocks of a zone change, and some on which its calendar turns a page."""

    def offset(on: dt.date) -> dt.timedelta | None:
        return dt.datetime.combine(on, dt.time(), zone).utcoffset()

    days = [FIRST_ON + n * DAY for n in range((LAST_ON - FIRST_ON).days)]
    changes = [on for on in days if offset(on) != offset(on + DAY)]
    return sorted({*changes[:2], *SAMPLED})


def spans(zone: ZoneInfo) -> Iterator[list[dt.date]]:
    """Runs of local dates to be played."""
    if FULL:
        yield [FIRST_ON + n * DAY for n in range((LAST_ON - FIRST_ON).days)]
        return
    for on in turns(zone):
        yield [on, on + DAY, on + 2 * DAY]


@dataclass
class Year:
    """One salon, played day by day."""

    database: Database
    clock: ManualClock
    salon: Salon
    random: Random
    wished: dict[int, dt.datetime] = field(default_factory=dict)
    unanswered: list[int] = field(default_factory=list)
    came: set[int] = field(default_factory=set)

    def moment(self, on: dt.date, at: str) -> dt.datetime:
        return dt.datetime.combine(on, dt.time.fromisoformat(at), self.salon.zone)

    def play(self, days: list[dt.date]) -> None:
        self.clock.set(self.moment(days[0] - 2 * DAY, "12:00"))
        for on in [*days, days[-1] + DAY, days[-1] + 2 * DAY]:
            self._until(self.moment(on - 2 * DAY, "12:00"))
            if on in days:
                self._book(on)
            self._until(self.moment(on - DAY, "00:01"))
        self._until(self.moment(days[-1] + DAY, "23:59"))
        with self.database.reading() as work:
            self._check(work, days)

    def _book(self, on: dt.date) -> None:
        """A visit that staff confirm, and a request that nobody answers."""
        hour, quarter = self.random.randrange(11, 19), self.random.randrange(4)
        wished = dt.datetime.combine(on, dt.time(hour, 15 * quarter), self.salon.zone)
        visit = self._ask(f"visit{on}", 0, "amy", wished)
        self._as(self.salon.desk, bookings.confirm, visit.id)
        self.wished[visit.id] = wished
        self.unanswered.append(self._ask(f"request{on}", 1, "bea", self.moment(on, "10:00")).id)

    def _ask(self, key: str, number: int, who: str, at: dt.datetime) -> BookingOut:
        member = self.salon.member(number)
        wish = self.salon.wish(who=who)
        self._as(member, bookings.hold, key, self.salon.members[number], wish, at)
        found: BookingOut = self._as(member, bookings.request, key)
        return found

    def _as(self, actor: Actor, act: object, *args: object) -> object:
        return self.database.run(lambda work: act(work, *args), actor)  # type: ignore[operator]

    def _until(self, end: dt.datetime) -> None:
        """Lets all that happens by itself happen at its moment; every second day's member comes in time."""
        while self.clock.now() < end.astimezone(dt.UTC):
            following = min(self._next(), end.astimezone(dt.UTC))
            self.clock.set(following)
            self._run()
            if self.random.random() < 0.1:
                self.clock.advance(-HOUR)
                self._run()
                self.clock.set(following)
            for booking_id, starts_at in self.wished.items():
                is_time = dt.timedelta() <= self.clock.now() - (starts_at - 2 * HOUR) < HOUR
                if booking_id % 4 == 1 and is_time and booking_id not in self.came:
                    self._as(self.salon.desk, bookings.check_in, booking_id)
                    self.came.add(booking_id)

    def _run(self) -> None:
        for job in JOBS:
            while self.database.run(job):
                pass

    def _next(self) -> dt.datetime:
        """When something falls due next; the day's plans are made soon after each midnight."""
        now = self.clock.now()
        local = now.astimezone(self.salon.zone)
        midnight = dt.datetime.combine(local.date() + DAY, dt.time(0, 1), self.salon.zone).astimezone(dt.UTC)
        with self.database.reading() as work:
            due = work.session.scalar(
                sa.select(sa.func.min(DueRow.due_at)).where(DueRow.status == DueStatus.scheduled, DueRow.due_at > now)
            )
        return min(each for each in (due, midnight, now + 6 * HOUR) if each is not None)

    def _check(self, work: Work, days: list[dt.date]) -> None:
        moments = work.session.scalars(sa.select(InboxItem.received_at).order_by(InboxItem.id))
        told = list(zip(moments, map(json.loads, events(work.session)), strict=True))
        self._check_visits(work, told)
        self._check_days(told, days)
        late = sa.select(sa.func.count()).where(DueRow.why == MissedWhy.late)
        assert work.session.scalar(late) == 0

    def _check_visits(self, work: Work, told: list[tuple[dt.datetime, dict[str, object]]]) -> None:
        of: Counter[tuple[object, object]] = Counter()
        for _, event in told:
            args = event["args"]
            assert isinstance(args, dict)
            of[event["kind"], args.get("booking")] += 1
        for booking_id, wished in self.wished.items():
            visit = bookings.get(work, booking_id)
            assert visit.starts_at.astimezone(self.salon.zone).replace(tzinfo=None) == wished.replace(tzinfo=None)
            assert of["booking.reminder", booking_id] == 2, wished
            has_come = booking_id in self.came
            assert visit.status is (S.checked_in if has_come else S.no_show), wished
            assert of["booking.not_here", booking_id] == (0 if has_come else 3), wished  # desk, owner and amy
        for booking_id in self.unanswered:
            assert bookings.get(work, booking_id).status is S.expired
            assert of["booking.expired", booking_id] == 1

    def _check_days(self, told: list[tuple[dt.datetime, dict[str, object]]], days: list[dt.date]) -> None:
        of: Counter[tuple[object, object, object]] = Counter()
        for at, event in told:
            args = event["args"]
            assert isinstance(args, dict)
            if "day" not in args or args["store"] != self.salon.store:
                continue
            local = at.astimezone(self.salon.zone)
            assert local.date().isoformat() == args["day"]
            of[event["kind"], args["day"], f"{local:%H:%M}"] += 1
        for on in days:
            assert of["daily.agenda", on.isoformat(), "08:30"] == 2, on
            assert of["daily.summary", on.isoformat(), "21:15"] == 2, on
        assert set(of.values()) == {2}


@pytest.fixture(params=ZONES)
def year(request: pytest.FixtureRequest, database: Database, clock: ManualClock) -> Year:
    """A salon whose members, desk, owner and amy have chats."""
    clock.set(dt.datetime.combine(FIRST_ON, dt.time(), dt.UTC) - 30 * DAY)
    policy = {"request_minutes": 600, "horizon_days": 10, "lead_minutes": 0}
    salon = database.run(lambda work: factory.build(work, zone=request.param, is_bea_always_there=True, **policy))

    def meet(work: Work) -> None:
        salon.staff["boss"] = factory.employ(work, salon.store, "boss", (), (), StaffRole.owner)
        for name in ("amy", "desk", "boss", "m0", "m1"):
            conversation = conversations.get(
                work, conversations.open_conversation(work, "web", "test", name, name, name, "zh_CN")
            )
            assert conversation is not None
            if name in salon.staff:
                members.link_staff(work, conversation.contact_id, salon.staff[name])
            else:
                members.link(work, conversation.contact_id, salon.members[int(name[1])])

    database.run(meet)
    return Year(database, clock, salon, Random(request.param))


def test_every_day_comes_once_and_in_time(year: Year) -> None:
    for days in spans(year.salon.zone):
        year.play(days)
