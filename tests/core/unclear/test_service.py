"""Sentences are kept of members who agreed, for a while, and for nobody but whoever reviews them."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from core.consent import service as consents
from core.consent.enums import ConsentKind
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor, Work
from core.unclear import service
from core.unclear.models import UnclearSentence
from tests.factories.salon import Salon, build


@pytest.fixture
def salon(database: Database) -> Salon:
    return database.run(build)


def _agree(work: Work, member_id: int) -> None:
    consents.grant(work, member_id, ConsentKind.learning, text_version="1", channel="web")


def _texts(database: Database) -> list[str]:
    with database.reading() as work:
        return [each.text for each in service.list_waiting(work)]


def test_nothing_is_kept_of_who_did_not_agree(database: Database, salon: Salon) -> None:
    assert not database.run(lambda work: service.keep(work, salon.members[0], "那种蓝蓝的"))
    assert _texts(database) == []


def test_what_is_kept_is_sealed_and_short(database: Database, salon: Salon) -> None:
    def say(work: Work) -> None:
        _agree(work, salon.members[0])
        assert service.keep(work, salon.members[0], f"  蓝{'蓝' * 500}  ")
        assert not service.keep(work, salon.members[0], "   ")

    database.run(say)
    assert _texts(database) == ["蓝" * service.LONGEST]
    with database.reading() as work:
        stored = work.session.execute(sa.select(sa.type_coerce(UnclearSentence.text, sa.Text))).scalar_one()
    assert "蓝" not in stored


def test_it_expires(database: Database, salon: Salon, clock: ManualClock) -> None:
    database.run(lambda work: _agree(work, salon.members[0]))
    database.run(lambda work: service.keep(work, salon.members[0], "那种蓝蓝的"))
    clock.advance(dt.timedelta(days=59))
    assert database.run(service.drop_due) == 0
    clock.advance(dt.timedelta(days=1))
    assert _texts(database) == []
    assert database.run(service.drop_due) == 1


def test_a_consent_taken_back_takes_all_of_it_along(database: Database, salon: Salon) -> None:
    one, other = salon.members[:2]

    def say(work: Work) -> None:
        for member_id, text in ((one, "那种蓝蓝的"), (other, "上回那样")):
            _agree(work, member_id)
            service.keep(work, member_id, text)

    database.run(say)
    database.run(lambda work: consents.withdraw(work, one, ConsentKind.learning))
    assert database.run(service.drop_due) == 1
    assert _texts(database) == ["上回那样"]


def test_only_the_machine_reads_them(database: Database, salon: Salon) -> None:
    with database.reading() as work:
        for actor in (Actor("member", salon.members[0]), Actor("staff", 1)):
            with pytest.raises(NotAllowed):
                service.list_waiting(work.acting_as(actor))
            with pytest.raises(NotAllowed):
                service.settle(work.acting_as(actor), 1, None)


def test_settled_once(database: Database, salon: Salon) -> None:
    database.run(lambda work: _agree(work, salon.members[0]))
    database.run(lambda work: service.keep(work, salon.members[0], "那种蓝蓝的"))
    with database.reading() as work:
        kept = service.list_waiting(work)[0].id
    assert database.run(lambda work: service.settle(work, kept, "book_appointment"))
    assert not database.run(lambda work: service.settle(work, kept, "book_appointment"))
