"""The demo salon is plausible, the same for a seed, and quick."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.card import service as cards
from core.catalog import service as catalog
from core.checkout import service as checkout
from core.consent.models import Consent
from core.coupon import service as coupons
from core.kit.clock import ManualClock, epoch_minute
from core.kit.db import Database
from core.kit.work import Actor, Work
from core.member.enums import Tier
from core.member.models import Member
from core.member.service import find
from core.points import service as points
from core.resource.models import Occupancy
from core.review import service as reviews
from core.staff import service as staff
from core.store import service as stores
from core.tier import service as tiers
from core.wallet import service as wallet
from meiyue.demo.salon import DemoFigures, demo_members, demo_staff, load_demo
from tests.conftest import NOW
from tests.keys import KEYRING

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def demo(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One loaded salon for the tests that only look at it."""
    database = _copy(migrated_file, tmp_path_factory.mktemp("demo") / "demo.db")
    load_demo(database)
    yield database
    database.dispose()


def _copy(migrated_file: Path, path: Path) -> Database:
    shutil.copyfile(migrated_file, path)
    return Database(f"sqlite:///{path}", clock=ManualClock(NOW), keyring=KEYRING)


@pytest.fixture
def work(demo: Database) -> Iterator[Work]:
    with demo.reading() as work:
        yield work


def _bookings(work: Work) -> list[Booking]:
    return list(work.session.scalars(sa.select(Booking).order_by(Booking.id)))


def test_figures_are_those_of_a_running_salon(database: Database) -> None:
    demo = load_demo(database)
    assert demo.members == 200
    assert 1200 <= demo.completed <= 3000
    assert 40 <= demo.cancelled <= demo.completed / 8
    assert 20 <= demo.no_shows < demo.cancelled
    assert 40 <= demo.confirmed <= 70
    assert 4 <= demo.pending <= 6
    with database.reading() as work:
        counts = Counter(booking.status for booking in _bookings(work))
    assert counts == {
        BookingStatus.completed: demo.completed,
        BookingStatus.cancelled: demo.cancelled,
        BookingStatus.no_show: demo.no_shows,
        BookingStatus.confirmed: demo.confirmed,
        BookingStatus.pending: demo.pending,
    }


def test_past_is_over_and_future_is_near(work: Work) -> None:
    for booking in _bookings(work):
        assert booking.created_at <= booking.changed_at <= work.now
        assert booking.created_at < booking.starts_at
        if booking.status in {BookingStatus.confirmed, BookingStatus.pending}:
            assert work.now < booking.starts_at <= work.now + dt.timedelta(days=10)
        else:
            assert work.now - dt.timedelta(days=367) < booking.starts_at
            assert booking.ends_at <= work.now
        if booking.status is BookingStatus.pending:
            assert booking.respond_by is not None
            assert work.now < booking.respond_by <= booking.starts_at


def test_every_visit_is_within_hours_shifts_and_skills(work: Work) -> None:
    homes = {store.id: store for store in stores.list_stores(work)}
    people = {person.id: person for person in staff.list_staff(work)}
    first, last = work.now.date() - dt.timedelta(days=370), work.now.date() + dt.timedelta(days=12)
    worked = {person: spans for home in homes for person, spans in staff.shift_spans(work, home, first, last).items()}
    skills = {
        variation.id: variation.skill for listed in catalog.list_treatments(work) for variation in listed.variations
    }
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for span in work.session.scalars(sa.select(Occupancy)):
        assert span.booking_id is not None
        taken.setdefault((span.booking_id, span.resource_id), []).append((span.start_minute, span.end_minute))
    for booking in _bookings(work):
        start, end = booking.starts_at.astimezone(ZONE), booking.ends_at.astimezone(ZONE)
        hours = homes[booking.store_id].settings.hours_on(start.date())
        minutes = (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
        assert any(first <= minutes[0] and minutes[1] <= last for first, last in hours)
        assert skills[booking.variation_id] in people[booking.staff_id].skills
        assert people[booking.staff_id].store_id == booking.store_id
        if booking.status in {BookingStatus.cancelled, BookingStatus.no_show}:
            continue
        mine = taken[booking.id, people[booking.staff_id].resource_id]
        assert min(mine)[0] == epoch_minute(booking.starts_at)
        assert all(any(a <= s and e <= b for a, b in worked[booking.staff_id]) for s, e in mine)
        for room in (booking.bed_id, booking.device_id):
            assert room is None or taken[booking.id, room]


def test_no_member_is_in_two_places(work: Work) -> None:
    ended: dict[int, dt.datetime] = {}
    for booking in sorted(_bookings(work), key=lambda booking: booking.starts_at):
        assert ended.get(booking.member_id, booking.starts_at) <= booking.starts_at
        ended[booking.member_id] = booking.ends_at


def test_members_are_fictional_and_health_notes_have_a_consent(work: Work) -> None:
    agreed = set(work.session.scalars(sa.select(Consent.member_id).where(Consent.kind == "health_notes")))
    members = [member for id_ in work.session.scalars(sa.select(Member.id)) if (member := find(work, id_))]
    assert {member.phone[:10] for member in members if member.phone} == {"+861390000"}
    assert len({member.phone for member in members}) == 200
    assert {member.language for member in members} == {"zh_CN", "en"}
    noted = {member.id for member in members if member.skin or member.allergies}
    assert noted
    assert noted <= agreed


def test_evenings_and_weekends_are_busiest(work: Work) -> None:
    starts = [b.starts_at.astimezone(ZONE) for b in _bookings(work) if b.status is BookingStatus.completed]
    by_hour = Counter(start.hour for start in starts)
    assert by_hour[18] > by_hour[11]
    weekend = sum(start.weekday() >= 5 for start in starts)
    assert weekend / 2 > (len(starts) - weekend) / 5


def _everything(database: Database) -> list[object]:
    with database.reading() as work:
        return [find(work, id_) for id_ in work.session.scalars(sa.select(Member.id).order_by(Member.id))] + [
            work.session.execute(sa.select(*table.columns).order_by(table.columns.id)).all()
            for table in (Booking.__table__, Occupancy.__table__, Consent.__table__)
        ]


def test_a_seed_gives_the_same_salon_and_another_seed_another(
    demo: Database, migrated_file: Path, tmp_path: Path
) -> None:
    again, other = (_copy(migrated_file, tmp_path / name) for name in ("again.db", "other.db"))
    load_demo(again)
    load_demo(other, seed=8)
    assert _everything(again) == _everything(demo)
    assert _everything(other) != _everything(demo)
    again.dispose()
    other.dispose()


def test_a_database_with_members_is_left_as_it_is(demo: Database) -> None:
    before = _everything(demo)
    assert load_demo(demo) == DemoFigures()
    assert _everything(demo) == before


def test_the_owner_shows_the_staff_side(demo: Database) -> None:
    person = demo_staff(demo)
    with demo.reading() as work:
        assert stores.get(work, person.store_id).code == "jingan"
    assert person.role is StaffRole.owner


def test_ann_may_say_how_her_last_visit_was(demo: Database, work: Work) -> None:
    her = Actor("member", next(iter(demo_members(demo).values())))
    (open_,) = reviews.list_open(work.acting_as(her), her.id or 0)
    assert open_.score is None


def test_ann_has_something_of_everything(demo: Database, work: Work) -> None:
    ann = demo_members(demo)["ann"]
    standing = tiers.standing(work, ann)
    assert (standing.tier, standing.next_tier) == (Tier.silver, Tier.gold)
    assert 0 < (standing.missing_fen or 0) <= 150_000, "not far from the next level"
    assert len(checkout.list_receipts(work, ann)) >= 5
    assert points.balance(work, ann).shown == sum(each.points for each in points.list_entries(work, ann, limit=100))
    assert points.balance(work, ann).shown >= 2000
    assert wallet.balance(work, ann).fen == 110_000
    assert [card.uses_left for card in cards.list_open(work, ann)] == [7]
    assert len({coupon.terms.kind for coupon in coupons.list_valid(work, ann)}) >= 3
    assert len(coupons.list_over(work, ann)) == 1
