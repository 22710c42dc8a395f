"""What members tell about themselves, and who may read or correct it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.auth.enums import StaffRole
from core.booking import service as bookings
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from core.member.errors import BadNote, MemberNotFound
from core.profile import service as profiles
from core.profile.enums import PreferenceKind, Sex
from core.profile.errors import BadZone
from tests.factories import member as make
from tests.factories import salon as make_salon
from tests.keys import details_of

STAFF = PreferenceKind.staff


def test_a_profile_is_empty_until_something_is_told(database: Database) -> None:
    with database.transaction() as work:
        person = make.member(work)
        assert profiles.get(work, person.id) == profiles.ProfileOut(person.id)
        profiles.set_sex(work, person.id, Sex.female)
        profiles.set_birthday(work, person.id, profiles.birthday_of("lunar:1990-08-15"))
        profiles.set_zone(work, person.id, "Asia/Tokyo")
        profiles.set_words(work, person.id, drink=" 温水  ", pressure="轻")
        told = profiles.get(work, person.id)
        assert (told.sex, str(told.birthday), told.zone) == (Sex.female, "lunar:1990-08-15", "Asia/Tokyo")
        assert (told.drink, told.pressure, told.brands) == ("温水", "轻", None)
        profiles.set_words(work, person.id, drink="")
        profiles.set_birthday(work, person.id, None)
        profiles.set_zone(work, person.id, "")
        told = profiles.get(work, person.id)
        assert (told.drink, told.birthday, told.zone) == (None, None, None)
        with pytest.raises(BadNote):
            profiles.set_words(work, person.id, drink="x" * 61)
        for zone in ("Mars/Olympus", "../etc/passwd", "\x00"):
            with pytest.raises(BadZone):
                profiles.set_zone(work, person.id, zone)


def test_what_was_said_of_somebody_last_counts(database: Database) -> None:
    with database.transaction() as work:
        person = make.member(work)
        for likes in (True, False):
            profiles.prefer(work, person.id, STAFF, 7, likes=likes)
        assert profiles.avoided_staff(work, person.id) == {7}
        profiles.prefer(work, person.id, STAFF, 7, likes=None)
        profiles.prefer(work, person.id, STAFF, 7, likes=None)
        assert profiles.list_preferences(work, person.id) == ()


def test_members_read_and_change_only_themselves_and_the_desk_corrects(database: Database) -> None:
    with database.transaction() as work:
        person, other = make.member(work), make.member(work, "李娜")
        stranger = work.acting_as(Actor("member", other.id))
        with pytest.raises(NotAllowed):
            profiles.get(stranger, person.id)
        for actor in (Actor("member", other.id), Actor("guest"), Actor("staff", 1, StaffRole.beautician.value, 1)):
            with pytest.raises(NotAllowed):
                profiles.set_sex(work.acting_as(actor), person.id, Sex.male)
        desk = Actor("staff", 2, StaffRole.receptionist.value, 1)
        profiles.set_words(work.acting_as(desk), person.id, drink="温水")
        entry = work.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (entry.actor_id, entry.action, details_of(entry)) == (2, "profile.change", {"fields": ["drink"]})
        assert "温水" not in str(details_of(entry))
        with pytest.raises(MemberNotFound):
            profiles.set_sex(work, person.id + 99, None)


def test_anyone_is_nobody_the_member_does_not_want(database: Database) -> None:
    with database.transaction() as work:
        salon = make_salon.build(work)
        asking = work.acting_as(salon.member())
        profiles.prefer(asking, salon.members[0], STAFF, salon.staff["amy"], likes=False)
        at = salon.at(17, "15:00")
        assert bookings.check(asking, salon.wish(), at).slot.staff_ids == (salon.staff["bea"],)
        held = bookings.hold(asking, "k1", salon.members[0], salon.wish(), at)
        assert held.staff_id == salon.staff["bea"]
        # who is asked for by name may come, and so may the only one who can
        named = bookings.check(asking, salon.wish(who="amy"), salon.at(18, "15:00"))
        assert named.slot.staff_ids == (salon.staff["amy"],)
        profiles.prefer(asking, salon.members[0], STAFF, salon.staff["bea"], likes=False)
        assert bookings.check(asking, salon.wish(), salon.at(18, "15:00")).slot is not None
        others = work.acting_as(salon.member(1))
        assert len(bookings.check(others, salon.wish(), salon.at(18, "15:00")).slot.staff_ids) == 2
