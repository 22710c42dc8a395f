"""安然 (Ann), a regular of the demo as whom the page can chat: past bills, points of them, a level not far from the
next, coupons of several kinds, money on account and a card half used."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.booking.enums import BookingStatus
from core.catalog import service as catalog
from core.checkout import service as checkout
from core.checkout.enums import TenderKind
from core.checkout.schemas import TenderIn
from core.coupon import service as coupons
from core.coupon.enums import CouponSource
from core.kit.work import Work
from core.member.enums import Tier
from core.store.schemas import StoreOut
from meiyue.demo.people import DemoMember, Rhythm
from meiyue.demo.prepaid import plan_of, sell_card, top_up
from meiyue.demo.visits import DemoVisit

CODE = "ANRAN888"
START = "ann"
"""What the page says at the start of a chat to be her."""

_NAME = "安然"
_SPENT_FEN = (480_000, 580_000)
"""What her bills of a year come to: silver, and close to gold (G1)."""
_PRODUCTS = ("hydra_mask", "sunscreen", "serum", "eye_cream", "hand_cream")
_TREATED_FEN = 440_000
"""How much of that is for treatments at the most; the rest she took home."""
_BILLS = 9
_LATELY = dt.timedelta(days=7)
_PAID_BY = (TenderKind.wechat, TenderKind.alipay, TenderKind.wechat, TenderKind.bank_card)
_COUPONS = (
    ("facial100", CouponSource.tier, 8),
    ("spend50", CouponSource.hand, 20),
    ("extra28", CouponSource.campaign, 5),
    ("weekday88", CouponSource.campaign, 12),
    ("eye_treat", CouponSource.birthday, 40),
    ("home15", CouponSource.birthday, 40),
    ("spend50", CouponSource.hand, 75),  # over by now: it shows among those that ended
)
"""Which, by what, and so many days ago."""


def choose(people: Sequence[DemoMember], visits: Sequence[DemoVisit], store: StoreOut) -> int:
    """Which of the members she is: of those who came to a store of late the one who did most often, so that there is
    something to review; she gets her name here."""
    done = [
        each
        for each in visits
        if each.status is BookingStatus.completed and each.place.store.id == store.id and _may_be(people[each.member])
    ]
    came, last_at = Counter(each.member for each in done), max(each.changed_at for each in done)
    lately = {each.member for each in done if each.changed_at > last_at - _LATELY}
    index = max(lately, key=lambda member: (came[member], member))
    people[index].row.update(name=_NAME, code=CODE, language="zh_CN", tier=Tier.member)
    return index


def _may_be(person: DemoMember) -> bool:
    return person.rhythm is Rhythm.regular and not person.is_man


def fill_purse(work: Work, store: StoreOut, member_id: int, visits: Sequence[tuple[int, DemoVisit]]) -> None:
    """All she has; `visits` are her completed ones with the number of the booking, oldest first."""
    _pay_bills(work, visits)
    for number, (code, source, days) in enumerate(_COUPONS):
        coupons.issue(_ago(work, days), f"demo:ann:{number}", code, member_id, source=source)
    top_up(_ago(work, 60), f"demo:ann:t{member_id}", member_id, store.id, 100_000)
    sell_card(work, "demo:ann", member_id, plan_of(work, store.id, "hydrating_ten"), days=50, uses=3)


def _pay_bills(work: Work, visits: Sequence[tuple[int, DemoVisit]]) -> None:
    """Her latest visits, paid on their days, with things for home until the year comes to what it should."""
    prices = {product.code: product for product in catalog.list_products(work)}
    least, most = _SPENT_FEN
    spent = 0
    paid: list[tuple[int, DemoVisit]] = []
    for booking_id, visit in reversed(visits):
        fen = visit.place.variation.price_fen
        if len(paid) < _BILLS and spent + fen <= _TREATED_FEN:
            paid.append((booking_id, visit))
            spent += fen
    for number, (booking_id, visit) in enumerate(reversed(paid)):
        then = replace(work, now=visit.changed_at, handlers={})
        sale = checkout.open_for_visit(then, booking_id)
        bought = prices[_PRODUCTS[number % len(_PRODUCTS)]]
        if spent < least and spent + bought.price_fen <= most:
            sale = checkout.add_product(then, sale.id, bought.id, staff_id=visit.place.staff.id)
            spent += bought.price_fen
        kind = _PAID_BY[number % len(_PAID_BY)]
        checkout.complete(then, sale.id, [TenderIn(kind, sale.bill.due_fen, f"42{number:06d}")])


def _ago(work: Work, days: int) -> Work:
    """The same unit of work so many days ago; nobody is told of what was long ago."""
    return replace(work, now=work.now - dt.timedelta(days=days), handlers={})
