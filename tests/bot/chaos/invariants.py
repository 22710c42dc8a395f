"""What must be true of a salon's database after whatever happened."""

from __future__ import annotations

import re

import sqlalchemy as sa

from bot.engine.state import State
from bot.messages import load_outgoing
from core.booking.enums import BookingStatus
from core.booking.models import Booking
from core.booking.rules.moves import TAKING_TIME
from core.conversation.models import Conversation, InboxItem
from core.kit.clock import epoch_minute
from core.kit.db import Database
from core.kit.work import Work
from core.member.models import Contact, Member
from core.outbox.models import OutboxItem
from core.resource.models import Occupancy
from core.staff.models import Staff
from tests.concurrency.storm import overlaps
from tests.keys import payload_of, state_of

_REQUESTED = re.compile(
    r"(?:已申请|Requested|requested).*?(?:编号|[Cc]ode|[Nn]umber)\D*?([2-9A-HJKMNP-Z]{6})", re.DOTALL
)


def check(database: Database, before: int = 0) -> None:
    """Raises AssertionError for the first thing that is wrong; `before` members were there without a chat."""
    assert overlaps(database) == 0
    with database.reading() as work:
        _bookings_have_their_time(work)
        _nothing_is_left(work)
        _what_was_said_is_true(work)
        _states_load(work)
        _nobody_registered_twice(work, before)


def _bookings_have_their_time(work: Work) -> None:
    session = work.session
    keys = session.scalars(sa.select(Booking.key)).all()
    assert len(keys) == len(set(keys))
    resource_of = {row.id: row.resource_id for row in session.execute(sa.select(Staff.id, Staff.resource_id))}
    taken: dict[int, set[int]] = {}
    last: dict[int, int] = {}
    for row in session.execute(sa.select(Occupancy.booking_id, Occupancy.resource_id, Occupancy.end_minute)):
        taken.setdefault(row.booking_id, set()).add(row.resource_id)
        last[row.booking_id] = max(row.end_minute, last.get(row.booking_id, 0))
    for row in session.execute(sa.select(*Booking.__table__.c)):
        parts = {resource_of[row.staff_id], row.bed_id, row.device_id} - {None}
        lapsed = row.status is BookingStatus.held and row.respond_by <= work.now
        if row.status in TAKING_TIME and not lapsed:
            assert taken.get(row.id) == parts, f"{row.status} booking {row.id} has {taken.get(row.id)}, not {parts}"
        elif not lapsed:
            assert last.get(row.id, 0) <= epoch_minute(work.now), f"{row.status} booking {row.id} keeps its time"


def _nothing_is_left(work: Work) -> None:
    undone = sa.select(sa.func.count()).select_from(InboxItem)
    assert work.session.scalar(undone.where(InboxItem.done_at.is_(None))) == 0
    aside = work.session.execute(sa.select(InboxItem.event).where(sa.or_(InboxItem.is_set_aside, InboxItem.tries > 0)))
    assert aside.all() == [], "a message could not be done"
    orphans = sa.select(OutboxItem.id).where(OutboxItem.conversation_id.not_in(sa.select(Conversation.id)))
    assert work.session.execute(orphans).all() == []


def _what_was_said_is_true(work: Work) -> None:
    """Whoever reads 已申请 has a booking under that code that was really asked for, and is their own."""
    statement = (
        sa.select(OutboxItem.conversation_id, OutboxItem.created_at, OutboxItem.payload, Contact.member_id)
        .join(Conversation, Conversation.id == OutboxItem.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.staff_id.is_(None))
    )
    asked = {
        row.code: row.member_id
        for row in work.session.execute(
            sa.select(Booking.code, Booking.member_id).where(Booking.requested_at.is_not(None))
        )
    }
    for row in work.session.execute(statement):
        for text in load_outgoing(payload_of(row)).says:
            if told := _REQUESTED.search(text):
                assert asked.get(told[1]) == row.member_id, f"{text!r} was never asked for"


def _states_load(work: Work) -> None:
    for text in map(state_of, work.session.execute(sa.select(Conversation.id, Conversation.state))):
        assert text is None or State.load(text).dump() == text


def _nobody_registered_twice(work: Work, before: int) -> None:
    members = work.session.scalar(sa.select(sa.func.count()).select_from(Member))
    linked = work.session.scalar(sa.select(sa.func.count(sa.distinct(Contact.member_id))))
    assert members == before + (linked or 0)
