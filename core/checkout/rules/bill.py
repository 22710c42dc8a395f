"""What a bill comes to: discounts in one stated order, none below a floor. Pure: no database, no clock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum

from core.checkout.enums import TenderKind
from core.checkout.errors import BadAmount, BadSplit, CouponsDoNotFit, SumsDiffer
from core.checkout.rules.shares import allocate
from core.checkout.schemas import Bill, Draft, DraftLine, Paid, PricedLine, Share, TenderIn

MOST_FEN = 10_000_000
"""The most a bill, a line or a tender may come to: 100,000 yuan. More is a typing error."""

MOST_LINES = 20
MOST_PIECES = 99


class Step(StrEnum):
    """What happens to a bill (K); `ORDER` says in which order."""

    price = "price"  # the list price, or the visit's own peak or off-peak price (C3)
    card_use = "card_use"  # takes its line out whole
    tier = "tier"  # percent off what is left of each line (G4)
    coupons = "coupons"  # the best legal combination, or the one chosen (H)
    points = "points"  # pay like money, by the exchange rate of the level (F9)
    stored_value = "stored_value"  # pays next (I1)
    other = "other"  # cash, WeChat Pay, Alipay, bank card: pays the rest


ORDER = tuple(Step)
"""The order in which discounts and tenders count: that of `Step`. docs/howto/till.md shows it to people."""


def after_tier(lines: Sequence[DraftLine], percent: int, *, on_products: bool = True) -> tuple[PricedLine, ...]:
    """Lines after card uses and the level's discount.

    A line with a card is taken out whole. The discount is rounded to the fen, half a fen in the member's favour, and
    stops at the line's floor.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no percentage")
    priced = []
    for line in lines:
        is_out = line.card_id is not None
        takes = not is_out and (on_products or line.treatment_id is not None)
        most = max(line.gross_fen - line.floor_fen, 0)
        priced.append(
            PricedLine(
                line.id,
                line.gross_fen,
                card_fen=line.gross_fen if is_out else 0,
                tier_fen=min((line.gross_fen * percent + 50) // 100, most) if takes else 0,
                floor_fen=0 if is_out else min(line.floor_fen, line.gross_fen),
            )
        )
    return tuple(priced)


def after_coupons(lines: Sequence[PricedLine], cuts: Mapping[str, int]) -> tuple[PricedLine, ...]:
    """Lines after the cuts of coupons. Raises CouponsDoNotFit for a cut of no line, or below a floor."""
    if not cuts.keys() <= {line.id for line in lines}:
        raise CouponsDoNotFit
    cut_lines = []
    for line in lines:
        cut = cuts.get(line.id, 0)
        if cut < 0 or (cut and line.net_fen - cut < line.floor_fen):
            raise CouponsDoNotFit
        cut_lines.append(
            PricedLine(line.id, line.gross_fen, line.card_fen, line.tier_fen, line.coupon_fen + cut, line.floor_fen)
        )
    return tuple(cut_lines)


def with_balance(lines: Sequence[PricedLine], points: int, points_fen: int, stored_fen: int) -> Bill:
    """The bill, with what the member's balance pays of it. Raises SumsDiffer when that is more than is due, or when
    points would be taken for nothing."""
    bill = Bill(tuple(lines), points, points_fen, stored_fen)
    if min(points, points_fen, stored_fen) < 0 or bill.rest_fen < 0 or (points > 0) != (points_fen > 0):
        raise SumsDiffer(due_fen=bill.due_fen, given_fen=points_fen + stored_fen)
    return bill


def settle(bill: Bill, given: Sequence[TenderIn]) -> tuple[Paid, ...]:
    """The tenders of a bill, in the order in which they pay; together they are exactly what is due.

    Only cash may be more than is due, and what is too much is change. Raises BadAmount, SumsDiffer.
    """
    for tender in given:
        if not tender.kind.is_recorded or not 0 < tender.fen <= MOST_FEN:
            raise BadAmount(fen=tender.fen, most_fen=MOST_FEN)
    paid = [Paid(TenderKind.points, bill.points_fen, bill.points_fen, bill.points)] if bill.points else []
    paid += [Paid(TenderKind.stored_value, bill.stored_fen, bill.stored_fen)] if bill.stored_fen else []
    due, total = bill.rest_fen, sum(tender.fen for tender in given)
    wrong = SumsDiffer(due_fen=due, given_fen=total)
    for tender in sorted(given, key=lambda each: each.kind is TenderKind.cash):
        counts = min(tender.fen, due) if tender.kind is TenderKind.cash else tender.fen
        if not 0 < counts <= due:
            raise wrong
        due -= counts
        paid.append(Paid(tender.kind, counts, tender.fen, reference=tender.reference))
    if due:
        raise wrong
    order = list(TenderKind)
    return tuple(sorted(paid, key=lambda each: order.index(each.kind)))


def shares_of(bill: Bill, fen: int) -> dict[str, int]:
    """An amount that pays for the whole bill, such as points, split over its lines by what each costs."""
    parts = allocate(fen, [line.net_fen for line in bill.lines])
    return {line.id: part for line, part in zip(bill.lines, parts, strict=True)}


def checked_line(line: DraftLine) -> DraftLine:
    """The line, if it can be meant. Raises BadAmount, BadSplit."""
    if not 0 < line.quantity <= MOST_PIECES or not 0 <= line.gross_fen <= MOST_FEN:
        raise BadAmount(fen=line.gross_fen, most_fen=MOST_FEN)
    checked_shares(line.shares)
    return line


def checked_total(lines: Sequence[DraftLine]) -> None:
    """Raises BadAmount when the lines together come to more than a bill may."""
    total = sum(line.gross_fen for line in lines)
    if total > MOST_FEN:
        raise BadAmount(fen=total, most_fen=MOST_FEN)


def checked_balance(points: int, stored_fen: int) -> None:
    """Raises BadAmount for points or money that cannot be meant; none is fine."""
    for amount in (points, stored_fen):
        if not 0 <= amount <= MOST_FEN:
            raise BadAmount(fen=amount, most_fen=MOST_FEN)


def checked_shares(shares: Sequence[Share]) -> None:
    """Raises BadSplit unless these are shares of different people that add up to 100 percent; nobody's is fine."""
    people = {share.staff_id for share in shares}
    is_odd = len(people) < len(shares) or any(not 0 < share.percent <= 100 for share in shares)
    if shares and (is_odd or sum(share.percent for share in shares) != 100):
        raise BadSplit


def seal(draft: Draft, bill: Bill) -> str:
    """A digest of all that leaves the member's balance and of what the bill comes to: what they say yes to.

    Another bill has another seal, so that an old yes approves nothing new.
    """
    said = {
        "due": bill.due_fen,
        "coupons": sorted(draft.coupon_ids),
        "cards": sorted((line.id, line.card_id) for line in draft.lines if line.card_id is not None),
        "points": [bill.points, bill.points_fen],
        "stored": bill.stored_fen,
        "lines": [(line.id, line.item_id, line.quantity, line.gross_fen) for line in draft.lines],
    }
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:10]


def leaves_balance(draft: Draft) -> bool:
    """Whether the bill takes anything that is the member's: points, money, a use of a card, a coupon."""
    by_card = any(line.card_id is not None for line in draft.lines)
    return bool(draft.points or draft.stored_fen or draft.coupon_ids or by_card)
