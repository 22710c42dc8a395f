"""No-shows and late cancels: counted from bookings, waived by staff, and what they lead to."""

from __future__ import annotations

import datetime as dt

import pytest

from core.auth.enums import StaffRole
from core.booking import service
from core.booking.enums import BookingStatus as S
from core.booking.errors import BookingNotFound, NothingToWaive
from core.booking.schemas import BookingOut, Record
from core.kit.clock import ManualClock
from core.kit.errors import BadInput, NotAllowed
from tests.core.booking.service.asking import Act, requested
from tests.factories.salon import Salon


def missed(act: Act, salon: Salon, clock: ManualClock, day: int) -> BookingOut:
    """A visit of the first member that they did not come to."""
    booking = requested(act, salon, key=f"missed {day}", at=salon.at(day, "14:00"))
    act(service.confirm, booking.id, by=salon.desk)
    clock.set(salon.at(day, "14:20"))
    done: BookingOut = act(service.mark_no_show, booking.id, by=salon.desk)
    return done


def test_missed_visits_and_late_cancels_are_counted_and_may_be_waived(
    act: Act, salon: Salon, clock: ManualClock
) -> None:
    first = missed(act, salon, clock, 17)
    late = requested(act, salon, key="late", at=salon.at(17, "17:00"))
    act(service.confirm, late.id, by=salon.desk)
    act(service.cancel, late.id, by=salon.member())
    assert act(service.record_of, salon.members[0], by=salon.member()) == Record(1, 1)
    assert act(service.record_of, salon.members[1]) == Record(0, 0)
    with pytest.raises(NotAllowed):
        act(service.waive, first.id, "堵车", by=salon.works_as("amy", StaffRole.beautician))
    with pytest.raises(BadInput):
        act(service.waive, first.id, "  ", by=salon.desk)
    act(service.waive, first.id, " 堵 车 ", by=salon.desk)
    act(service.waive, late.id, "生病", by=salon.desk)
    assert act(service.record_of, salon.members[0]) == Record(0, 0)
    assert act(service.get, first.id).waived_reason == "堵 车"
    fine = requested(act, salon, key="fine", at=salon.at(19, "15:00"))
    with pytest.raises(NothingToWaive):
        act(service.waive, fine.id, "没有", by=salon.desk)
    with pytest.raises(NotAllowed):
        act(service.record_of, salon.members[0], by=salon.member(1))


def test_a_year_later_it_is_forgotten(act: Act, salon: Salon, clock: ManualClock) -> None:
    missed(act, salon, clock, 17)
    clock.advance(dt.timedelta(days=364))
    assert act(service.record_of, salon.members[0]).no_shows == 1
    clock.advance(dt.timedelta(days=3))
    assert act(service.record_of, salon.members[0]).no_shows == 0


def test_moving_late_counts_once_and_calling_off_a_request_never(act: Act, salon: Salon, clock: ManualClock) -> None:
    booking = requested(act, salon, at=salon.at(17, "14:00"))
    clock.set(salon.at(17, "11:00"))
    moved = act(service.reschedule, booking.id, salon.wish(who="amy"), salon.at(17, "18:00"), by=salon.member())
    assert moved.is_late is False, "the salon had not said yes"
    act(service.confirm, booking.id, by=salon.desk)
    clock.set(salon.at(17, "16:00"))
    act(service.reschedule, booking.id, salon.wish(who="amy"), salon.at(18, "18:00"), by=salon.member())
    act(service.cancel, booking.id, by=salon.member())
    assert act(service.record_of, salon.members[0]) == Record(0, 1)


def test_who_missed_two_visits_confirms_the_next_one_again(act: Act, salon: Salon, clock: ManualClock) -> None:
    missed(act, salon, clock, 17)
    assert requested(act, salon, key="once", at=salon.at(20, "15:00")).confirm_by is None
    missed(act, salon, clock, 18)
    again = requested(act, salon, key="twice", at=salon.at(21, "15:00"))
    assert again.confirm_by == salon.at(20, "21:00"), "eighteen hours before"
    soon = requested(act, salon, key="soon", at=salon.at(18, "19:00"))
    assert soon.confirm_by is None, "who books for today has just said it"
    moved = act(service.reschedule, again.id, salon.wish(who="amy"), salon.at(22, "15:00"), by=salon.member())
    assert moved.confirm_by == salon.at(21, "21:00")
    act(service.confirm, again.id, by=salon.desk)
    with pytest.raises(BookingNotFound):
        act(service.keep_unconfirmed, again.id, by=salon.member(1))
    kept = act(service.keep_unconfirmed, again.id, by=salon.desk)
    assert (kept.status, kept.confirm_by) == (S.confirmed, None)


def test_the_policy_a_booking_was_made_under_is_kept_with_it(act: Act, salon: Salon) -> None:
    booking = requested(act, salon)
    kept = act(service.policy_of, booking.id, by=salon.member())
    assert (kept.late_cancel_minutes, kept.no_shows_to_confirm, kept.late_cancel_percent) == (240, 2, 0)
