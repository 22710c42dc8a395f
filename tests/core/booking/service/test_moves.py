"""Every move from every status: what the table allows happens, all else is refused and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import WrongStatus
from core.booking.events import BookingEvent
from core.booking.rules.moves import FROM, TO, Move
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.resource.models import Occupancy
from tests.core.booking.service.asking import brought_to
from tests.factories.salon import Salon

Act = Callable[..., Any]

CALLS: dict[Move, Callable[[Act, Salon, int], Any]] = {
    Move.confirm: lambda act, salon, id_: act(service.confirm, id_, by=salon.desk),
    Move.decline: lambda act, salon, id_: act(service.decline, id_, "满了", by=salon.desk),
    Move.propose: lambda act, salon, id_: act(service.propose, id_, salon.at(18, "12:00"), by=salon.desk),
    Move.accept_proposal: lambda act, salon, id_: act(service.accept_proposal, id_, by=salon.member()),
    Move.refuse_proposal: lambda act, salon, id_: act(service.refuse_proposal, id_, by=salon.member()),
    Move.reschedule: lambda act, salon, id_: act(
        service.reschedule, id_, salon.wish(), salon.at(18, "12:00"), by=salon.member()
    ),
    Move.cancel: lambda act, salon, id_: act(service.cancel, id_, by=salon.member()),
    Move.attend: lambda act, salon, id_: act(service.attend, id_, by=salon.member()),
    Move.check_in: lambda act, salon, id_: act(service.check_in, id_, by=salon.desk),
    Move.start: lambda act, salon, id_: act(service.start, id_, by=salon.desk),
    Move.complete: lambda act, salon, id_: act(service.complete, id_, by=salon.desk),
    Move.mark_no_show: lambda act, salon, id_: act(service.mark_no_show, id_, by=salon.desk),
}
EVENTS = {
    Move.confirm: "BookingConfirmed",
    Move.decline: "BookingDeclined",
    Move.propose: "BookingProposed",
    Move.accept_proposal: "BookingConfirmed",
    Move.refuse_proposal: "BookingCancelled",
    Move.reschedule: "BookingMoved",
    Move.cancel: "BookingCancelled",
    Move.attend: "AttendancePromised",
    Move.check_in: "BookingCheckedIn",
    Move.start: "BookingStarted",
    Move.complete: "BookingCompleted",
    Move.mark_no_show: "BookingMissed",
}


def occupancies(database: Database) -> set[tuple[Any, ...]]:
    with database.reading() as work:
        columns = (Occupancy.resource_id, Occupancy.start_minute, Occupancy.end_minute)
        return {tuple(row) for row in work.session.execute(sa.select(*columns))}


@pytest.mark.parametrize("status", S)
def test_each_move_happens_only_from_where_it_may(
    database: Database, salon: Salon, act: Act, clock: ManualClock, heard: list[BookingEvent], status: S
) -> None:
    booking = brought_to(act, salon, clock, status)
    for move, call in CALLS.items():
        if status in FROM[move]:
            continue
        before, taken = act(service.get, booking.id), occupancies(database)
        heard.clear()
        with pytest.raises(WrongStatus) as refused:
            call(act, salon, booking.id)
        assert refused.value.fields == {"booking": before, "action": move.value}
        assert (act(service.get, booking.id), occupancies(database), heard) == (before, taken, [])


@pytest.mark.parametrize(("move", "status"), [(move, status) for move in CALLS for status in sorted(FROM[move])])
def test_each_allowed_move_is_made_recorded_and_told(
    database: Database,
    salon: Salon,
    act: Act,
    clock: ManualClock,
    heard: list[BookingEvent],
    move: Move,
    status: S,
) -> None:
    booking = brought_to(act, salon, clock, status)
    if move in {Move.check_in, Move.mark_no_show}:
        clock.set(salon.at(17, "14:20"))
    heard.clear()
    done = CALLS[move](act, salon, booking.id)
    assert done == act(service.get, booking.id)
    assert (done.id, done.status) == (booking.id, TO[move])
    assert [(type(event).__name__, event.booking_id) for event in heard] == [(EVENTS[move], booking.id)]
    with database.reading() as work:
        entry = work.session.execute(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).scalar_one()
    assert (entry.action, entry.subject, entry.subject_id) == (f"booking.{move.value}", "booking", booking.id)
    if TO[move] in {S.declined, S.cancelled}:
        assert occupancies(database) == set()
    elif move is Move.reschedule or move is Move.propose:
        assert len(occupancies(database)) == 2
        assert done.starts_at == salon.at(18, "12:00")
        assert done.earlier_starts_at == booking.starts_at
