"""Every operation of the router x everybody, against a written table: who gets in, who is refused, who sees nothing.

The thing asked for is always Wang's: her booking with Lily at the garden store, her record, Lily's time. `ok` is past
the door, whatever the business then says; 401, 403 and 404 are the three ways of staying out. Nobody who stays out, and
neither the guest nor the other member in any answer, reads a word of what is Wang's. A hold's key is the caller's own:
under the same word everybody has another hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from core.api.operations import OPERATIONS
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.checkout import service as checkout
from core.coupon import service as coupons
from core.coupon.schemas import BillLine, CouponOut
from core.kit.ids import new_key
from core.kit.work import SYSTEM, Actor, Work
from core.member import service as members
from core.operation.operations import Operation
from core.points import service as points
from core.prepaid import service as prepaid_service
from core.token import service as tokens
from tests.core.api.conftest import Cast
from tests.factories import coupons as coupon_kinds
from tests.factories import prepaid
from tests.factories.points import catalogue

PEOPLE = ("guest", "wang", "li", "lily", "mei", "gao", "zhou", "yue")
"""Guest, the member, another member, her beautician, another one, the manager of another store, the desk, the owner."""

TABLE = """
list_stores               ok  ok  ok  ok  ok  ok  ok  ok
get_store                 ok  ok  ok  ok  ok  ok  ok  ok
list_treatments           ok  ok  ok  ok  ok  ok  ok  ok
get_treatment             ok  ok  ok  ok  ok  ok  ok  ok
list_products             ok  ok  ok  ok  ok  ok  ok  ok
list_staff                ok  ok  ok  ok  ok  ok  ok  ok
list_team                 401 403 403 403 403 403 403 ok
invite                    401 403 403 403 403 403 403 ok
list_treatments_of_store  ok  ok  ok  ok  ok  ok  ok  ok
list_open_days            ok  ok  ok  ok  ok  ok  ok  ok
list_open_slots           ok  ok  ok  ok  ok  ok  ok  ok
check_start               ok  ok  ok  ok  ok  ok  ok  ok
hold                      401 ok  404 403 403 404 ok  ok
get_hold                  401 ok  404 403 403 404 404 404
release_hold              401 ok  ok  403 403 ok  ok  ok
request_held              401 ok  404 403 403 404 404 404
request_booking           401 ok  404 403 403 404 ok  ok
get_booking               401 ok  404 ok  404 404 ok  ok
get_booking_by_code       401 ok  404 ok  404 404 ok  ok
list_bookings_of_member   401 ok  404 ok  ok  404 ok  ok
list_agenda               401 403 403 ok  ok  403 ok  ok
list_requests             401 403 403 ok  ok  403 ok  ok
reschedule                401 ok  404 ok  404 404 ok  ok
confirm                   401 403 403 ok  404 404 ok  ok
decline                   401 403 403 ok  404 404 ok  ok
propose                   401 403 403 ok  404 404 ok  ok
accept_proposal           401 ok  404 403 403 403 403 403
refuse_proposal           401 ok  404 403 403 403 403 403
attend                    401 ok  404 403 403 403 403 403
cancel                    401 ok  404 ok  404 404 ok  ok
check_in                  401 403 403 ok  404 404 ok  ok
start                     401 403 403 ok  404 404 ok  ok
complete                  401 403 403 ok  404 404 ok  ok
mark_no_show              401 403 403 403 403 404 ok  ok
list_blocks               401 403 403 ok  403 403 403 ok
block_time                401 403 403 ok  403 403 403 ok
unblock                   401 403 403 ok  403 403 403 ok
find_members              401 403 403 ok  ok  ok  ok  ok
get_member                401 ok  404 ok  ok  404 ok  ok
register_member           401 403 403 403 403 ok  ok  ok
change_member             401 ok  404 403 403 404 ok  ok
open_for_visit            401 403 403 403 403 404 ok  ok
open_walk_in              401 403 403 403 403 403 ok  ok
get_sale                  401 ok  404 403 403 404 ok  ok
list_sales                401 403 403 403 403 403 ok  ok
list_unpaid_sales         401 403 403 403 403 403 ok  ok
get_offer                 401 403 403 403 403 404 ok  ok
add_treatment             401 403 403 403 403 404 ok  ok
add_product               401 403 403 403 403 404 ok  ok
share_line                401 403 403 403 403 404 ok  ok
remove_line               401 403 403 403 403 404 ok  ok
name_member               401 403 403 403 403 404 ok  ok
use_balance               401 403 403 403 403 404 ok  ok
ask_approval              401 403 403 403 403 404 ok  ok
approve_sale              401 ok  404 403 403 403 403 403
decline_sale              401 ok  404 403 403 403 403 403
force_sale                401 403 403 403 403 404 ok  ok
complete_sale             401 403 403 403 403 404 ok  ok
cancel_sale               401 403 403 403 403 404 ok  ok
preview_refund            401 403 403 403 403 404 ok  ok
refund_sale               401 403 403 403 403 404 ok  ok
ask_for_coupon            401 403 403 ok  404 404 ok  ok
get_coupon_request        401 ok  404 ok  404 404 404 404
answer_coupon_request     401 ok  404 403 403 403 403 403
force_coupon_request      401 403 403 403 403 404 403 ok
list_receipts             401 ok  404 403 403 404 ok  ok
get_balance               401 ok  404 ok  ok  404 ok  ok
list_wallet_entries       401 ok  404 ok  ok  404 ok  ok
list_cards_of_member      401 ok  404 ok  ok  404 ok  ok
list_card_uses            401 ok  404 ok  ok  404 ok  ok
list_card_plans           ok  ok  ok  ok  ok  ok  ok  ok
put_card_plan             401 403 403 403 403 403 403 ok
offer_contract            401 ok  404 403 403 404 ok  ok
get_contract              401 ok  404 403 403 404 ok  ok
accept_contract           401 ok  404 403 403 403 403 403
pay_contract              401 403 403 403 403 404 ok  ok
reckon_top_up_refund      401 ok  404 ok  ok  404 ok  ok
refund_top_up             401 403 403 403 403 404 ok  ok
reckon_card_refund        401 ok  404 ok  ok  404 ok  ok
refund_card               401 403 403 403 403 404 ok  ok
get_points                401 ok  404 ok  ok  404 ok  ok
list_points_entries       401 ok  404 ok  ok  404 ok  ok
get_points_offer          401 ok  404 ok  ok  404 ok  ok
adjust_points             401 403 403 403 403 404 ok  ok
check_in_daily            401 ok  404 ok  ok  404 ok  ok
list_points_items         ok  ok  ok  ok  ok  ok  ok  ok
put_points_item           401 403 403 403 403 ok  403 ok
list_redemptions          401 ok  404 ok  ok  404 ok  ok
redeem_points_item        401 ok  404 ok  ok  404 ok  ok
hand_over_redemption      401 403 403 ok  ok  ok  ok  ok
cancel_redemption         401 ok  404 ok  ok  ok  ok  ok
list_points_flags         401 403 403 403 403 ok  403 ok
decide_points_flag        401 403 403 403 403 404 403 ok
get_points_report         401 403 403 403 403 ok  403 ok
list_reviews_of_member    401 ok  404 403 403 403 403 403
list_reviews_of_store     401 403 403 403 403 403 403 ok
list_coupon_templates     401 403 403 ok  ok  ok  ok  ok
put_coupon_template       401 403 403 403 403 ok  403 ok
list_coupon_packs         401 403 403 ok  ok  ok  ok  ok
list_coupons              401 ok  404 ok  ok  404 ok  ok
get_coupon                401 ok  404 ok  ok  404 ok  ok
grant_coupons             401 403 403 403 403 404 ok  ok
look_up_code              401 ok  ok  ok  ok  ok  ok  ok
type_code                 401 ok  404 403 403 403 403 403
find_best_coupons         401 ok  404 ok  ok  404 ok  ok
get_level                 401 ok  404 ok  ok  404 ok  ok
list_level_changes        401 ok  404 ok  ok  404 ok  ok
set_level                 401 403 403 403 403 404 403 ok
list_consents             401 ok  404 403 403 403 403 403
grant_consent             401 ok  404 403 403 403 403 403
withdraw_consent          401 ok  404 403 403 403 403 403
who_am_i                  ok  ok  ok  ok  ok  ok  ok  ok
list_tokens               401 403 403 403 403 403 403 ok
create_token              401 403 403 403 403 403 403 ok
revoke_token              401 403 403 403 403 403 403 ok
"""
EXPECTED = {line.split()[0]: tuple(line.split()[1:]) for line in TABLE.strip().splitlines()}

KNOWN = {"find_members", "get_member", "change_member", "list_bookings_of_member"}
"""Colleagues know the members of their store by these; of another's only who is named by the whole phone, as here."""

SPAN = {"starts_at": "2026-09-19T14:00:00+08:00", "ends_at": "2026-09-19T15:00:00+08:00"}
BODIES: dict[str, dict[str, Any]] = {
    "reschedule": {"starts_at": "2026-09-20T14:00:00+08:00"},
    "decline": {"reason": "Full"},
    "propose": {"starts_at": "2026-09-20T16:00:00+08:00"},
    "cancel": {},
    "block_time": SPAN,
    "register_member": {"name": "Somebody"},
    "change_member": {"language": "en"},
    "grant_consent": {"text_version": "1"},
    "put_card_plan": {
        "name": {"zh": "十次卡", "en": "Ten"},
        "treatments": ["cleanse"],
        "uses": 10,
        "price_fen": 200_000,
        "list_price_fen": 29_800,
    },
    "offer_contract": {"store_id": 1, "real_fen": 30_000},
    "accept_contract": {"text_hash": "0" * 64},
    "pay_contract": {"tender": "cash"},
    "refund_top_up": {"reason": "test", "expected_fen": 1},
    "refund_card": {"reason": "test", "expected_fen": 1},
    "create_token": {"name": "x", "staff_id": 1},
    "add_product": {"product_id": 1},
    "adjust_points": {"points": 1, "reason": "Had to wait"},
    "redeem_points_item": {"item": "cream"},
    "hand_over_redemption": {},
    "decide_points_flag": {"is_abuse": False},
    "put_points_item": {
        "kind": "goods",
        "name": {"zh": "护手霜", "en": "Hand cream"},
        "about": {"zh": "玫瑰", "en": "Rose"},
        "points": 600,
        "stock": 100,
    },
    "put_coupon_template": {
        "name": {"zh": "立减30", "en": "30 off"},
        "terms": {"kind": "fixed", "amount_fen": 3000},
        "valid_days": 30,
    },
    "grant_coupons": {"template": "off50", "reason": "Had to wait"},
    "type_code": {"code": "ABCDEFGHJ2"},
    "set_level": {"tier": "silver"},
    "share_line": {"shares": [{"staff_id": 1, "percent": 100}]},
    "use_balance": {"points": 0},
    "approve_sale": {"seal": "0123456789"},
    "decline_sale": {"seal": "0123456789", "reason": "Not mine"},
    "force_sale": {"reason": "Signed on paper"},
    "answer_coupon_request": {"approves": True},
    "force_coupon_request": {"reason": "Signed on paper"},
    "complete_sale": {"given": []},
    "cancel_sale": {"reason": "By mistake"},
    "preview_refund": {"scope": "full", "reason": "Unhappy"},
    "refund_sale": {"scope": "full", "reason": "Unhappy"},
}
QUERIES = {
    "get_points_offer": "store_id={store_id}&due_fen=10000",
    "list_open_days": "store_id={store_id}&variation_id={variation_id}",
    "list_open_slots": "store_id={store_id}&variation_id={variation_id}&on=2026-09-17",
    "check_start": "store_id={store_id}&variation_id={variation_id}&starts_at=2026-09-17T06:00:00Z",
    "list_agenda": "on=2026-09-17",
    "list_sales": "on=2026-09-17",
    "list_blocks": "starts_at=2026-09-17T06:00:00Z&ends_at=2026-09-21T06:00:00Z",
    "find_members": "text=13900000001",
    "list_bookings_of_member": "when=upcoming",
}


class Stage:
    """Things of Wang's, made anew for each call where a call could use them up."""

    def __init__(self, cast: Cast) -> None:
        self._cast, self._day = cast, 0
        run = cast.parts.database.run
        self.spare = run(lambda work: tokens.create(work, "spare", staff_id=cast.staff["mei"])[0].id)
        self.wang = run(lambda work: members.get(work, cast.members["wang"]))
        self.prepaid = run(lambda work: self._prepaid(work, cast.stores["garden"]))
        self.redemption, self.flag = run(self._points)
        self.coupon = run(self._coupon)

    def _prepaid(self, work: Work, store: int) -> dict[str, int]:
        """Money, a card, and the contract of another top-up."""
        card = prepaid.card(work, self.wang.id, prepaid.plan(work, store, "cleanse"))
        paid = prepaid.paid_in(work, self.wang.id, store, 30_000)
        offered = prepaid_service.ask_top_up(work, "wangs", self.wang.id, store, 30_000, language="en")
        return {"card_id": card.id, "entry_id": paid.id, "contract_id": offered.id}

    def _points(self, work: Work) -> tuple[str, int]:
        """Points of hers, something she had for them, and what looks odd about how she earned some."""
        catalogue(work)
        points.adjust(work, "much", self.wang.id, 10_000, "for the table")
        made = points.redeem(work, "had", self.wang.id, "cream")
        for number in range(10):
            points.earn(work, f"rush{number}", self.wang.id, 1, {"rule": "F5"})
        return made.code, points.list_flags(work)[0].id

    def _coupon(self, work: Work) -> CouponOut:
        coupon_kinds.load(work)
        return coupons.issue(work, "wangs", "off50", self.wang.id)

    def things(self) -> dict[str, Any]:
        """What a path can name."""
        cast = self._cast
        booking = self._booking()
        return {
            "store_id": cast.stores["garden"],
            "variation_id": cast.variation,
            "treatment_id": 1,
            "member_id": cast.members["wang"],
            "staff_id": cast.staff["lily"],
            "booking_id": booking.id,
            "code": booking.code,
            "block_id": self._block(),
            "token_id": self.spare,
            "plan_code": "ten_visits",
            **self.prepaid,
            "key": "choosing-1",
            "kind": "marketing",
            "sale_id": self._sale(),
            "line_id": "1",
            "item_code": "cream",
            "redemption_code": self.redemption,
            "flag_id": self.flag,
            "template_code": "off30",
            "coupon_id": self.coupon.id,
            "request_id": self._request(),
            "coupon_code": self.coupon.code,
        }

    def _request(self) -> int:
        """Lily asks whether a coupon of hers may be used."""
        lily = Actor("staff", self._cast.staff["lily"], "beautician", self._cast.stores["garden"])

        def ask(work: Work) -> int:
            coupon = coupons.issue(work.acting_as(SYSTEM), new_key(), "extra28", self.wang.id)
            line = BillLine("1", 1, None, "face", 29_800)
            return coupons.ask_member(work, coupon.id, self._cast.stores["garden"], [line])[0].id

        return self._cast.parts.database.run(ask, lily)

    def _sale(self) -> int:
        """A bill of hers with one line."""
        store, database = self._cast.stores["garden"], self._cast.parts.database
        sale = database.run(lambda work: checkout.open_walk_in(work, new_key(), store, self.wang.id))
        return database.run(lambda work: checkout.add_treatment(work, sale.id, self._cast.variation)).id

    def _booking(self) -> Any:
        """A request that waits; the one before is called off."""
        database = self._cast.parts.database
        for old in database.run(lambda work: bookings.list_for_member(work, self.wang.id, upcoming=True)):
            if old.status in {BookingStatus.pending, BookingStatus.proposed, BookingStatus.confirmed}:
                database.run(lambda work, old=old: bookings.cancel(work, old.id))
        self._day += 1
        minute = dt.datetime(2026, 9, 17, 3, 0, tzinfo=dt.UTC) + dt.timedelta(minutes=15 * (self._day % 8))
        return self._cast.book("wang", minute.isoformat(), "lily")

    def _block(self) -> int:
        """An hour of Lily's own."""
        start, end = (dt.datetime.fromisoformat(SPAN[name]) for name in ("starts_at", "ends_at"))
        blocks = self._cast.parts.database.run(
            lambda work: bookings.block_time(work, self._cast.staff["lily"], start, end)
        )
        return blocks[0].id


def _body(operation: Operation, things: dict[str, Any], who: str) -> dict[str, Any] | None:
    name = operation.run.__name__
    if name in {"hold", "request_booking"}:
        named = {} if who == "wang" else {"member_id": things["member_id"]}
        wish = {"store_id": things["store_id"], "variation_id": things["variation_id"]}
        return wish | named | {"starts_at": "2026-09-18T14:00:00+08:00"}
    if name == "ask_for_coupon":
        return {"coupon_id": things["coupon_id"], "booking_id": things["booking_id"]}
    if name == "look_up_code":
        return {"code": things["coupon_code"]}
    if name == "find_best_coupons":
        return {"store_id": things["store_id"], "items": [{"variation_id": things["variation_id"]}]}
    named = {"open_for_visit": "booking_id", "open_walk_in": "store_id", "add_treatment": "variation_id"}
    if name in named:
        return {named[name]: things[named[name]]}
    return {"member_id": things["member_id"]} if name == "name_member" else BODIES.get(name)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return Stage(cast)


def test_every_operation_has_a_row() -> None:
    assert set(EXPECTED) == {operation.run.__name__ for operation in OPERATIONS}
    assert {len(row) for row in EXPECTED.values()} == {len(PEOPLE)}


def test_everybody_gets_what_the_table_says_and_not_a_word_more(cast: Cast, stage: Stage) -> None:
    planted = {stage.wang.name, stage.wang.code, "13900000001", "3900000001"}
    differing, leaks = [], []
    for operation in OPERATIONS:
        name = operation.run.__name__
        for who, expected in zip(PEOPLE, EXPECTED[name], strict=True):
            things = stage.things()
            query = QUERIES.get(name, "").format(**things)
            path = f"/v1{operation.path.format(**things)}?{query}"
            got = cast.as_(who).call(operation.method, path, _body(operation, things, who))
            found = str(got.status) if got.status in {401, 403, 404} else "ok"
            if found != expected:
                differing.append(f"{name} as {who}: {expected} expected, {got.status} {got.text[:120]}")
            is_outside = expected != "ok" or who in {"guest", "li"} or (who in {"mei", "gao"} and name not in KNOWN)
            secret = planted | {str(things["code"])}
            if who != "wang" and str(things["coupon_code"]) in got.text:
                leaks.append(f"{name} as {who}: the code of her coupon")
            if is_outside and any(str(word) in got.text for word in secret):
                leaks.append(f"{name} as {who}: {got.text[:200]}")
            if who in {"mei", "gao"} and str(things["code"]) in got.text:
                leaks.append(f"{name} as {who}: {got.text[:200]}")
    assert differing == [], "\n".join(differing)
    assert leaks == []


def test_what_is_anothers_reads_like_what_is_not_there(cast: Cast, stage: Stage) -> None:
    """Same status, same words: nobody can find out by asking whether a number or code exists."""
    things = stage.things()
    absent = things | {"booking_id": 10**9, "code": "ZZZZZZ", "member_id": 10**9, "sale_id": 10**9}
    for operation in OPERATIONS:
        name = operation.run.__name__
        if not {"{booking_id}", "{code}", "{member_id}", "{sale_id}"} & set(operation.path.split("/")):
            continue
        for who in ("li", "gao"):
            if EXPECTED[name][PEOPLE.index(who)] == "ok":
                continue
            client, texts = cast.as_(who), set()
            for named in (things, absent):
                path = f"/v1{operation.path.format(**named)}"
                got = client.call(operation.method, path, _body(operation, named, who))
                texts.add((got.status, got.text.replace(str(things["code"]), "ZZZZZZ")))
            assert len(texts) == 1, name


def test_the_other_stores_manager_finds_who_is_named_exactly_and_reads_no_phone(cast: Cast, stage: Stage) -> None:
    stage.things()
    gao = cast.as_("gao")
    for text in ("王芳", "芳", "0001", "00000001"):
        assert gao.get(f"/v1/members?text={quote(text)}").json == []
    for text in ("13900000001", "+86 139 0000 0001", stage.wang.code.lower()):
        (found,) = gao.get(f"/v1/members?text={quote(text)}").json
        assert (found["name"], found["phone"]) == ("王芳", "···0001")
    wish = {"store_id": cast.stores["river"], "variation_id": cast.variation, "member_id": stage.wang.id}
    later = wish | {"starts_at": "2026-09-22T14:00:00+08:00"}
    assert gao.call("POST", "/v1/bookings", later).status == 404
    asked = gao.call("POST", "/v1/bookings", later | {"member_code": stage.wang.code})
    assert asked.status == 201, asked.text
    assert gao.get(f"/v1/members/{stage.wang.id}").json["phone"] == "+8613900000001", "now she is theirs too"


def test_a_colleague_who_leaves_is_nobody(cast: Cast) -> None:
    from_river = cast.parts.database.run(lambda work: _leave(work, cast))
    assert from_river
    assert cast.as_("jane").get("/v1/me").code == "token.unknown"


def _leave(work: Any, cast: Cast) -> list[int]:
    leave: Callable[..., list[int]] = tokens.staff.leave_others
    return leave(work.acting_as(SYSTEM), cast.stores["river"], [cast.staff["gao"]])
