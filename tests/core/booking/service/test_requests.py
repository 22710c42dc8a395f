"""Holding and asking: idempotent, fair, and never past another's booking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.enums import WhyNot
from core.booking.errors import BookingNotFound, MemberBusy, SlotTaken, TooManyBookings, WrongStatus
from core.booking.events import BookingEvent, BookingRequested
from core.booking.models import Booking
from core.kit import locks
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.errors import NotAllowed
from core.kit.work import Actor
from core.resource import service as resource
from core.resource.models import Occupancy
from tests.core.booking.service.asking import held, requested
from tests.factories.salon import Salon

Act = Callable[..., Any]
MINUTES = dt.timedelta(minutes=1)


def count(database: Database, table: Any) -> int:
    with database.reading() as work:
        return int(work.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def test_a_hold_keeps_everything_a_visit_needs(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = held(act, salon, wish=salon.wish("laser", "amy"))
    assert booking.status is S.held
    assert (booking.starts_at, booking.ends_at) == (salon.at(17, "14:00"), salon.at(17, "14:30"))
    assert (booking.staff_name["en"], booking.bed_name, booking.device_name) == (
        "amy",
        {"zh": "bed1", "en": "bed1"},
        {"zh": "laser1", "en": "laser1"},
    )
    assert (booking.price_fen, booking.is_any_staff, booking.zone) == (29800, False, "Asia/Shanghai")
    assert booking.respond_by == clock.now() + 10 * MINUTES
    assert len(booking.code) == 6


def test_the_same_key_again_is_the_same_hold(database: Database, act: Act, salon: Salon) -> None:
    assert held(act, salon) == held(act, salon)
    assert (count(database, Booking), count(database, Occupancy)) == (1, 2)


def test_the_same_key_with_another_time_moves_the_hold(database: Database, act: Act, salon: Salon) -> None:
    first = held(act, salon)
    # It overlaps with the hold itself, which is no obstacle.
    moved = held(act, salon, at=salon.at(17, "14:30"))
    assert (moved.id, moved.starts_at) == (first.id, salon.at(17, "14:30"))
    assert (count(database, Booking), count(database, Occupancy)) == (1, 2)
    other = held(act, salon, wish=salon.wish("laser"), at=salon.at(18, "11:00"))
    assert (other.id, other.treatment_name["en"], other.is_any_staff) == (first.id, "laser", True)


def test_the_old_hold_stays_when_the_new_time_is_taken(act: Act, salon: Salon) -> None:
    first = held(act, salon)
    requested(act, salon, key="other", number=1, at=salon.at(17, "16:00"))
    with pytest.raises(SlotTaken):
        held(act, salon, at=salon.at(17, "16:00"))
    assert act(service.find_held, "k") == first


def test_another_members_key_reads_like_no_booking(act: Act, salon: Salon) -> None:
    held(act, salon)
    for call in (
        lambda: held(act, salon, number=1),
        lambda: act(service.request, "k", by=salon.member(1)),
        lambda: act(service.request, "unknown", by=salon.member(1)),
    ):
        with pytest.raises(BookingNotFound):
            call()


@pytest.mark.parametrize("actor", [Actor("guest"), Actor("guest", 1), Actor("member", 99)])
def test_nobody_books_in_a_members_name(act: Act, salon: Salon, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        act(service.hold, "k", salon.members[0], salon.wish(), salon.at(17, "14:00"), by=actor)


def test_a_taken_slot_is_refused_with_the_reason_and_the_nearest(database: Database, act: Act, salon: Salon) -> None:
    held(act, salon)
    with pytest.raises(SlotTaken) as refused:
        held(act, salon, key="k2", number=1)
    answer = refused.value.fields["answer"]
    assert answer.why_not is WhyNot.staff_busy
    assert len(answer.nearest) == 3
    assert (count(database, Booking), count(database, Occupancy)) == (1, 2)


def test_the_database_refuses_what_the_check_did_not_see(
    database: Database, act: Act, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backstop of C2: with a check that sees nothing, no overlap and no half-made booking gets in."""
    held(act, salon)
    seen = resource.busy
    calls: list[int] = []

    def blind(work: Any, ids: Any, *args: Any, **named: Any) -> Any:
        calls.append(1)
        return seen(work, ids, *args, **named) if len(calls) > 1 else {id_: [] for id_ in ids}

    monkeypatch.setattr(resource, "busy", blind)
    with pytest.raises(SlotTaken) as refused:
        held(act, salon, key="k2", number=1)
    assert refused.value.fields["answer"].why_not is WhyNot.staff_busy
    assert (count(database, Booking), count(database, Occupancy)) == (1, 2)


def test_a_refused_hold_leaves_the_turn_usable(database: Database, act: Act, salon: Salon) -> None:
    """The conversation goes on in the same transaction: it says what is free instead."""
    held(act, salon)
    with database.transaction(salon.member(1)) as work:
        with pytest.raises(SlotTaken):
            service.hold(work, "k2", salon.members[1], salon.wish(who="amy"), salon.at(17, "14:00"))
        service.hold(work, "k2", salon.members[1], salon.wish(who="bea"), salon.at(17, "14:00"))
    assert count(database, Booking) == 2


def test_a_lapsed_hold_is_free_for_others_and_ends(act: Act, salon: Salon, clock: ManualClock) -> None:
    first = held(act, salon)
    clock.advance(10 * MINUTES)
    second = held(act, salon, key="k2", number=1)
    assert second.starts_at == first.starts_at
    assert act(service.get, first.id).status is S.expired
    assert act(service.find_held, "k") is None


def test_a_request_makes_the_hold_last(act: Act, salon: Salon, clock: ManualClock, heard: list[BookingEvent]) -> None:
    booking = requested(act, salon)
    assert (booking.status, booking.respond_by) == (S.pending, clock.now() + dt.timedelta(days=1))
    assert heard == [BookingRequested(booking.id)]
    clock.advance(11 * MINUTES)
    with pytest.raises(SlotTaken):
        held(act, salon, key="k2", number=1)


def test_asking_twice_is_harmless_whatever_came_after(act: Act, salon: Salon, heard: list[BookingEvent]) -> None:
    booking = requested(act, salon)
    assert act(service.request, "k", by=salon.member()) == booking
    act(service.confirm, booking.id, by=salon.desk)
    heard.clear()
    assert act(service.request, "k", by=salon.member()).status is S.confirmed
    assert held(act, salon).status is S.confirmed
    assert heard == []
    with pytest.raises(WrongStatus):
        held(act, salon, at=salon.at(18, "14:00"))


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_lapsed_hold_is_taken_again_if_it_still_can_be_had(
    act: Act, salon: Salon, clock: ManualClock, is_swept: bool
) -> None:
    first = held(act, salon)
    clock.advance(20 * MINUTES)
    assert not is_swept or act(service.expire_due) == 1
    again = act(service.request, "k", by=salon.member())
    assert (again.id, again.status, again.starts_at) == (first.id, S.pending, first.starts_at)
    with pytest.raises(SlotTaken):
        held(act, salon, key="k2", number=1)


def test_a_lapsed_hold_that_somebody_else_took_is_gone(act: Act, salon: Salon, clock: ManualClock) -> None:
    held(act, salon)
    clock.advance(20 * MINUTES)
    requested(act, salon, key="k2", number=1)
    with pytest.raises(SlotTaken):
        act(service.request, "k", by=salon.member())


def test_a_released_hold_is_free_at_once(act: Act, salon: Salon) -> None:
    first = held(act, salon)
    act(service.release, "k", by=salon.member())
    act(service.release, "k", by=salon.member())
    held(act, salon, key="k2", number=1)
    assert act(service.get, first.id).status is S.cancelled
    assert act(service.list_for_member, salon.members[0], upcoming=False) == ()


def test_releasing_never_drops_a_request(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    act(service.release, "k", by=salon.member())
    assert act(service.get, booking.id).status is S.pending


def test_a_member_is_in_one_place_at_a_time(act: Act, salon: Salon) -> None:
    first = requested(act, salon)
    with pytest.raises(MemberBusy) as refused:
        held(act, salon, key="k2", wish=salon.wish("massage"), at=salon.at(17, "14:30"))
    assert refused.value.fields["booking"] == first
    held(act, salon, key="k2", wish=salon.wish("massage"), at=salon.at(17, "15:00"))


def test_open_bookings_are_limited_but_not_for_the_front_desk(act: Act, salon: Salon) -> None:
    for day in range(17, 22):
        requested(act, salon, key=f"k{day}", wish=salon.wish("massage"), at=salon.at(day, "14:00"))
    wish, at = salon.wish("massage"), salon.at(22, "14:00")
    with pytest.raises(TooManyBookings) as refused:
        held(act, salon, key="one too many", wish=wish, at=at)
    assert refused.value.fields == {"limit": 5}
    act(service.hold, "by phone", salon.members[0], wish, at, by=salon.desk)


def test_anyone_is_shared_out_fairly(act: Act, salon: Salon) -> None:
    names = []
    for number, clock_time in enumerate(("11:00", "13:00", "15:00", "17:00")):
        at = salon.at(17, clock_time)
        names.append(requested(act, salon, key=clock_time, number=number, wish=salon.wish(), at=at).staff_name["en"])
    assert names == ["amy", "bea", "amy", "bea"]


def test_the_same_person_keeps_a_hold_that_moves(act: Act, salon: Salon) -> None:
    requested(act, salon, key="amy is ahead", number=1, at=salon.at(17, "11:00"))
    assert held(act, salon, wish=salon.wish()).staff_name["en"] == "bea"
    assert held(act, salon, wish=salon.wish(), at=salon.at(18, "12:00")).staff_name["en"] == "bea"


def test_price_and_policy_are_those_of_the_asking(database: Database, act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    with database.reading() as work:
        policy = work.session.scalar(sa.select(Booking.policy).where(Booking.id == booking.id))
    assert policy is not None
    assert policy["late_cancel_minutes"] == 240


def test_a_code_in_use_is_drawn_again(act: Act, salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["AAAAAA", "AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr("core.booking.service.placing.new_code", lambda length: next(codes))
    assert held(act, salon).code == "AAAAAA"
    assert held(act, salon, key="k2", number=1, wish=salon.wish(who="bea")).code == "BBBBBB"


def test_locks_are_taken_once_and_in_one_order(
    act: Act, salon: Salon, engine_name: str, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    """Two orders would be a deadlock; SQLite needs none."""
    seen: list[str] = []

    @sa.event.listens_for(database.engine, "before_cursor_execute")
    def note(connection: Any, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        if "advisory" in statement:
            seen.append(str(values))

    held(act, salon)
    assert len(seen) == (1 if engine_name == "postgres" else 0)
    assert locks.Lockable.member < locks.Lockable.resource
