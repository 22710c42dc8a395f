"""What a bill comes to now: the stated order of `rules.bill`, with what the ledgers say of the member."""

from __future__ import annotations

from collections.abc import Sequence

from core.card import service as cards
from core.checkout.errors import CardDoesNotFit, NoMember, SumsDiffer
from core.checkout.repository import Stored
from core.checkout.rules import bill as rules
from core.checkout.schemas import Bill, Draft, PricedLine
from core.coupon import service as coupons
from core.coupon.schemas import BillLine
from core.kit.errors import Refusal
from core.kit.work import SYSTEM, Work
from core.points import service as points
from core.store import service as stores
from core.tier import service as tiers
from core.wallet import service as wallet


def price(work: Work, sale: Stored, draft: Draft) -> Bill:
    """The bill as it stands. Raises NoMember, CardDoesNotFit, SumsDiffer and what the coupons refuse with."""
    system = work.acting_as(SYSTEM)
    if sale.member_id is None and rules.leaves_balance(draft):
        raise NoMember
    _check_cards(system, sale, draft)
    lines = before_coupons(work, sale, draft)
    if draft.coupon_ids:
        assert sale.member_id is not None
        found = coupons.cut_of(
            system, draft.coupon_ids, sale.member_id, bill_lines(draft, lines), work.now, store_id=sale.store_id
        )
        lines = rules.after_coupons(lines, found.cuts)
    worth = points.worth(system, sale.member_id, sale.store_id, draft.points) if draft.points and sale.member_id else 0
    return rules.with_balance(lines, draft.points, worth, draft.stored_fen)


def before_coupons(work: Work, sale: Stored, draft: Draft) -> tuple[PricedLine, ...]:
    """Lines after uses of cards and the level's discount."""
    return discounted(work, sale.member_id, sale.store_id, draft)


def discounted(work: Work, member_id: int | None, store_id: int, draft: Draft) -> tuple[PricedLine, ...]:
    """As `before_coupons`, of a bill that is not opened yet. Raises StoreNotFound, MemberNotFound."""
    system, percent = work.acting_as(SYSTEM), 0
    if member_id is not None:
        percent = tiers.discount_percent(system, member_id, store_id)
    policy = stores.get(work, store_id).settings.checkout
    return rules.after_tier(draft.lines, percent, on_products=policy.tier_on_products)


def bill_lines(draft: Draft, lines: Sequence[PricedLine]) -> list[BillLine]:
    """What coupons can be used on: all that no card took out."""
    by_id = {line.id: line for line in lines}
    return [
        BillLine(
            line.id,
            line.treatment_id,
            None if line.treatment_id is not None else line.item_id,
            line.category,
            by_id[line.id].net_fen,
            by_id[line.id].floor_fen,
        )
        for line in draft.lines
        if line.card_id is None
    ]


def check_balance(work: Work, sale: Stored, draft: Draft, bill: Bill) -> None:
    """Whether the member has what the bill takes of points and money, so that nobody is asked in vain.

    Raises NotEnoughPoints and the like, NotEnoughMoney, SumsDiffer.
    """
    system = work.acting_as(SYSTEM)
    if sale.member_id is None:
        return
    if draft.points:
        offer = points.spend_limits(system, sale.member_id, sale.store_id, bill.due_fen)
        if isinstance(offer, Refusal):
            raise offer
        if draft.points > offer.points:
            raise SumsDiffer(due_fen=offer.fen, given_fen=bill.points_fen)
    if draft.stored_fen and (have := wallet.balance(system, sale.member_id).fen) < draft.stored_fen:
        raise SumsDiffer(due_fen=have, given_fen=draft.stored_fen)


def _check_cards(work: Work, sale: Stored, draft: Draft) -> None:
    """Raises CardDoesNotFit unless every card is the member's, for its line, and has the uses that the bill takes."""
    wanted: dict[int, int] = {}
    for line in draft.lines:
        if line.card_id is not None:
            wanted[line.card_id] = wanted.get(line.card_id, 0) + line.quantity
    if not wanted or sale.member_id is None:
        return
    open_cards = {card.id: card for card in cards.list_open(work, sale.member_id)}
    for line in draft.lines:
        card = open_cards.get(line.card_id or 0)
        is_fit = card is not None and line.treatment_id in card.treatment_ids
        if line.card_id is not None and (card is None or not is_fit or card.uses_left < wanted[card.id]):
            raise CardDoesNotFit
