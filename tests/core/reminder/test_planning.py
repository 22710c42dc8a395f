"""Visits that have nothing planned get it afterwards, and the desk hears of reminders that came to nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from core.booking import service as bookings
from core.booking.models import Booking
from core.conversation import service as conversations
from core.due.models import DueRow
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import Work
from core.member import service as members
from core.reminder import service
from tests.core.booking.service.asking import requested
from tests.core.reminder.ledger import rows, told
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]


def confirmed(act: Act, salon: Salon, key: str, clock_time: str, number: int = 0) -> int:
    booking = requested(act, salon, key=key, number=number, at=salon.at(18, clock_time))
    act(bookings.confirm, booking.id, by=salon.desk)
    return int(booking.id)


def test_a_visit_without_rows_gets_them_once(database: Database, act: Act, salon: Salon) -> None:
    booking_id = confirmed(act, salon, "k", "14:00")
    before = rows(database, booking_id)
    with database.transaction() as work:
        work.session.execute(sa.delete(DueRow))
    assert act(service.plan_missing) == 4  # two reminders, the brief, and whether the member came
    assert act(service.plan_missing) == 0
    assert rows(database, booking_id) == before


def test_the_end_of_the_time_to_confirm_again_is_planned_too(database: Database, act: Act, salon: Salon) -> None:
    booking_id = confirmed(act, salon, "k", "14:00")
    again = salon.at(18, "10:00")
    with database.transaction() as work:
        work.session.execute(sa.update(Booking).values(confirm_by=again))
        work.session.execute(sa.delete(DueRow))
    assert act(service.plan_missing) == 5
    with database.reading() as work:
        planned = sa.select(DueRow.due_at).where(DueRow.kind == "attendance.confirm", DueRow.subject_id == booking_id)
        assert list(work.session.scalars(planned)) == [again]


def test_what_is_not_confirmed_or_is_behind_gets_none(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    requested(act, salon, key="asked", at=salon.at(18, "10:00"))
    confirmed(act, salon, "k", "14:00")
    with database.transaction() as work:
        work.session.execute(sa.delete(DueRow))
    clock.set(salon.at(18, "14:00"))
    assert act(service.plan_missing) == 0


def test_the_desk_hears_once_of_all_that_were_not_reminded(
    database: Database, act: Act, salon: Salon, clock: ManualClock
) -> None:
    def meet(work: Work) -> None:
        conversation_id = conversations.open_conversation(work, "web", "test", "2", "2", "desk", "zh_CN")
        conversation = conversations.get(work, conversation_id)
        assert conversation is not None
        members.link_staff(work, conversation.contact_id, salon.staff["desk"])

    database.run(meet)
    begun, first, second = (
        confirmed(act, salon, f"k{at}", at, number) for number, at in enumerate(("10:00", "13:00", "15:00"))
    )
    clock.set(salon.at(18, "12:30"))
    while act(service.send_due):
        pass
    with database.reading() as work:
        notices = [json.loads(event)["args"] for event in events(work.session) if "reminders.missed" in event]
    assert notices == [{"bookings": [first, second], "count": 2}]
    assert told(database) == 0  # the second one's member has no chat
    assert [sorted(rows(database, each).values()) for each in (begun, first, second)] == [
        ["missed", "missed"],
        ["missed", "missed"],
        ["missed", "scheduled"],
    ]
