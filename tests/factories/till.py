"""Somebody at the till, for tests: visits that can be paid, a member with a full purse, and short ways to pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.booking import service as bookings
from core.booking.schemas import BookingOut
from core.card import service as cards
from core.catalog import repository as catalog
from core.checkout import service as checkout
from core.checkout.enums import TenderKind
from core.checkout.schemas import SaleOut, TenderIn
from core.coupon import service as coupons
from core.kit.clock import ManualClock
from core.kit.db import Database
from core.kit.work import SYSTEM, Actor, Work
from core.points import service as points
from core.tier import service as tiers
from core.wallet import service as wallet
from tests.factories import prepaid
from tests.factories.salon import Salon, both

CASH, WECHAT = TenderKind.cash, TenderKind.wechat


@dataclass
class Till:
    """One store's till and its members."""

    database: Database
    salon: Salon
    clock: ManualClock
    made: int = field(default=0)

    def do(self, function: Callable[..., Any], *args: Any, by: Actor | None = None, **named: Any) -> Any:
        """Calls a service in a transaction of its own, as the desk unless somebody else is named."""
        return self.database.run(lambda work: function(work, *args, **named), by or self.salon.desk)

    def visit(self, member: int = 0, variation: str = "facial", who: str = "amy") -> BookingOut:
        """A visit of a member that has begun."""
        self.made += 1
        actor, key = self.salon.member(member), f"till-{self.made}"
        at = self.clock.now() + dt.timedelta(hours=1, minutes=30 - self.clock.now().minute % 30)

        def book(work: Work) -> BookingOut:
            bookings.hold(work, key, actor.id or 0, self.salon.wish(variation, who), at)
            return bookings.request(work, key)

        booking: BookingOut = self.do(book, by=actor)
        self.do(bookings.confirm, booking.id)
        self.clock.set(at)
        checked: BookingOut = self.do(bookings.check_in, booking.id)
        return checked

    def bill(self, member: int = 0, **named: Any) -> SaleOut:
        """The open bill of such a visit: one facial for 298 yuan."""
        sale: SaleOut = self.do(checkout.open_for_visit, self.visit(member, **named).id)
        return sale

    def fill(self, member: int = 0, *, points_of: int = 2_000, real: int = 50_000, gift: int = 10_000) -> None:
        """Points, money, a card for three facials, and two coupons."""
        member_id = self.salon.members[member]

        def give(work: Work) -> None:
            points.adjust(work, f"given:{member_id}:{self.made}", member_id, points_of, "test")
            prepaid.paid_in(work, member_id, self.salon.store, real, gift)
            coupons.issue(work, f"coupon:{member_id}:{self.made}", "extra28", member_id)

        self.do(give, by=SYSTEM)

    def card(self, member: int = 0) -> int:
        """A card of three facials; its id."""

        def sell(work: Work) -> int:
            plan = prepaid.plan(work, self.salon.store, uses=3, price=600)
            return prepaid.card(work, self.salon.members[member], plan).id

        return int(self.do(sell, by=SYSTEM))

    def product(self, price_fen: int = 16_800) -> int:
        """A product; its id."""

        def put(work: Work) -> int:
            category = catalog.put_category(work.session, "shelf", name=both("shelf"), position=2)
            values = {"name": both("mask"), "aliases": [], "price_fen": price_fen, "position": 1}
            return catalog.put_product(work.session, f"mask{price_fen}", category_id=category, **values)

        return int(self.do(put, by=SYSTEM))

    def pay(self, sale: SaleOut, *given: tuple[TenderKind, int]) -> SaleOut:
        """Takes the rest: in cash, unless something else is named."""
        tenders = [TenderIn(kind, fen) for kind, fen in given]
        if not given and sale.bill.rest_fen:
            tenders = [TenderIn(CASH, sale.bill.rest_fen)]
        done: SaleOut = self.do(checkout.complete, sale.id, tenders)
        return done

    def approved(self, sale: SaleOut) -> SaleOut:
        """The bill after the member was asked and said yes."""
        asked: SaleOut = self.do(checkout.ask, sale.id)
        member = Actor("member", sale.member_id)
        done: SaleOut = self.do(checkout.approve, sale.id, asked.seal, by=member)
        return done

    def paid_with_everything(self, member: int = 0) -> SaleOut:
        """A facial and a mask, paid with a coupon, points, stored value and cash."""
        self.fill(member)
        sale = self.bill(member)
        sale = self.do(checkout.add_product, sale.id, self.product(), quantity=2)
        best = self.do(checkout.offer, sale.id)
        self.do(checkout.use_balance, sale.id, coupon_ids=best.coupon_ids, points=1_000, stored_fen=20_000)
        return self.pay(self.approved(sale := self.do(checkout.get, sale.id)))

    def purse(self, member: int = 0) -> dict[str, Any]:
        """All that a member holds."""
        member_id = self.salon.members[member]

        def look(work: Work) -> dict[str, Any]:
            return {
                "points": points.balance(work, member_id).shown,
                "money": wallet.balance(work, member_id),
                "coupons": [each.id for each in coupons.list_valid(work, member_id)],
                "uses": [(card.id, card.uses_left) for card in cards.list_cards(work, member_id)],
                "spent": tiers.standing(work, member_id).spend_fen,
            }

        found: dict[str, Any] = self.do(look, by=SYSTEM)
        return found
