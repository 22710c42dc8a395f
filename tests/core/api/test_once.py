"""The same request under the same key is done once, and answered the same: in a row, at once, and after a restart."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from core.booking.models import Booking
from core.idempotency.models import KeptAnswer
from core.kit.clock import ManualClock
from scheduler.jobs import JOBS
from tests.core.api.conftest import Cast

KEY = "one-key-for-all"
AT_ONCE = 12


def _wish(cast: Cast, clock: str = "14:00") -> dict[str, object]:
    at = f"2026-09-17T{clock}:00+08:00"
    return {"store_id": cast.stores["garden"], "variation_id": cast.variation, "starts_at": at}


def _count(cast: Cast) -> int:
    with cast.parts.database.reading() as work:
        return int(work.session.execute(sa.select(sa.func.count()).select_from(Booking)).scalar_one())


def test_many_at_once_are_one(cast: Cast) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(cast.as_("wang").post, "/v1/bookings", _wish(cast), key=KEY) for _ in range(AT_ONCE)]
        answers = [each.result() for each in asked]
    assert {(each.status, each.text) for each in answers} == {(201, answers[0].text)}
    assert sum("idempotency-replayed" in each.headers for each in answers) == AT_ONCE - 1
    assert _count(cast) == 1


def test_without_the_same_key_the_same_race_books_more(cast: Cast) -> None:
    """The control: it is the key that made them one. The member herself is busy then, so each asks for another time."""
    times = ("10:00", "12:00", "15:00")
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda clock: cast.as_("wang").post("/v1/bookings", _wish(cast, clock)).status, times))
    assert (answers, _count(cast)) == ([201] * 3, 3)


def test_a_key_stands_for_one_request(cast: Cast) -> None:
    wang = cast.as_("wang")
    assert wang.post("/v1/bookings", _wish(cast), key=KEY).status == 201
    other = wang.post("/v1/bookings", _wish(cast, "17:00"), key=KEY)
    assert (other.status, other.code) == (409, "idempotency.key_reused")
    assert cast.as_("li").post("/v1/bookings", _wish(cast, "17:00"), key=KEY).status == 201, (
        "keys are each caller's own"
    )
    assert _count(cast) == 2


def test_a_refusal_is_answered_again_although_the_time_is_free_by_now(cast: Cast) -> None:
    taken = cast.as_("li").post("/v1/bookings", _wish(cast) | {"staff_id": cast.staff["lily"]}).json
    wanted = _wish(cast) | {"staff_id": cast.staff["lily"]}
    first = cast.as_("wang").post("/v1/bookings", wanted, key=KEY)
    assert (first.status, first.code) == (409, "booking.slot_taken")
    cast.as_("li").post(f"/v1/bookings/{taken['id']}/cancel", {})
    assert cast.as_("wang").post("/v1/bookings", wanted, key=KEY).text == first.text
    assert cast.as_("wang").post("/v1/bookings", wanted, key="another-key").status == 201


def test_what_is_kept_can_be_read_by_nobody_else_and_goes_in_time(cast: Cast, clock: ManualClock) -> None:
    cast.as_("wang").post("/v1/bookings", _wish(cast), key=KEY)
    with cast.parts.database.reading() as work:
        rows = [str(row) for row in work.session.execute(sa.select(KeptAnswer.__table__))]
    assert len(rows) == 1
    assert not [row for row in rows for word in (KEY, "pending", "starts_at") if word in row]
    forget = next(job for job in JOBS if job.name == "idempotency.forget_old").run
    clock.advance(_hours(47))
    assert cast.parts.database.run(forget) == 0
    clock.advance(_hours(2))
    assert cast.parts.database.run(forget) == 1


def _hours(number: int) -> dt.timedelta:
    return dt.timedelta(hours=number)
