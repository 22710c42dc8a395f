"""The table of moves."""

from __future__ import annotations

import datetime as dt

from core.booking.enums import BookingStatus as S
from core.booking.rules.moves import FROM, OPEN, TO, Move, respond_by

NOW = dt.datetime(2026, 9, 16, 2, 0, tzinfo=dt.UTC)


def hours(count: float) -> dt.datetime:
    return NOW + dt.timedelta(hours=count)


def test_every_move_is_in_the_table() -> None:
    assert set(FROM) == set(TO) == set(Move)


def test_what_is_over_stays_over() -> None:
    leaving = {status: {move for move in Move if status in FROM[move]} for status in S}
    assert [s for s in (S.completed, S.declined, S.no_show) if leaving[s]] == []
    # Only what never was a request comes back: the services look at `requested_at`.
    assert leaving[S.expired] == leaving[S.cancelled] == {Move.hold, Move.request}


def test_every_status_can_be_reached_and_every_open_one_left() -> None:
    assert set(TO.values()) == set(S)
    assert all(any(status in FROM[move] for move in Move) for status in OPEN | {S.checked_in, S.in_service})


def test_only_a_request_is_confirmed_and_only_a_confirmed_visit_begins() -> None:
    assert FROM[Move.confirm] == {S.pending}
    assert FROM[Move.check_in] == FROM[Move.mark_no_show] == {S.confirmed}


def test_a_request_waits_no_longer_than_to_its_start() -> None:
    assert respond_by(NOW, hours(48), 1440) == hours(24)
    assert respond_by(NOW, hours(2), 1440) == hours(2)
