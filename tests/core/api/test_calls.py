"""A day of the salon over the API, on both databases."""

from __future__ import annotations

import datetime as dt

from core.kit.clock import ManualClock
from tests.core.api.conftest import Cast

AT = "2026-09-17T14:00:00+08:00"


def _wish(cast: Cast, **more: object) -> dict[str, object]:
    return {"store_id": cast.stores["garden"], "variation_id": cast.variation, "starts_at": AT, **more}


def test_a_visit_from_the_wish_to_its_end(cast: Cast, clock: ManualClock) -> None:
    wang, desk = cast.as_("wang"), cast.as_("zhou")
    where = f"store_id={cast.stores['garden']}&variation_id={cast.variation}"
    assert {"on": "2026-09-17", "slots": 41} in cast.as_("guest").get(f"/v1/availability/days?{where}").json
    slots = wang.get(f"/v1/availability/slots?{where}&on=2026-09-17").json
    assert [slot for slot in slots if slot["starts_at"] == "2026-09-17T06:00:00Z"]
    asked = wang.post("/v1/bookings", _wish(cast, staff_id=cast.staff["lily"]))
    assert (asked.status, asked.json["status"], asked.json["member_id"]) == (201, "pending", cast.members["wang"])
    booking = f"/v1/bookings/{asked.json['id']}"
    waiting = desk.get(f"/v1/stores/{cast.stores['garden']}/requests").json
    assert [each["id"] for each in waiting] == [asked.json["id"]]
    assert desk.post(f"{booking}/confirm").json["status"] == "confirmed"
    late = desk.post(f"{booking}/decline", {"reason": "No"})
    assert (late.status, late.code, late.json["booking_status"]) == (409, "booking.wrong_status", "confirmed")
    assert wang.post(f"{booking}/attend").json["attendance_confirmed_at"] == "2026-09-16T02:00:00Z"
    early = desk.post(f"{booking}/check-in")
    assert (early.status, early.code, early.json["from_at"]) == (
        409,
        "booking.not_due_yet",
        "2026-09-17T03:00:00+00:00",
    )
    clock.set(dt.datetime(2026, 9, 17, 6, 0, tzinfo=dt.UTC))
    steps = [cast.as_("lily").post(f"{booking}/{step}").json["status"] for step in ("check-in", "start", "complete")]
    assert steps == ["checked_in", "in_service", "completed"]
    past = wang.get(f"/v1/members/{cast.members['wang']}/bookings?when=past").json
    assert [each["status"] for each in past] == ["completed"]


def test_a_taken_time_is_refused_with_reason_and_the_nearest(cast: Cast) -> None:
    cast.book("wang")
    refused = cast.as_("li").post("/v1/bookings", _wish(cast, staff_id=cast.staff["lily"]))
    assert (refused.status, refused.code, refused.json["why_not"]) == (409, "booking.slot_taken", "staff_busy")
    assert refused.json["nearest"][0]["staff_ids"] == [cast.staff["mei"]]
    where = f"store_id={cast.stores['garden']}&variation_id={cast.variation}&staff_id={cast.staff['lily']}"
    checked = cast.as_("guest").get(f"/v1/availability/check?{where}&starts_at=2026-09-17T06:00:00Z").json
    assert (checked["slot"], checked["why_not"]) == (None, "staff_busy")


def test_a_visit_that_is_moved_is_not_in_its_own_way(cast: Cast) -> None:
    booking = cast.book("wang")
    where = f"store_id={cast.stores['garden']}&variation_id={cast.variation}"
    listed = f"/v1/availability/slots?{where}&on=2026-09-17"

    def starts(who: str, path: str) -> list[str]:
        return [slot["starts_at"] for slot in cast.as_(who).get(path).json]

    beside = "2026-09-17T06:30:00Z"
    assert beside not in starts("wang", listed)
    assert beside in starts("wang", f"{listed}&moving={booking.id}")
    for who in ("guest", "li"):
        assert cast.as_(who).get(f"{listed}&moving={booking.id}").code == "booking.not_found"


def test_a_hold_moves_and_is_given_back(cast: Cast) -> None:
    wang = cast.as_("wang")
    held = wang.call("PUT", "/v1/holds/choosing-1", _wish(cast))
    assert (held.status, held.json["status"]) == (200, "held")
    later = wang.call("PUT", "/v1/holds/choosing-1", _wish(cast) | {"starts_at": "2026-09-17T16:00:00+08:00"})
    assert (later.json["id"], later.json["starts_at"]) == (held.json["id"], "2026-09-17T08:00:00Z")
    assert cast.as_("li").get("/v1/holds/choosing-1").status == 404, "another's key is another key"
    assert wang.call("DELETE", "/v1/holds/choosing-1").status == 204
    assert wang.get("/v1/holds/choosing-1").status == 404
    again = wang.call("PUT", "/v1/holds/choosing-1", _wish(cast))
    assert wang.post("/v1/holds/choosing-1/request").json["status"] == "pending"
    assert wang.get(f"/v1/bookings/{again.json['id']}").json["status"] == "pending"


def test_another_time_is_proposed_taken_moved_and_called_off(cast: Cast) -> None:
    booking = f"/v1/bookings/{cast.book().id}"
    wang, desk = cast.as_("wang"), cast.as_("zhou")
    assert desk.post(f"{booking}/propose", {"starts_at": "2026-09-18T14:00:00+08:00"}).json["status"] == "proposed"
    assert wang.post(f"{booking}/accept-proposal").json["status"] == "confirmed"
    moved = wang.post(f"{booking}/reschedule", {"starts_at": "2026-09-19T14:00:00+08:00"}).json
    assert (moved["status"], moved["staff_id"], moved["starts_at"]) == (
        "pending", cast.staff["lily"], "2026-09-19T06:00:00Z"
    )  # fmt: skip
    assert wang.post(f"{booking}/cancel", {"reason": "A cold"}).json["status"] == "cancelled"
    other = f"/v1/bookings/{cast.book('li').id}"
    assert desk.post(f"{other}/decline", {"reason": "Full"}).json["reason"] == "Full"


def test_the_desk_books_for_a_member_and_registers_one(cast: Cast) -> None:
    desk = cast.as_("zhou")
    made = desk.post("/v1/members", {"name": "Zoe", "phone": "13900000088"})
    assert (made.status, made.json["phone"]) == (201, "+8613900000088")
    assert [each["name"] for each in desk.get("/v1/members?text=0088").json] == ["Zoe"]
    asked = desk.post("/v1/bookings", _wish(cast, member_id=made.json["id"]))
    assert asked.json["member_name"] == "Zoe"
    assert desk.post("/v1/bookings", _wish(cast, member_id=2**40)).code == "member.not_found"
    assert desk.post("/v1/bookings", _wish(cast)).code == "member.not_found"
    changed = desk.call("PATCH", f"/v1/members/{made.json['id']}", {"preferences": "Quiet"})
    assert (changed.json["preferences"], changed.json["name"]) == ("Quiet", "Zoe")


def test_pages_of_the_agenda_are_the_agenda(cast: Cast) -> None:
    for who, at in (("wang", "T03:00"), ("li", "T05:00"), ("anna", "T07:00")):
        cast.book(who, f"2026-09-17{at}:00+00:00", None)
    desk, path = cast.as_("zhou"), f"/v1/stores/{cast.stores['garden']}/agenda?on=2026-09-17"
    whole = [each["id"] for each in desk.get(path).json["items"]]
    seen, cursor = [], ""
    while cursor is not None:
        page = desk.get(f"{path}&limit=1{cursor and f'&cursor={cursor}'}").json
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert (len(whole), seen) == (3, whole)


def test_time_is_blocked_and_given_back(cast: Cast) -> None:
    path = f"/v1/staff/{cast.staff['lily']}/blocks"
    span = {"starts_at": "2026-09-18T14:00:00+08:00", "ends_at": "2026-09-18T16:00:00+08:00"}
    made = cast.as_("lily").post(path, span | {"note": "Dentist"})
    assert (made.status, [each["note"] for each in made.json]) == (201, ["Dentist"])
    query = "starts_at=2026-09-18T00:00:00Z&ends_at=2026-09-19T00:00:00Z"
    assert cast.as_("yue").get(f"{path}?{query}").json == made.json
    assert cast.as_("lily").call("DELETE", f"{path}/{made.json[0]['id']}").status == 204
    assert cast.as_("lily").get(f"{path}?{query}").json == []
    cast.book("wang", "2026-09-18T06:00:00+00:00")
    assert cast.as_("lily").post(path, span).code == "booking.time_has_bookings"


def test_a_member_agrees_and_takes_it_back(cast: Cast) -> None:
    wang, path = cast.as_("wang"), f"/v1/members/{cast.members['wang']}/consents"
    assert wang.call("PUT", f"{path}/marketing", {"text_version": "2026-01"}).json["channel"] == "api"
    assert wang.call("DELETE", f"{path}/marketing").status == 204
    withdrawn = {each["kind"]: each["withdrawn_at"] is not None for each in wang.get(path).json}
    assert withdrawn == {"terms": False, "marketing": True}


def test_a_manager_sees_the_team_and_invites(cast: Cast) -> None:
    team = cast.as_("gao").get(f"/v1/stores/{cast.stores['river']}/team").json
    assert {each["code"]: each["role"] for each in team} == {"gao": "manager", "jane": "beautician"}
    assert len(cast.as_("gao").post(f"/v1/staff/{cast.staff['jane']}/invitation").json["code"]) == 10
    shown = cast.as_("guest").get(f"/v1/stores/{cast.stores['river']}/staff").json
    assert [set(each) for each in shown] == [{"id", "store_id", "name", "about", "skills"}]
