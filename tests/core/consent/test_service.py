"""What members agreed to."""

from __future__ import annotations

import datetime as dt

import pytest

from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.consent.errors import ConsentMissing
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.member import service as members
from core.member.errors import BadNote, MemberNotFound
from tests.factories import member as make

HEALTH = ConsentKind.health_notes


def test_a_consent_is_in_force_until_it_is_withdrawn(database: Database, clock: ManualClock) -> None:
    with database.transaction() as work:
        person = make.member(work)
        assert not consents.has(work, person.id, HEALTH)
        given = consents.grant(work, person.id, HEALTH, text_version="1", channel="webchat")
        assert consents.has(work, person.id, HEALTH)
        assert not consents.has(work, person.id, ConsentKind.marketing)
    clock.advance(dt.timedelta(days=1))
    with database.transaction() as work:
        assert consents.withdraw(work, person.id, HEALTH)
        assert not consents.withdraw(work, person.id, HEALTH)
        assert not consents.has(work, person.id, HEALTH)
        (kept,) = consents.list_for_member(work, person.id)
        assert (kept.granted_at, kept.withdrawn_at) == (given.granted_at, clock.now())


def test_agreeing_twice_to_one_text_is_one_consent_and_to_a_new_text_another(database: Database) -> None:
    with database.transaction() as work:
        person = make.member(work)
        first = consents.grant(work, person.id, HEALTH, text_version="1", channel="webchat")
        assert consents.grant(work, person.id, HEALTH, text_version="1", channel="telegram") == first
        second = consents.grant(work, person.id, HEALTH, text_version="2", channel="telegram")
        assert consents.list_for_member(work, person.id) == (first, second)
        consents.withdraw(work, person.id, HEALTH)
        assert not consents.has(work, person.id, HEALTH)


def test_skin_and_allergies_need_the_consent_and_go_with_it(database: Database) -> None:
    with database.transaction() as work:
        person = make.member(work)
        for setter in (consents.set_skin, consents.set_allergies):
            with pytest.raises(ConsentMissing):
                setter(work, person.id, "敏感")
        consents.grant(work, person.id, HEALTH, text_version="1", channel="webchat")
        consents.set_skin(work, person.id, "敏感")
        consents.set_allergies(work, person.id, "花生")
        noted = members.get(work, person.id)
        assert (noted.skin, noted.allergies) == ("敏感", "花生")
        with pytest.raises(BadNote):
            consents.set_skin(work, person.id, "x" * 201)
        consents.withdraw(work, person.id, HEALTH)
        noted = members.get(work, person.id)
        assert (noted.skin, noted.allergies) == (None, None)


def test_withdrawing_marketing_keeps_health_notes(database: Database) -> None:
    with database.transaction() as work:
        person = make.member(work)
        for kind in (HEALTH, ConsentKind.marketing):
            consents.grant(work, person.id, kind, text_version="1", channel="webchat")
        consents.set_skin(work, person.id, "敏感")
        consents.withdraw(work, person.id, ConsentKind.marketing)
        assert members.get(work, person.id).skin == "敏感"


def test_nobody_can_agree_for_a_member_who_is_not_there(database: Database) -> None:
    with database.transaction() as work, pytest.raises(MemberNotFound):
        consents.grant(work, 1, HEALTH, text_version="1", channel="webchat")
