"""Briefing whoever does the treatment, once for each visit and start (A7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core.booking import service as bookings
from core.conversation import service as conversations
from core.conversation.models import Conversation, InboxItem
from core.due.models import DueRow
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.quiet import Quiet
from core.kit.work import Work
from core.member import service as members
from core.reminder import service
from core.reminder.rules import BRIEF, brief
from tests.core.booking.service.asking import requested
from tests.factories.salon import Salon
from tests.keys import events

Act = Callable[..., Any]
SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET = Quiet(SHANGHAI, dt.time(21, 30), dt.time(9, 0))


def _at(day: int, clock: str) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 9, day), dt.time.fromisoformat(clock), SHANGHAI).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("starts", "now", "due"),
    [
        ("15:00", "10:00", "14:00"),
        ("15:00", "14:30", "14:30"),  # confirmed late: at once
        ("09:30", "08:00", "09:00"),  # when the day begins
        ("10:00", "08:00", "09:00"),
    ],
)
def test_a_brief_comes_an_hour_before(starts: str, now: str, due: str) -> None:
    planned = brief(_at(17, starts), _at(17, now), 60, QUIET)
    assert planned is not None
    assert (planned.kind, planned.due_at, planned.expires_at) == (BRIEF, _at(17, due), _at(17, starts))


def test_a_visit_in_the_quiet_hours_is_briefed_before_them() -> None:
    planned = brief(_at(17, "08:00"), _at(16, "10:00"), 60, QUIET)
    assert planned is not None
    assert planned.due_at == _at(16, "21:15")


def test_no_brief_where_none_is_wanted_or_it_has_begun() -> None:
    assert brief(_at(17, "15:00"), _at(17, "10:00"), 0, QUIET) is None
    assert brief(_at(17, "15:00"), _at(17, "15:00"), 60, QUIET) is None


@given(st.integers(1, 1440), st.integers(1, 3000), st.integers(0, 1439))
def test_a_brief_is_never_before_now_nor_after_the_start(minutes: int, away: int, of_day: int) -> None:
    now = _at(16, "00:00") + dt.timedelta(minutes=of_day)
    planned = brief(now + dt.timedelta(minutes=away), now, minutes, QUIET)
    assert planned is not None
    assert now <= planned.due_at < planned.expires_at


@pytest.fixture
def told(database: Database, salon: Salon) -> Callable[[], list[str]]:
    """amy, the manager and the receptionist have chats; who was briefed."""

    def meet(work: Work) -> None:
        for number, who in enumerate(("amy", "desk"), 2):
            conversation = conversations.get(
                work, conversations.open_conversation(work, "web", "test", who, str(number), who, "zh_CN")
            )
            assert conversation is not None
            members.link_staff(work, conversation.contact_id, salon.staff[who])

    database.run(meet)

    def read() -> list[str]:
        with database.reading() as work:
            found = sa.select(Conversation.chat_id).join(InboxItem, InboxItem.conversation_id == Conversation.id)
            chats = work.session.scalars(found.order_by(InboxItem.id)).all()
            return [chat for chat, event in zip(chats, events(work.session), strict=True) if "booking.brief" in event]

    return read


def _confirmed(act: Act, salon: Salon, **wish: Any) -> int:
    booking = requested(act, salon, **wish)
    act(bookings.confirm, booking.id, by=salon.desk)
    return int(booking.id)


def test_she_alone_is_briefed_and_once(
    act: Act, salon: Salon, clock: ManualClock, told: Callable[[], list[str]]
) -> None:
    _confirmed(act, salon)
    clock.set(salon.at(17, "12:59"))
    assert act(service.send_briefs) == 0
    clock.set(salon.at(17, "13:00"))
    assert [act(service.send_briefs) for _ in range(3)] == [1, 0, 0]
    assert told() == ["amy"]


def test_a_visit_that_moves_is_briefed_for_its_new_time_only(
    act: Act, salon: Salon, clock: ManualClock, told: Callable[[], list[str]]
) -> None:
    booking_id = _confirmed(act, salon)
    act(bookings.reschedule, booking_id, salon.wish(who="amy"), salon.at(17, "17:00"), by=salon.member())
    clock.set(salon.at(17, "13:30"))
    act(service.send_briefs)
    assert told() == []
    act(bookings.confirm, booking_id, by=salon.desk)
    clock.set(salon.at(17, "16:00"))
    act(service.send_briefs)
    assert told() == ["amy"]


def test_a_cancelled_visit_needs_no_brief(
    act: Act, salon: Salon, clock: ManualClock, told: Callable[[], list[str]]
) -> None:
    act(bookings.cancel, _confirmed(act, salon), by=salon.member())
    clock.set(salon.at(17, "13:30"))
    act(service.send_briefs)
    assert told() == []


def test_who_comes_early_is_briefed_of_at_once_and_not_again(
    act: Act, salon: Salon, clock: ManualClock, told: Callable[[], list[str]]
) -> None:
    booking_id = _confirmed(act, salon)
    clock.set(salon.at(17, "12:00"))
    act(bookings.check_in, booking_id, by=salon.desk)
    assert told() == ["amy"]
    clock.set(salon.at(17, "13:30"))
    act(service.send_briefs)
    assert told() == ["amy"]


def test_without_a_chat_of_hers_only_a_manager_is_briefed(
    act: Act, database: Database, salon: Salon, clock: ManualClock, told: Callable[[], list[str]]
) -> None:
    _confirmed(act, salon, wish=salon.wish(who="bea"))
    clock.set(salon.at(17, "13:00"))
    act(service.send_briefs)
    assert told() == []  # the desk of this salon is a receptionist
    with database.reading() as work:
        row = work.session.scalars(sa.select(DueRow).where(DueRow.kind == BRIEF)).one()
    assert (row.status.value, row.why and row.why.value) == ("missed", "no_chat")
