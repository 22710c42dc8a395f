"""Sound data passes, and each planted defect is named; planted by plain SQL, as no code of ours would do it."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable

import psycopg
import pytest
import sqlalchemy as sa

from core.booking import service as bookings
from core.booking.schemas import PartWish, VisitWish
from core.check import service as checks
from core.check.schemas import Backlog
from core.conversation import service as conversations
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.outbox import service as outbox
from core.outbox.enums import Purpose
from core.resource.overlap import UNGUARD
from tests.factories import salon as factory
from tests.factories.salon import Salon

Plant = Callable[..., None]
_OLD = "'2026-09-16 01:00:00'"


@pytest.fixture
def salon(database: Database) -> Salon:
    """A salon with bookings LASER (person, bed, device), HANDS (a person), GONE, HELD, PAIR (of two), and a chat."""

    def fill(work: Work) -> Salon:
        built = factory.build(work)
        wishes = {
            "LASER": ("laser", "10:00"),
            "HANDS": ("massage", "12:00"),
            "GONE": ("facial", "14:00"),
            "HELD": ("facial", "16:00"),
        }
        for number, (code, (wish, at)) in enumerate(wishes.items()):
            bookings.hold(work, code, built.members[number], built.wish(wish), built.at(17, at))
        asked = {code: bookings.request(work, code).id for code in ("LASER", "HANDS", "GONE")}
        for booking_id in asked.values():
            bookings.confirm(work, booking_id)
        bookings.cancel(work, asked["GONE"])
        parts = tuple(PartWish(built.variations[code]) for code in ("facial", "massage"))
        bookings.hold(work, "PAIR", built.members[0], VisitWish(built.store, parts), built.at(17, "18:00"))
        bookings.request(work, "PAIR")
        work.session.execute(sa.text("UPDATE bookings SET code = key"))
        chat = conversations.open_conversation(work, "fake", "salon", "1", "1", None, "zh_CN")
        conversations.note(work, chat, "first", "{}")
        outbox.put(work, chat, "{}", Purpose.reply)
        return built

    return database.run(fill)


@pytest.fixture
def plant(database: Database, salon: Salon) -> Plant:
    """Runs statements past everything that guards the data."""

    def run(*statements: str) -> None:
        if database.is_sqlite:
            with contextlib.closing(sqlite3.connect(str(database.url.database))) as lite, lite:
                for statement in statements:
                    lite.execute(statement)
            return
        address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement.encode())

    return run


def _told(database: Database) -> list[str]:
    """What is broken, line by line."""
    with database.reading() as work:
        return [line for each in checks.check(work) if each.is_broken for line in each.found]


def _of(key: str, column: str = "id") -> str:
    return f"(SELECT {column} FROM bookings WHERE key = '{key}')"


def _moved(key: str, minutes: int) -> str:
    """Moves what a booking takes and leaves the booking where it is."""
    change = f"start_minute = start_minute + {minutes}, end_minute = end_minute + {minutes}"
    return f"UPDATE occupancies SET {change} WHERE booking_id = {_of(key)}"


_COPY = "resource_id, start_minute, end_minute, reason, booking_id"
_ADD = f"INSERT INTO occupancies (id, {_COPY})"
_BED = f"booking_id = {_of('LASER')} AND resource_id = {_of('LASER', 'bed_id')}"
DEFECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a booking without its device": (
        f"DELETE FROM occupancies WHERE resource_id = {_of('LASER', 'device_id')}",
        ("booking LASER has no time of resource",),
    ),
    "a booking that takes another bed": (
        f"{_ADD} SELECT 900, id, 1, 2, 'booking', {_of('HANDS')} FROM resources WHERE code = 'bed2'",
        ("booking HANDS takes resource", "booking HANDS takes resource"),
    ),
    "a booking whose time was moved earlier": (_moved("HANDS", -15), ("booking HANDS takes resource",)),
    "a booking whose time was moved later": (_moved("HANDS", 15), ("booking HANDS takes resource",)),
    "a bed that is given back too soon": (
        f"UPDATE occupancies SET end_minute = start_minute + 5 WHERE {_BED}",
        ("booking LASER takes resource",),
    ),
    "a booking that would lapse like a hold": (
        f"UPDATE occupancies SET held_until = {_OLD} WHERE {_BED}",
        ("booking LASER would lose its time",),
    ),
    "a cancelled booking that takes time": (
        f"{_ADD} SELECT 900, {_of('GONE', 'bed_id')}, 1, 2, 'booking', {_of('GONE')}",
        ("booking GONE is cancelled and still takes 1 span(s)",),
    ),
    "a visit over that takes time to come": (
        "UPDATE bookings SET status = 'completed' WHERE key = 'HANDS'",
        ("booking HANDS is completed and still takes time",),
    ),
    "time of a booking that is not there": (
        f"{_ADD} SELECT 900, id, 1, 2, 'booking', 4711 FROM resources WHERE code = 'bed2'",
        ("occupancy 900 of resource",),
    ),
    "a visit half confirmed": (
        "UPDATE bookings SET status = 'confirmed' WHERE key = 'PAIR:1'",
        ("visit PAIR is in 2 states at once",),
    ),
    "a part of a visit of another member": (
        f"UPDATE bookings SET member_id = {_of('HANDS', 'member_id')} WHERE key = 'PAIR:1'",
        ("booking PAIR:1 belongs to no visit",),
    ),
    "a visit whose first booking is not there": (
        "UPDATE bookings SET visit_id = 4711 WHERE key = 'PAIR:1'",
        ("booking PAIR:1 belongs to no visit",),
    ),
    "a visit with a long pause": (
        "UPDATE bookings SET visit_id = (SELECT visit_id FROM bookings WHERE key = 'PAIR'), status = 'pending',"
        f" member_id = {_of('PAIR', 'member_id')} WHERE key = 'HANDS'",
        ("booking PAIR is too far from the rest",),
    ),
    "a guest without a name": (
        "UPDATE bookings SET guest_number = 1 WHERE key = 'HANDS'",
        ("booking HANDS has a guest without a name",),
    ),
    "a message nobody does": (f"UPDATE inbox SET received_at = {_OLD}", ("message 1 of conversation 1 is not done",)),
    "a message to nobody": (
        "UPDATE outbox SET conversation_id = 4711",
        ("outgoing message 1 names conversation 4711, which is not there",),
    ),
    "a message that is being sent for ever": (
        f"UPDATE outbox SET status = 'sending', created_at = {_OLD}",
        ("outgoing message 1 of conversation 1 is still being sent",),
    ),
    "a contact of a member who is not there": (
        "UPDATE contacts SET member_id = 4711",
        ("contact 1 belongs to nobody",),
    ),
    "a contact of a colleague who is not there": (
        "UPDATE contacts SET staff_id = 4711",
        ("contact 1 belongs to nobody",),
    ),
}


def test_sound_data_passes(database: Database, salon: Salon) -> None:
    with database.reading() as work:
        checked = checks.check(work)
    assert [each for each in checked if each.found] == []
    assert len({each.rule for each in checked}) > 10


@pytest.mark.parametrize("defect", DEFECTS)
def test_planted_defect_is_named(database: Database, plant: Plant, defect: str) -> None:
    statement, expected = DEFECTS[defect]
    plant(statement)
    told = _told(database)
    assert len(told) == len(expected), told
    assert all(line.startswith(begins) for line, begins in zip(told, expected, strict=True)), told


def test_double_booking_and_the_missing_guard_are_named(database: Database, plant: Plant) -> None:
    dialect = "sqlite" if database.is_sqlite else "postgresql"
    twice = f"{_ADD} SELECT 900, resource_id, start_minute + 5, end_minute, 'block', NULL FROM occupancies WHERE {_BED}"
    plant(*UNGUARD[dialect], twice)
    overlap, guard = _told(database)
    assert overlap.startswith("occupancy 900 of resource")
    assert "guard" in guard


def test_weakened_guard_is_named(database: Database, plant: Plant) -> None:
    if database.is_sqlite:
        weak = "CREATE TRIGGER occupancies_overlap_update BEFORE UPDATE ON occupancies BEGIN SELECT 1; END"
        plant("DROP TRIGGER occupancies_overlap_update", weak)
    else:
        weak = "EXCLUDE USING gist (resource_id WITH =, int8range(start_minute, start_minute) WITH &&)"
        plant(*UNGUARD["postgresql"], f"ALTER TABLE occupancies ADD CONSTRAINT occupancies_overlap {weak}")
    assert "guard" in "".join(_told(database))


def test_hold_that_lapsed_may_keep_its_time_or_not(database: Database, plant: Plant, clock: ManualClock) -> None:
    gone = f"DELETE FROM occupancies WHERE booking_id = {_of('HELD')} AND start_minute > 0"
    clock.advance(dt.timedelta(minutes=4))
    assert _told(database) == []
    plant(gone)
    assert len(_told(database)) == 2  # a person and a bed, while it runs
    clock.advance(dt.timedelta(hours=1))
    assert [line for line in _told(database) if "HELD" in line] == []


def test_message_set_aside_is_listed_and_no_defect(database: Database, plant: Plant) -> None:
    plant(f"UPDATE inbox SET is_set_aside = {'1' if database.is_sqlite else 'true'}, done_at = {_OLD}")
    with database.reading() as work:
        (noted,) = [each for each in checks.check(work) if each.found]
    assert (noted.is_broken, noted.found) == (False, ("message 1 of conversation 1",))


def test_backlog_counts_what_is_late(database: Database, salon: Salon, clock: ManualClock) -> None:
    def waiting() -> Backlog:
        with database.reading() as work:
            return checks.backlog(work)

    assert waiting() == Backlog(outbox=1, outbox_late=0, inbox=1, inbox_late=0)
    clock.advance(dt.timedelta(minutes=11))
    assert waiting() == Backlog(outbox=1, outbox_late=1, inbox=1, inbox_late=1)
