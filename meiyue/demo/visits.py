"""A year of visits by plausible rhythms, and what is booked for the next days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from core.booking.enums import BookingStatus
from core.booking.rules.moves import respond_by
from core.catalog.schemas import TreatmentOut, VariationOut
from core.kit.clock import epoch_minute
from core.staff.schemas import StaffOut
from meiyue.demo.diary import Diary, Place
from meiyue.demo.people import DemoMember, Rhythm

YEAR = dt.timedelta(days=365)
AHEAD_DAYS = 10
CONFIRMED = (46, 64)
PENDING = 5
_MEN_TREATED_WITH = {"facial", "device", "body", "head_spa"}
# How busy a month is: before Spring Festival, around Women's Day and 20 May, before the October holiday, year's end.
_SEASON = {1: 1.3, 2: 0.8, 3: 1.15, 4: 1.0, 5: 1.15, 6: 1.0, 7: 0.9, 8: 0.95, 9: 1.15, 10: 1.0, 11: 1.05, 12: 1.2}
# Wished times as (local minute of the day, weight): after work, and weekend afternoons.
_WEEKDAY_TIMES = ((11 * 60, 10), (13 * 60, 10), (15 * 60, 18), (17 * 60 + 30, 22), (18 * 60 + 30, 28), (19 * 60, 12))
_WEEKEND_TIMES = ((10 * 60 + 30, 14), (13 * 60, 18), (14 * 60 + 30, 28), (16 * 60, 26), (18 * 60, 14))
_TO_WEEKEND = 0.25
_NOBODYS_HABIT = {"pregnancy_facial", "lash_removal"}
_FIRST_VISIT_WITHIN = dt.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """A booking to be stored for the member of this index."""

    member: int
    place: Place
    status: BookingStatus
    is_any_staff: bool
    created_at: dt.datetime
    changed_at: dt.datetime
    respond_by: dt.datetime | None = None

    @property
    def row(self) -> dict[str, Any]:
        """What the table of bookings holds of it, but the member, code and key."""
        place = self.place
        return {
            "store_id": place.store.id,
            "variation_id": place.variation.id,
            "staff_id": place.staff.id,
            "bed_id": place.bed_id,
            "device_id": place.device_id,
            "is_any_staff": self.is_any_staff,
            "status": self.status,
            "starts_at": place.starts_at,
            "ends_at": place.ends_at,
            "earlier_starts_at": None,
            "respond_by": self.respond_by,
            "price_fen": place.variation.price_fen,
            "policy": place.store.settings.booking.model_dump(mode="json"),
            "reason": None,
            "note": None,
            "replaces_id": None,
            "requested_at": self.created_at,
            "created_at": self.created_at,
            "changed_at": self.changed_at,
        }

    @property
    def takes_time(self) -> bool:
        """Whether people and rooms are (or were) taken by it."""
        return self.status not in {BookingStatus.cancelled, BookingStatus.no_show}


@dataclass(slots=True)
class _Taste:
    """What somebody usually wants."""

    diary: Diary
    variations: Sequence[VariationOut]
    favourite: StaffOut | None
    known_since: dt.datetime
    days_on: set[dt.date] = field(default_factory=set)


class Year:
    """Fills the diaries of all stores."""

    def __init__(
        self, random: Random, now: dt.datetime, diaries: Sequence[Diary], menu: Sequence[TreatmentOut]
    ) -> None:
        self._random, self._now = random, now
        self._diaries = diaries
        self._menu = [treatment for treatment in menu if treatment.category != "trial"]
        self._trials = [treatment for treatment in menu if treatment.category == "trial"]
        self._tastes: dict[int, _Taste] = {}

    def visits(self, members: Sequence[DemoMember]) -> list[DemoVisit]:
        """All bookings, in the order they were asked for."""
        past: list[DemoVisit] = []
        coming: list[DemoVisit] = []
        for index, member in enumerate(members):
            self._tastes[index] = self._taste(member)
            for due in self._dues(member):
                made = self._visit(index, member, due)
                if made is not None:
                    (coming if made.place.starts_at > self._now else past).append(made)
        self._random.shuffle(coming)
        coming = coming[: CONFIRMED[1]]
        busy = {visit.member for visit in coming}
        others = [
            index for index, member in enumerate(members) if index not in busy and member.rhythm is not Rhythm.lapsed
        ]
        self._random.shuffle(others)
        wanted = iter(others)
        coming += self._more(wanted, CONFIRMED[0] - len(coming), BookingStatus.confirmed)
        coming += self._more(wanted, PENDING, BookingStatus.pending)
        return sorted([*past, *coming], key=lambda visit: visit.created_at)

    def _taste(self, member: DemoMember) -> _Taste:
        random = self._random
        diary = random.choices(self._diaries, weights=[3, *[2] * (len(self._diaries) - 1)])[0]
        liked = [t for t in self._menu if diary.skilled(t.variations[0]) and _suits(t, member)]
        treatments = random.sample(liked, k=min(2, len(liked)))
        variations = [random.choice(treatment.variations) for treatment in treatments]
        skilled = diary.skilled(variations[0])
        favourite = random.choice(skilled) if random.random() < 0.65 else None
        return _Taste(diary, variations, favourite, member.joined_at)

    def _dues(self, member: DemoMember) -> Iterator[dt.datetime]:
        """When the member would come, from a year ago to the last day that is booked."""
        random, usual = self._random, member.rhythm.days(self._random)
        until = self._now + dt.timedelta(days=AHEAD_DAYS)
        if member.rhythm is Rhythm.lapsed:
            until = self._now - dt.timedelta(days=random.randint(90, 300))
        begin = max(member.joined_at, self._now - YEAR)
        # A newcomer comes within days; of whom is known longer, the year shows a stretch of an older rhythm.
        due = begin + dt.timedelta(days=random.uniform(1, 4 if begin == member.joined_at else usual))
        while due < until:
            yield due
            gap = max(7.0, usual * random.gauss(1, 0.18) / _SEASON[due.month])
            due += dt.timedelta(days=gap)

    def _visit(self, index: int, member: DemoMember, due: dt.datetime) -> DemoVisit | None:
        random, taste = self._random, self._tastes[index]
        variation = random.choices(taste.variations, weights=[3, 1][: len(taste.variations)])[0]
        if due - member.joined_at < _FIRST_VISIT_WITHIN and random.random() < 0.3:
            variation = random.choice(self._trials).variations[0]
        is_past = due < self._now
        status = BookingStatus.confirmed
        if is_past:
            chance = random.random()
            status = BookingStatus.completed
            if chance < 0.105:
                status = BookingStatus.cancelled if chance < 0.07 else BookingStatus.no_show
        return self._book(index, variation, due, status)

    def _book(self, index: int, variation: VariationOut, due: dt.datetime, status: BookingStatus) -> DemoVisit | None:
        """Finds a place on the wished day or one of the two after it."""
        random, taste = self._random, self._tastes[index]
        favourite = taste.favourite if taste.favourite and variation.skill in taste.favourite.skills else None
        local = due.astimezone(taste.diary.zone).date()
        if local.weekday() < 5 and random.random() < _TO_WEEKEND:
            local += dt.timedelta(days=random.choice((5, 6)) - local.weekday())
        for on in (local + dt.timedelta(days=days) for days in range(3)):
            times = _WEEKEND_TIMES if on.weekday() >= 5 else _WEEKDAY_TIMES
            minute = random.choices([time for time, _ in times], weights=[weight for _, weight in times])[0]
            minute += random.choice((-30, -15, 0, 0, 15, 30))
            place = taste.diary.find(random, variation, on, minute, favourite, self._within(status))
            if place is not None and not taste.days_on & {on}:
                taste.days_on.add(on)
                visit = self._made(index, place, status, is_any_staff=favourite is None)
                if visit.takes_time:
                    taste.diary.take(place, on)
                return visit
        return None

    def _within(self, status: BookingStatus) -> tuple[int, int]:
        now = epoch_minute(self._now)
        if status in {BookingStatus.confirmed, BookingStatus.pending}:
            return now + 120, now + AHEAD_DAYS * 1440
        return 0, now

    def _made(self, index: int, place: Place, status: BookingStatus, *, is_any_staff: bool) -> DemoVisit:
        """Adds when it was asked for and when its status came about."""
        random, start = self._random, place.starts_at
        if status is BookingStatus.pending:
            created = self._now - dt.timedelta(minutes=random.randint(10, 300))
            until = respond_by(created, start, place.store.settings.booking.request_minutes)
            return DemoVisit(index, place, status, is_any_staff, created, created, until)
        before = dt.timedelta(minutes=random.randint(2 * 60, 8 * 1440))
        created = max(min(start, self._now) - before, self._tastes[index].known_since)
        changed = {
            BookingStatus.completed: place.ends_at,
            BookingStatus.no_show: start + dt.timedelta(minutes=20),
            BookingStatus.cancelled: created + (start - created) * random.uniform(0.3, 0.95),
            BookingStatus.confirmed: created + (self._now - created) * random.uniform(0.02, 0.2),
        }[status]
        return DemoVisit(index, place, status, is_any_staff, created, min(changed, self._now))

    def _more(self, members: Iterator[int], count: int, status: BookingStatus) -> list[DemoVisit]:
        """As many bookings of the next days as are still missing, one a member."""
        made: list[DemoVisit] = []
        while len(made) < count:
            index = next(members)
            due = self._now + dt.timedelta(days=self._random.uniform(1, AHEAD_DAYS - 3))
            visit = self._book(index, self._tastes[index].variations[0], due, status)
            if visit is not None:
                made.append(visit)
        return made


def _suits(treatment: TreatmentOut, member: DemoMember) -> bool:
    if treatment.code == "mens_facial":
        return member.is_man
    if treatment.code in _NOBODYS_HABIT:
        return False
    return not member.is_man or treatment.category in _MEN_TREATED_WITH
