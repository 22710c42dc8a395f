"""The morning agenda and the evening summary: once for each store, local day and person."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.auth.enums import StaffRole
from core.conversation import service as conversations
from core.conversation.models import InboxItem
from core.daily import service
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.store import service as stores
from core.store.schemas import StoreValues
from tests.factories import salon as factory
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]
AGENDA, SUMMARY = "daily.agenda", "daily.summary"


@pytest.fixture
def salon(database: Database) -> Salon:
    """The salon with an owner, at whose chats everybody is: amy, bea, the desk, the owner."""
    salon = database.run(factory.build)

    def meet(work: Work) -> None:
        salon.staff["boss"] = factory.employ(work, salon.store, "boss", (), (), StaffRole.owner)
        for name in ("amy", "bea", "desk", "boss"):
            conversation = conversations.get(
                work, conversations.open_conversation(work, "web", "test", name, name, name, "zh_CN")
            )
            assert conversation is not None
            members.link_staff(work, conversation.contact_id, salon.staff[name])

    database.run(meet)
    return salon


@pytest.fixture
def act(database: Database) -> Act:
    def call(function: Callable[..., Any], *args: Any) -> Any:
        with database.transaction() as work:
            return function(work, *args)

    return call


def told(database: Database) -> Counter[tuple[str, str, str]]:
    """(whose chat, kind, local day) → how often."""
    with database.reading() as work:
        rows = work.session.scalars(sa.select(InboxItem.conversation_id).order_by(InboxItem.id)).all()
        found: Counter[tuple[str, str, str]] = Counter()
        for conversation_id, text in zip(rows, events(work.session), strict=True):
            if '"daily.' not in text:
                continue
            conversation = conversations.get(work, conversation_id)
            event = json.loads(text)
            assert conversation is not None
            found[conversation.chat_id, event["kind"], event["args"]["day"]] += 1
    return found


def run_at(act: Act, clock: ManualClock, *moments: dt.datetime) -> None:
    for moment in moments:
        clock.set(moment)
        for job in (service.plan_days, service.tell_due):
            while act(job):
                pass


def test_who_works_has_an_agenda_at_half_past_eight_and_the_desk_a_summary(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    run_at(act, clock, salon.at(18, "00:01"), salon.at(18, "08:29"))
    assert told(database) == {}
    run_at(act, clock, salon.at(18, "08:30"), salon.at(18, "08:31"), salon.at(18, "07:45"), salon.at(18, "08:35"))
    assert told(database) == {(who, AGENDA, "2026-09-18"): 1 for who in ("amy", "bea", "desk")}
    run_at(act, clock, salon.at(18, "21:14"), salon.at(18, "21:15"), salon.at(18, "23:59"), salon.at(19, "08:00"))
    assert {key: count for key, count in told(database).items() if key[1] == SUMMARY} == {
        ("desk", SUMMARY, "2026-09-18"): 1,
        ("boss", SUMMARY, "2026-09-18"): 2,  # of each of the two stores
    }


def test_who_does_not_work_that_day_hears_nothing_in_the_morning(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    run_at(act, clock, salon.at(19, "09:00"))  # a Saturday
    assert {key[0] for key in told(database) if key[1] == AGENDA} == {"amy", "desk"}


@pytest.mark.parametrize(
    ("at", "kinds"),
    [
        ((18, "11:59"), {AGENDA: 3, SUMMARY: 3}),  # the evening before is still worth reading
        ((18, "12:00"), {}),
        ((18, "23:00"), {}),  # late, and the store is quiet
        ((19, "08:59"), {AGENDA: 2}),
        ((19, "09:00"), {AGENDA: 2, SUMMARY: 3}),
    ],
)
def test_after_a_downtime(
    database: Database, act: Act, salon: Salon, clock: ManualClock, at: tuple[int, str], kinds: dict[str, int]
) -> None:
    run_at(act, clock, salon.at(*at))
    found: Counter[str] = Counter()
    for (_, kind, _), count in told(database).items():
        found[kind] += count
    assert found == kinds


def test_a_store_may_do_without(database: Database, act: Act, salon: Salon, clock: ManualClock) -> None:
    for code in ("one", "two"):
        store = next(each for each in act(stores.list_stores) if each.code == code)
        values = store.model_dump(mode="json", exclude={"id", "code"}, by_alias=True)
        values["settings"] |= {"morning_agenda": None, "evening_summary": None}
        act(stores.put, code, StoreValues.model_validate(values))
    run_at(act, clock, salon.at(18, "09:00"), salon.at(18, "21:20"))
    assert told(database) == {}
