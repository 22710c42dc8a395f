"""Tokens: kept as a hash, held by one person, ended by time, by the owner, or by leaving."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from core.token import service
from core.token.enums import TokenScope
from core.token.errors import TokenNotFound, TokenUnknown, WhoseToken
from core.token.models import Token
from tests.factories.salon import Salon, build


@pytest.fixture
def salon(database: Database) -> Salon:
    return database.run(build)


def test_a_token_stands_for_a_person_and_only_its_hash_is_kept(database: Database, salon: Salon) -> None:
    made, text = database.run(lambda work: service.create(work, "Tablet", staff_id=salon.staff["desk"]))
    with database.reading() as work:
        token, actor = service.authenticate(work, text)
        stored = str(work.session.execute(sa.select(Token.__table__)).one())
    assert (token, actor) == (made, Actor("staff", salon.staff["desk"], "receptionist", salon.store))
    assert text not in stored
    assert token.scope is TokenScope.full


def test_what_does_not_hold_is_unknown(database: Database, salon: Salon, clock: ManualClock) -> None:
    member = salon.members[0]
    made, text = database.run(lambda work: service.create(work, "App", member_id=member, days=1))
    with database.reading() as work:
        assert service.authenticate(work, text)[1] == Actor("member", member)
        for wrong in ("", "mey_", text[:-1], text[:-1] + ("a" if text[-1] != "a" else "b"), f" {text}", text + "\n"):
            with pytest.raises(TokenUnknown):
                service.authenticate(work, wrong)
    clock.advance(dt.timedelta(days=1))
    with database.reading() as work, pytest.raises(TokenUnknown):
        service.authenticate(work, text)
    database.run(lambda work: service.revoke(work, made.id))


def test_an_ended_token_stays_ended(database: Database, salon: Salon) -> None:
    made, text = database.run(lambda work: service.create(work, "App", member_id=salon.members[0]))
    for _ in range(2):
        database.run(lambda work: service.revoke(work, made.id))
    with database.reading() as work, pytest.raises(TokenUnknown):
        service.authenticate(work, text)
    with pytest.raises(TokenNotFound):
        database.run(lambda work: service.revoke(work, 10**9))
    with database.reading() as work:
        actions = list(work.session.scalars(sa.select(AuditEntry.action).where(AuditEntry.subject == "token")))
    assert actions == ["token.create", "token.revoke"]


def test_only_the_owner_makes_lists_and_ends_them(database: Database, salon: Salon) -> None:
    with database.transaction(salon.desk) as work:
        for refused in (
            lambda: service.create(work, "x", staff_id=salon.staff["desk"]),
            lambda: service.list_tokens(work),
            lambda: service.revoke(work, 1),
        ):
            with pytest.raises(NotAllowed):
                refused()
    with database.transaction() as work, pytest.raises(WhoseToken):
        service.create(work, "x", staff_id=salon.staff["desk"], member_id=salon.members[0])


def test_use_is_noted_once_in_five_minutes(database: Database, salon: Salon, clock: ManualClock) -> None:
    made, text = database.run(lambda work: service.create(work, "App", member_id=salon.members[0]))
    database.run(lambda work: service.note_use(work, made.id))
    for minutes, is_due in ((4, False), (1, True)):
        clock.advance(dt.timedelta(minutes=minutes))
        with database.reading() as work:
            assert service.needs_noting(work, service.authenticate(work, text)[0]) is is_due
