"""Colleagues, their shifts, and how a chat becomes one of theirs."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.kit.clock import ManualClock, epoch_minute
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor, Work
from core.member import service as members
from core.salon_file.service import import_store
from core.staff import service as staff
from core.staff.errors import InvitationExpired, InvitationUnknown, InvitationUsed, StaffNotFound, TooManyAttempts
from core.staff.schemas import StaffOut
from tests.factories import member as make
from tests.factories.store import person, store_file

HOUR = dt.timedelta(hours=1)


def _lily(work: Work, **changes: object) -> StaffOut:
    home = import_store(work, store_file(staff=[person("lily", **changes), person("desk", role="manager")])).store
    return staff.list_staff(work, home.id)[0]


def test_shift_spans_are_utc_minutes_of_active_people(database: Database) -> None:
    with database.transaction() as work:
        lily = _lily(work, shifts=[{"days": ["wed"], "hours": "10:00-19:00", "break": "13:00-14:00"}])
        on = dt.date(2026, 9, 16)
        found = staff.shift_spans(work, lily.store_id, on, on + dt.timedelta(days=6))
        ten = epoch_minute(dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC))
        assert found[lily.id] == [(ten, ten + 180), (ten + 240, ten + 540)]
        assert found == staff.shift_spans(work, lily.store_id, on, on + dt.timedelta(days=6), "Asia/Shanghai")
        import_store(work, store_file(staff=[]))
        assert staff.shift_spans(work, lily.store_id, on, on) == {}


def test_shifts_of_another_time_are_left_out(database: Database) -> None:
    october = [{"days": ["wed"], "hours": "10:00-12:00", "from": "2026-10-01", "until": "2026-10-31"}]
    with database.transaction() as work:
        lily = _lily(work, shifts=october)
        september, december = dt.date(2026, 9, 1), dt.date(2026, 12, 31)
        assert len(staff.shift_spans(work, lily.store_id, september, december)[lily.id]) == 4
        assert lily.id not in staff.shift_spans(work, lily.store_id, september, dt.date(2026, 9, 30))


def test_staff_are_listed_by_store(database: Database) -> None:
    with database.transaction() as work:
        lily = _lily(work)
        lake = import_store(work, store_file("lake")).store
        assert len(staff.list_staff(work)) == 3
        assert [found.store_id for found in staff.list_staff(work, lake.id)] == [lake.id]
        assert staff.get(work, lily.id) == lily
        with pytest.raises(StaffNotFound):
            staff.get(work, 99)


def test_an_invitation_makes_a_contact_a_colleague(database: Database) -> None:
    with database.transaction() as work:
        lily = _lily(work)
        contact = make.contact(work)
        code = staff.invite(work, lily.id)
        assert len(code) == 10
        assert staff.actor_of(work, contact) == Actor("guest", contact.id)
        typed = f" {code[:5].lower()}-{code[5:]} "
        assert staff.redeem_invitation(work, contact.id, typed) == lily
        joined = members.get_contact(work, contact.id)
        assert staff.actor_of(work, joined) == Actor("staff", lily.id, "beautician", lily.store_id)


def test_the_code_itself_is_not_in_the_database(database: Database) -> None:
    with database.transaction() as work:
        code = staff.invite(work, _lily(work).id)
        (row,) = work.session.execute(sa.text("SELECT * FROM staff_invitations")).all()
    assert code not in str(row)


def test_a_code_serves_once(database: Database) -> None:
    with database.transaction() as work:
        code = staff.invite(work, _lily(work).id)
        staff.redeem_invitation(work, make.contact(work).id, code)
        other = make.contact(work)
        with pytest.raises(InvitationUsed):
            staff.redeem_invitation(work, other.id, code)
        assert members.get_contact(work, other.id) == other


def test_of_two_who_type_a_code_at_once_one_gets_in(database: Database) -> None:
    with database.transaction() as work:
        code = staff.invite(work, _lily(work).id)
        contacts = [make.contact(work).id for _ in range(4)]
    start, outcomes = threading.Barrier(4), []

    def redeem(contact_id: int) -> None:
        start.wait()
        try:
            database.run(lambda work: staff.redeem_invitation(work, contact_id, code))
            outcomes.append("in")
        except InvitationUsed:
            outcomes.append("used")

    threads = [threading.Thread(target=redeem, args=(contact_id,)) for contact_id in contacts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "used", "used", "used"]


def test_a_code_lives_48_hours_and_a_newer_one_ends_it(database: Database, clock: ManualClock) -> None:
    with database.transaction() as work:
        lily = _lily(work)
        contact = make.contact(work)
        first, second = staff.invite(work, lily.id), staff.invite(work, lily.id)
        with pytest.raises(InvitationExpired):
            staff.redeem_invitation(work, contact.id, first)
    clock.advance(48 * HOUR)
    with database.transaction() as work, pytest.raises(InvitationExpired):
        staff.redeem_invitation(work, contact.id, second)
    clock.advance(-dt.timedelta(seconds=1))
    with database.transaction() as work:
        assert staff.redeem_invitation(work, contact.id, second) == lily


def test_ten_wrong_codes_lock_the_contact_for_an_hour(database: Database, clock: ManualClock) -> None:
    with database.transaction() as work:
        lily = _lily(work)
        contact, other = make.contact(work), make.contact(work)
        code = staff.invite(work, lily.id)
    lefts = []
    for _ in range(9):
        with database.transaction() as work, pytest.raises(InvitationUnknown) as unknown:
            staff.redeem_invitation(work, contact.id, "WRONGCODE2")
        lefts.append(unknown.value.fields["left"])
    assert lefts == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    with database.transaction() as work, pytest.raises(TooManyAttempts) as locked:
        staff.redeem_invitation(work, contact.id, "WRONGCODE2")
    assert locked.value.fields["until"] == clock.now() + HOUR
    clock.advance(HOUR - dt.timedelta(seconds=1))
    with database.transaction() as work:
        with pytest.raises(TooManyAttempts):
            staff.redeem_invitation(work, contact.id, code)
        with pytest.raises(InvitationUnknown):
            staff.redeem_invitation(work, other.id, "WRONGCODE2")
    clock.advance(dt.timedelta(seconds=1))
    with database.transaction() as work:
        assert staff.redeem_invitation(work, contact.id, code) == lily


def test_only_managers_of_the_store_invite(database: Database) -> None:
    with database.transaction() as work:
        lily = _lily(work)
        lake = import_store(work, store_file("lake")).store
        manager = StaffRole.manager.value
        assert staff.invite(work.acting_as(Actor("staff", 1, manager, lily.store_id)), lily.id)
        for actor in (
            Actor("staff", 1, manager, lake.id),
            Actor("staff", 1, "receptionist", lily.store_id),
            Actor("guest"),
        ):
            with pytest.raises(NotAllowed):
                staff.invite(work.acting_as(actor), lily.id)


def test_who_has_left_acts_as_a_member_or_guest_again(database: Database) -> None:
    with database.transaction() as work:
        lily = _lily(work)
        contact = make.contact(work)
        staff.redeem_invitation(work, contact.id, staff.invite(work, lily.id))
        joined = members.link(work, contact.id, make.member(work).id)
        assert staff.actor_of(work, joined).kind == "staff"
        import_store(work, store_file(staff=[]))
        assert staff.actor_of(work, joined) == Actor("member", joined.member_id)
