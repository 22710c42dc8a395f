"""The salon the booking benchmarks run in: 20 people, 10 beds, 6 devices, and as many bookings as wanted."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.kit.clock import ManualClock, epoch_minute
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.member import service as members
from core.migrations.migrate import upgrade
from core.profile import service as profiles
from core.profile.enums import PreferenceKind
from core.resource import service as resource
from core.resource.enums import OccupancyReason, ResourceKind
from core.resource.models import Occupancy
from core.staff import service as staff
from tests import postgres
from tests.conftest import NOW
from tests.factories.salon import ALL_WEEK, Salon, both, build, employ, offer
from tests.keys import KEYRING

PEOPLE, BEDS, DEVICES = 20, 10, 6
MODELS = ("laser", "hifu", "led")
TREATMENTS = 24
SKILLS = 6
DAYS_AHEAD = 30


@contextlib.contextmanager
def databases() -> Iterator[dict[str, Database]]:
    """Empty migrated databases on SQLite and PostgreSQL, both as durable as in production."""
    with tempfile.TemporaryDirectory(prefix="meiyue-bench-") as folder:
        place = postgres.Place.open()
        opened = {
            "SQLite": Database(f"sqlite:///{Path(folder) / 'meiyue.db'}", clock=ManualClock(NOW), keyring=KEYRING),
            "PostgreSQL": Database(
                postgres.start(place.folder, durable=True).render_as_string(hide_password=False),
                clock=ManualClock(NOW),
                keyring=KEYRING,
            ),
        }
        try:
            for database in opened.values():
                upgrade(database)
            yield opened
        finally:
            for database in opened.values():
                database.dispose()
            place.close()


def furnish(work: Work) -> Salon:
    """Sets the salon up: everybody has two of six skills, a third of the treatments need a device."""
    salon = build(work)
    for number in range(PEOPLE - 4):
        skills = (f"skill{number % SKILLS}", f"skill{(number + 1) % SKILLS}")
        salon.staff[f"s{number}"] = employ(work, salon.store, f"s{number}", skills, ALL_WEEK)
    for number in range(BEDS - 2):
        salon.rooms[f"b{number}"] = resource.add(work, salon.store, ResourceKind.bed, f"b{number}", both(f"b{number}"))
    for number in range(DEVICES - 1):
        model, code = MODELS[number % 3], f"d{number}"
        salon.rooms[code] = resource.add(work, salon.store, ResourceKind.device, code, both(code), model)
    for number in range(TREATMENTS):
        steps = [("prepare", 15), ("process", 15 + number % 4 * 10), ("finish", 15), ("clean_up", 10)]
        device = MODELS[number // 3 % 3] if number % 3 == 0 else None
        values = {"skill": f"skill{number % SKILLS}", "device": device}
        salon.variations[f"t{number}"] = offer(work, f"t{number}", steps, **values)
    salon.members = [members.register(work).id for _ in range(50)]
    return salon


def fill(work: Work, salon: Salon, count: int, first_day: int, last_day: int) -> None:
    """Stores bookings spread evenly over days counted from today: a person's, a bed's, now and then a device's time."""
    chance = random.Random(7)
    people = [person.resource_id for person in staff.list_staff(work, salon.store) if person.code.startswith("s")]
    by_resource = {person.resource_id: person.id for person in staff.list_staff(work, salon.store)}
    beds = [id_ for code, id_ in salon.rooms.items() if code.startswith("b")]
    devices = [id_ for code, id_ in salon.rooms.items() if code.startswith(("d", "l"))]
    opening = epoch_minute(salon.at(16, "10:00"))
    busy: set[tuple[int, int]] = set()
    number = int(work.session.scalar(sa.select(sa.func.count()).select_from(Booking)) or 0)
    rows, spans = [], []
    for _ in range(count):
        wanted = [people, beds, *([devices] if chance.random() < 0.3 else [])]
        while True:
            day, slot = chance.randint(first_day, last_day), chance.randrange(11)
            chosen = [chance.choice(group) for group in wanted]
            start = opening + day * 1440 + slot * 60
            if not busy & {(resource_id, start) for resource_id in chosen}:
                break
        busy |= {(resource_id, start) for resource_id in chosen}
        number += 1
        starts_at = salon.at(16, "10:00") + dt.timedelta(days=day, hours=slot)
        rows.append(
            {
                "id": number,
                "code": f"C{number}",
                "key": f"filled {number}",
                "store_id": salon.store,
                "member_id": salon.members[number % 50],
                "variation_id": salon.variations["t1"],
                "staff_id": by_resource[chosen[0]],
                "bed_id": chosen[1],
                "is_any_staff": False,
                "status": BookingStatus.completed if day < 0 else BookingStatus.confirmed,
                "starts_at": starts_at,
                "ends_at": starts_at + dt.timedelta(minutes=50),
                "price_fen": 100,
                "policy": {},
                "requested_at": NOW,
                "created_at": NOW,
                "changed_at": NOW,
            }
        )
        spans += [
            {
                "resource_id": resource_id,
                "start_minute": start,
                "end_minute": start + 55,
                "reason": OccupancyReason.booking,
                "booking_id": number,
            }
            for resource_id in chosen
        ]
    work.session.execute(sa.insert(Booking), rows)
    work.session.execute(sa.insert(Occupancy), spans)
    if work.session.get_bind().dialect.name == "postgresql":
        # A server that has been up for a while has restarted its numbering and gathered its statistics.
        work.session.execute(sa.text(f"SELECT setval('bookings_id_seq', {number})"))


def settle(database: Database) -> None:
    """What autovacuum does by itself after a while: statistics, and the map of pages an index may answer for."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")


def know(work: Work, salon: Salon) -> None:
    """Gives the first member twenty visits in the past and something they like and do not like."""
    me, number = salon.members[0], int(work.session.scalar(sa.select(sa.func.max(Booking.id))) or 0)
    people = [person.id for person in staff.list_staff(work, salon.store) if person.code.startswith("s")]
    common = {"is_any_staff": False, "status": BookingStatus.completed, "price_fen": 100, "policy": {}}
    moments = {"requested_at": NOW, "created_at": NOW, "changed_at": NOW}
    rows = []
    for visit in range(1, 21):
        starts_at = salon.at(16, "15:00") - dt.timedelta(weeks=visit)
        rows.append(
            {
                "id": number + visit,
                "code": f"K{visit}",
                "key": f"known {visit}",
                "store_id": salon.store,
                "member_id": me,
                "variation_id": salon.variations["t1"],
                "staff_id": people[visit % 3 and 1],
                "starts_at": starts_at,
                "ends_at": starts_at + dt.timedelta(minutes=50),
                **common,
                **moments,
            }
        )
    work.session.execute(sa.insert(Booking), rows)
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.execute(sa.text(f"SELECT setval('bookings_id_seq', {number + 20})"))
    member = work.acting_as(Actor("member", me))
    profiles.prefer(member, me, PreferenceKind.staff, people[2], likes=True)
    profiles.prefer(member, me, PreferenceKind.staff, people[3], likes=False)
