"""Coupons, codes and levels over HTTP: put on offer, given, found best, looked up; guessing leads nowhere."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.coupon import service as coupons
from core.kit.work import SYSTEM, Work
from core.points import service as points
from tests.core.api.client import Client
from tests.core.api.conftest import Cast
from tests.factories import coupons as coupon_kinds
from tests.factories.points import catalogue


@pytest.fixture
def kinds(cast: Cast) -> Cast:
    """The salon with its coupons."""
    cast.parts.database.run(coupon_kinds.load)
    return cast


def _look(client: Client, code: str) -> tuple[str, int | None]:
    found = client.post("/v1/codes/look-up", {"code": code})
    assert found.status == 200, found.text
    return found.json["state"], found.json["left"]


def test_a_kind_is_put_on_offer_given_and_held(kinds: Cast) -> None:
    owner, desk, wang = (kinds.as_(who) for who in ("yue", "zhou", "wang"))
    kind = {
        "name": {"zh": "满500减80", "en": "80 off 500"},
        "terms": {"kind": "fixed", "amount_fen": 8000, "minimum_fen": 50000, "days": ["sat", "holiday"]},
        "valid_days": 30,
        "total": 2,
    }
    put = owner.call("PUT", "/v1/coupons/templates/off80", kind)
    assert put.status == 200, put.text
    assert put.json["terms"] | kind["terms"] == put.json["terms"], "money stays what it was said to be"
    assert put.json == owner.call("PUT", "/v1/coupons/templates/off80", kind).json
    path = f"/v1/members/{kinds.members['wang']}/coupons"
    for key in ("grant-80-once", "grant-80-once", "grant-80-again"):
        given = desk.post(path, {"template": "off80", "reason": "Had to wait"}, key=key)
        assert (given.status, given.json[0]["code"]) == (201, None), given.text
    assert desk.post(path, {"template": "off80", "reason": "Again"}).code == "coupon.gone"
    held = wang.get(path).json
    assert [(each["state"], len(each["code"])) for each in held] == [("valid", 10)] * 2
    assert {each["code"] for each in desk.get(path).json} == {None}, "a code is its member's"
    assert wang.get(f"{path}?over=true").json == []
    assert wang.get(f"{path}/{held[0]['id']}").json["record"] == []
    (listed,) = [each for each in desk.get("/v1/coupons/templates").json if each["code"] == "off80"]
    assert (listed["issued"], listed["total"]) == (2, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"terms": {"kind": "fixed"}},
        {"terms": {"kind": "free", "amount_fen": 100}},
        {"terms": {"kind": "fixed", "amount_fen": 100, "treatments": ["nothing_like_it"]}},
        {"valid_days": None},
    ],
)
def test_a_kind_that_cannot_be_meant_is_refused(kinds: Cast, wrong: dict[str, object]) -> None:
    fine = {"name": {"zh": "券", "en": "Off"}, "terms": {"kind": "fixed", "amount_fen": 100}, "valid_days": 9}
    refused = kinds.as_("yue").call("PUT", "/v1/coupons/templates/odd", fine | wrong)
    assert (refused.status, refused.code) == (422, "coupon.bad_template")
    both = {"template": "off50", "pack": "hello", "reason": "x"}
    path = f"/v1/members/{kinds.members['wang']}/coupons"
    assert kinds.as_("yue").post(path, both).code == "coupon.which_gift"


def test_the_best_of_them_for_a_basket_and_for_a_booking(kinds: Cast) -> None:
    member = kinds.members["wang"]
    for number, code in enumerate(("off100", "off50", "extra28", "weekend")):
        kinds.parts.database.run(lambda work, n=number, c=code: coupons.issue(work, f"b{n}", c, member))
    wang, path = kinds.as_("wang"), f"/v1/members/{member}/coupons/best"
    item = {"variation_id": kinds.variation, "quantity": 2}
    basket = {"store_id": kinds.stores["garden"], "items": [item], "at": "2026-09-17T14:00:00+08:00"}
    found = wang.post(path, basket).json
    assert found["best"]["saved_fen"] == 12800, found
    assert found["other"]["saved_fen"] == 10000
    assert found["best"]["saved_fen"] == sum(found["best"]["cuts"].values())
    assert {each["why"] for each in found["unfit"]} == {"day"}, "a weekend's coupon on a Thursday"
    booking = kinds.book("wang")
    of_visit = wang.post(path, {"booking_id": booking.id}).json
    assert of_visit["total_fen"] == booking.price_fen
    assert wang.post(path, {"items": [item]}).code == "coupon.bad_bill"
    other = f"/v1/members/{kinds.members['li']}/coupons/best"
    assert kinds.as_("li").post(other, {"booking_id": booking.id}).status == 404


def test_a_code_is_said_to_be_what_it_is(kinds: Cast) -> None:
    database, member = kinds.parts.database, kinds.members["wang"]
    lily, wang, li = (kinds.as_(who) for who in ("lily", "wang", "li"))
    coupon = database.run(lambda work: coupons.issue(work, "one", "off50", member))
    later = database.run(lambda work: coupons.issue(work, "two", "later", member))
    had = database.run(lambda work: _exchanged(work, member))
    assert (_look(lily, coupon.code), _look(lily, later.code)) == (("valid", None), ("not_yet", None))
    seen = lily.post("/v1/codes/look-up", {"code": had}).json
    assert (seen["state"], seen["member_id"], seen["redemption"]["item_code"]) == ("valid", member, "cream")
    assert lily.post(f"/v1/points/redemptions/{had}/hand-over", {}).status == 200
    assert _look(lily, had)[0] == "used"
    assert _look(wang, coupon.code.lower())[0] == "valid"
    for code in (coupon.code, had):
        assert _look(li, code)[0] == "foreign"
    typed = li.post(f"/v1/members/{kinds.members['li']}/codes", {"code": "ABCDEFGHJ2"}).json
    assert (typed["state"], typed["left"], typed["coupon"]) == ("unknown", 7, None)


def test_guessing_either_kind_is_counted_together_and_locks(kinds: Cast) -> None:
    database, member = kinds.parts.database, kinds.members["wang"]
    had = database.run(lambda work: _exchanged(work, member))
    lily = kinds.as_("lily")
    for number in range(5):
        assert _look(lily, f"ABCDEFGHJ{number + 2}")[0] == "unknown"
        tried = lily.post(f"/v1/points/redemptions/BCDEFGHJK{number + 2}/hand-over", {})
        assert (tried.status, tried.code) == (404, "points.redemption_not_found")
    assert _look(lily, had)[0] == "locked", "also of what is right"
    refused = lily.post(f"/v1/points/redemptions/{had}/hand-over", {})
    assert (refused.status, refused.code) == (429, "coupon.codes_locked")
    assert kinds.as_("mei").post(f"/v1/points/redemptions/{had}/hand-over", {}).status == 200, "others are not locked"
    with database.reading() as work:
        actions = Counter(work.session.scalars(sa.select(AuditEntry.action)))
    assert actions["coupon.look_up"] >= 10
    assert actions["coupon.guessing"] == 1


def test_a_level_is_read_and_set(kinds: Cast) -> None:
    path = f"/v1/members/{kinds.members['wang']}/level"
    before = kinds.as_("wang").get(path).json
    assert (before["tier"], before["next_tier"], before["missing_fen"]) == ("member", "silver", 200_000)
    set_to = kinds.as_("yue").call("PUT", path, {"tier": "gold"}).json
    assert (set_to["tier"], set_to["perks"]["discount_percent"]) == ("gold", 10)
    (change,) = kinds.as_("wang").get(f"{path}/changes").json
    assert (change["after"], change["why"]) == ("gold", "hand")


def _exchanged(work: Work, member: int) -> str:
    system = work.acting_as(SYSTEM)
    catalogue(system)
    points.adjust(system, "gift", member, 5000, "for the test")
    return points.redeem(system, "had", member, "cream").code


def _confirmed(cast: Cast, who: str, at: str = "2026-09-17T06:00:00+00:00") -> int:
    booking = cast.book(who, at)
    assert cast.as_("zhou").post(f"/v1/bookings/{booking.id}/confirm").status == 200
    return booking.id


def test_a_coupon_without_a_bill_waits_for_its_member(kinds: Cast) -> None:
    member, visit = kinds.members["wang"], _confirmed(kinds, "wang")
    coupon = kinds.parts.database.run(lambda work: coupons.issue(work, "one", "extra28", member))
    desk, wang, li, path = *(kinds.as_(who) for who in ("zhou", "wang", "li")), "/v1/coupons/requests"
    asked = desk.post(path, {"coupon_id": coupon.id, "booking_id": visit}, key="ask-for-it-1")
    assert (asked.status, asked.json["status"], asked.json["saved_fen"]) == (201, "open", 2800), asked.text
    again = desk.post(path, {"coupon_id": coupon.id, "booking_id": visit}, key="ask-for-it-1")
    assert again.json == asked.json, "asked once under one key"
    one = f"{path}/{asked.json['id']}"
    assert (li.get(one).status, li.post(f"{one}/answer", {"approves": True}).status) == (404, 404)
    assert desk.post(f"{one}/answer", {"approves": True}).status == 403, "the desk does not answer in her place"
    assert wang.get(one).json["total_fen"] == asked.json["total_fen"]
    assert wang.post(f"{one}/answer", {"approves": False}).json["status"] == "declined"
    assert wang.post(f"{one}/answer", {"approves": True}).code == "coupon.request_over"
    newer = desk.post(path, {"coupon_id": coupon.id, "booking_id": visit}).json["id"]
    assert wang.post(f"{path}/{newer}/answer", {"approves": True}).json["status"] == "approved"
    record = wang.get(f"/v1/members/{member}/coupons/{coupon.id}").json["record"]
    assert [(each["change"], sum(each["cuts"].values())) for each in record] == [(1, 2800)]
    assert desk.post(path, {"coupon_id": coupon.id, "booking_id": visit}).code == "coupon.unfit", "it was used"


def test_a_coupon_is_forced_with_a_reason_by_who_may(kinds: Cast) -> None:
    member, visit = kinds.members["wang"], _confirmed(kinds, "wang")
    coupon = kinds.parts.database.run(lambda work: coupons.issue(work, "one", "extra28", member))
    path = "/v1/coupons/requests"
    asked = kinds.as_("lily").post(path, {"coupon_id": coupon.id, "booking_id": visit}).json["id"]
    force = f"{path}/{asked}/force"
    assert kinds.as_("lily").post(force, {"reason": "Her phone is empty"}).status == 403
    assert kinds.as_("gao").post(force, {"reason": "Her phone is empty"}).status == 404, "another store's manager"
    assert kinds.as_("yue").post(force, {"reason": " "}).status == 422
    assert kinds.as_("yue").post(force, {"reason": "Her phone is empty"}).json["status"] == "approved"
    assert kinds.as_("yue").post(force, {"reason": "Her phone is empty"}).code == "coupon.request_over"


def test_a_coupon_is_asked_for_on_a_visit_of_its_own_member_alone(kinds: Cast) -> None:
    member = kinds.members["wang"]
    coupon = kinds.parts.database.run(lambda work: coupons.issue(work, "one", "extra28", member))
    waiting, others = kinds.book("wang").id, _confirmed(kinds, "li", "2026-09-18T06:00:00+00:00")
    desk, path = kinds.as_("zhou"), "/v1/coupons/requests"
    assert desk.post(path, {"coupon_id": coupon.id, "booking_id": waiting}).code == "checkout.nothing_to_pay"
    assert desk.post(path, {"coupon_id": coupon.id, "booking_id": others}).status == 404, "not her visit"
    assert desk.post(path, {"coupon_id": 10**6, "booking_id": others}).status == 404
    assert kinds.as_("gao").post(path, {"coupon_id": coupon.id, "booking_id": others}).status == 404
    assert kinds.as_("wang").post(path, {"coupon_id": coupon.id, "booking_id": waiting}).status == 403
