"""The till over HTTP: paid once, refunded once, and what cannot be meant is refused with nothing done."""

from __future__ import annotations

from typing import Any

from core.booking import service as bookings
from core.kit.clock import ManualClock
from core.kit.work import SYSTEM
from tests.core.api.conftest import Cast


def _bill(cast: Cast, clock: ManualClock) -> dict[str, Any]:
    booking = cast.book("wang")
    cast.parts.database.run(lambda work: bookings.confirm(work.acting_as(SYSTEM), booking.id))
    clock.set(booking.starts_at)
    answer = cast.as_("zhou").call("POST", "/v1/sales/of-visit", {"booking_id": booking.id})
    assert answer.status == 201, answer.text
    return dict(answer.json)


def test_a_visit_is_paid_and_half_of_it_refunded(cast: Cast, clock: ManualClock) -> None:
    bill, desk = _bill(cast, clock), cast.as_("zhou")
    path, due = f"/v1/sales/{bill['id']}", bill["due_fen"]
    for given in ([], [{"kind": "cash", "fen": due - 1}], [{"kind": "wechat", "fen": due + 1}]):
        assert desk.call("POST", f"{path}/complete", {"given": given}).code == "checkout.sums_differ"
    for fen in (-1, 0, 10_000_001):
        assert desk.call("POST", f"{path}/complete", {"given": [{"kind": "cash", "fen": fen}]}).status == 422
    assert desk.get(path).json["status"] == "open"
    paid = desk.call("POST", f"{path}/complete", {"given": [{"kind": "cash", "fen": due + 200}]})
    assert (paid.json["status"], paid.json["tenders"][0]["given_fen"] - due) == ("completed", 200)
    assert cast.as_("wang").get(f"/v1/members/{cast.members['wang']}/receipts").json["items"][0]["id"] == bill["id"]
    half = {"scope": "amount", "fen": due // 2, "reason": "Not happy"}
    seen = desk.call("POST", f"{path}/refund-preview", half).json
    assert (seen["fen"], desk.get(path).json["refunded_fen"]) == (due // 2, 0)
    assert desk.call("POST", f"{path}/refunds", half).json["refund_state"] == "partly"
    too_much = desk.call("POST", f"{path}/refunds", half | {"fen": due})
    assert too_much.code == "checkout.refund_too_large"
    rest = {"scope": "full", "reason": "Not happy"}
    assert desk.call("POST", f"{path}/refunds", rest).json["refund_state"] == "refunded"
    assert desk.call("POST", f"{path}/refunds", rest).code == "checkout.already_refunded"
    assert desk.get(path).json["refunded_fen"] == due


def test_no_bill_is_opened_in_a_store_that_is_not_there(cast: Cast) -> None:
    answer = cast.as_("yue").call("POST", "/v1/sales/walk-in", {"store_id": 2**53 - 1})
    assert (answer.status, answer.code) == (404, "store.not_found")
