"""Putting a bill together: lines, whose work they were, and what of the member's balance pays for them.

Every change takes an approval back that was given or asked for: it was of another bill.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.audit import service as audit
from core.card import service as cards
from core.catalog import service as catalog
from core.checkout import repository
from core.checkout.errors import LineNotFound, NoMember, TooManyLines, WrongSaleStatus
from core.checkout.repository import Stored
from core.checkout.rules import bill as rules
from core.checkout.rules.moves import FROM, TO, Move
from core.checkout.schemas import Draft, DraftLine, Offer, SaleOut, Share
from core.checkout.service import access, itemizing, pricing, showing
from core.coupon import service as coupons
from core.kit.errors import Refusal
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.points import service as points
from core.staff import service as staff
from core.wallet import service as wallet


def add_treatment(work: Work, sale_id: int, variation_id: int, *, staff_id: int | None = None) -> SaleOut:
    """A treatment at today's list price, as the work of somebody. Raises VariationNotFound, TooManyLines, BadAmount."""
    item = catalog.get_variation(work, variation_id)

    def add(sale: Stored, draft: Draft) -> Draft:
        line = itemizing.of_treatment(
            work,
            sale.store_id,
            str(draft.next_line),
            item,
            unit_fen=item.price_fen,
            list_fen=item.price_fen,
            shares=_by(work, staff_id),
        )
        return _with_line(draft, line)

    return _change(work, sale_id, "add_treatment", add)


def add_product(
    work: Work, sale_id: int, product_id: int, *, quantity: int = 1, staff_id: int | None = None
) -> SaleOut:
    """Some pieces of a product at today's price. Raises ProductNotFound, TooManyLines, BadAmount."""
    item = catalog.get_product(work, product_id)

    def add(sale: Stored, draft: Draft) -> Draft:
        line = itemizing.of_product(
            work, sale.store_id, str(draft.next_line), item, quantity=quantity, shares=_by(work, staff_id)
        )
        return _with_line(draft, line)

    return _change(work, sale_id, "add_product", add)


def remove_line(work: Work, sale_id: int, line_id: str) -> SaleOut:
    """Takes a line off the bill. Raises LineNotFound."""

    def remove(_sale: Stored, draft: Draft) -> Draft:
        _line_of(draft, line_id)
        return draft.model_copy(update={"lines": tuple(line for line in draft.lines if line.id != line_id)})

    return _change(work, sale_id, "remove_line", remove)


def share_line(work: Work, sale_id: int, line_id: str, shares: Sequence[Share]) -> SaleOut:
    """Says whose work a line was, in percent (M4). Raises LineNotFound, BadSplit, StaffNotFound."""
    rules.checked_shares(shares)
    for share in shares:
        staff.get(work, share.staff_id)

    def shared(_sale: Stored, draft: Draft) -> Draft:
        line = _line_of(draft, line_id).model_copy(update={"shares": tuple(shares)})
        return _replaced(draft, line)

    return _change(work, sale_id, "share_line", shared)


def use_balance(
    work: Work,
    sale_id: int,
    *,
    coupon_ids: Sequence[int] | None = None,
    card_ids: dict[str, int] | None = None,
    points: int | None = None,
    stored_fen: int | None = None,
) -> SaleOut:
    """Chooses what of the member's balance pays; what is not named stays as it is. Nothing is taken before the bill is
    completed. `card_ids`: the card that takes a line out, by line.

    Raises NoMember, CardDoesNotFit, LineNotFound, SumsDiffer, BadAmount, and what the ledgers refuse with.
    """
    rules.checked_balance(points or 0, stored_fen or 0)

    def use(sale: Stored, draft: Draft) -> Draft:
        if sale.member_id is None:
            raise NoMember
        if card_ids is not None:
            draft = _with_cards(draft, card_ids)
        named = {"coupon_ids": coupon_ids, "points": points, "stored_fen": stored_fen}
        chosen = {name: value for name, value in named.items() if value is not None}
        if coupon_ids is not None:
            chosen["coupon_ids"] = tuple(sorted(set(coupon_ids)))
        return draft.model_copy(update=chosen)

    return _change(work, sale_id, "use_balance", use, keeps=True)


def name_member(work: Work, sale_id: int, member_id: int) -> SaleOut:
    """Says whose bill it is, for one that was opened for nobody. Raises MemberNotFound, WrongSaleStatus."""
    sale = access.locked(work, sale_id)
    members.require(work, member_id)
    if sale.member_id not in {None, member_id}:
        raise WrongSaleStatus(sale=showing.show(work, sale), action=Move.change.value)
    _put(work, sale, Draft.model_validate(sale.draft), "name_member", member_id=member_id)
    return showing.show(work, access.find_seen(work, sale_id))


def offer(work: Work, sale_id: int) -> Offer:
    """The best that this bill can be paid with: cards for their treatments, the best coupons for the rest, then the
    most points, then stored value (K). For a walk-in without a member: nothing.

    Raises SaleNotFound, NotAllowed.
    """
    sale = access.find_seen(work, sale_id)
    draft = Draft.model_validate(sale.draft)
    if sale.member_id is None or not draft.lines:
        return Offer()
    system = work.acting_as(SYSTEM)
    card_ids = _fitting_cards(system, sale.member_id, draft)
    bare = _with_cards(draft, card_ids).model_copy(update={"coupon_ids": (), "points": 0, "stored_fen": 0})
    lines = pricing.before_coupons(work, sale, bare)
    left = pricing.bill_lines(bare, lines)
    found = coupons.best(system, sale.member_id, sale.store_id, left, work.now) if left else ()
    if found:
        lines = rules.after_coupons(lines, found[0].cuts)
    bill = rules.with_balance(lines, 0, 0, 0)
    by_points = points.spend_limits(system, sale.member_id, sale.store_id, bill.due_fen) if bill.due_fen else None
    paid = (0, 0) if by_points is None or isinstance(by_points, Refusal) else (by_points.points, by_points.fen)
    saved_fen = bill.card_fen + bill.tier_fen + bill.coupon_fen
    return Offer(
        coupon_ids=tuple(sorted(coupon.id for coupon in found[0].coupons)) if found else (),
        card_ids=card_ids,
        points=paid[0],
        points_fen=paid[1],
        stored_fen=min(wallet.balance(system, sale.member_id).fen, bill.due_fen - paid[1]),
        saved_fen=saved_fen,
        other_saved_fen=saved_fen - found[0].saved_fen + found[1].saved_fen if len(found) > 1 else None,
    )


def most(work: Work, sale_id: int) -> Offer:
    """The most points, and the most stored value, that could pay what is left of this bill as it stands.

    Each as if the other stayed as chosen. Raises SaleNotFound, NotAllowed.
    """
    sale = access.find_seen(work, sale_id)
    draft = Draft.model_validate(sale.draft)
    if sale.member_id is None or not draft.lines:
        return Offer()
    system, bill = work.acting_as(SYSTEM), showing.priced(work, sale, draft)
    without_points = bill.due_fen - bill.stored_fen
    found = points.spend_limits(system, sale.member_id, sale.store_id, without_points) if without_points else None
    paid = (0, 0) if found is None or isinstance(found, Refusal) else (found.points, found.fen)
    stored_fen = min(wallet.balance(system, sale.member_id).fen, bill.due_fen - bill.points_fen)
    return Offer(points=paid[0], points_fen=paid[1], stored_fen=stored_fen)


def _fitting_cards(work: Work, member_id: int, draft: Draft) -> dict[str, int]:
    """Which card takes which line out, each in the order in which the member's cards are used up."""
    taken: dict[str, int] = {}
    used: dict[int, int] = {}
    for line in draft.lines:
        if line.treatment_id is None:
            continue
        for card in cards.list_open(work, member_id, treatment_id=line.treatment_id):
            if used.get(card.id, 0) + line.quantity <= card.uses_left:
                taken[line.id] = card.id
                used[card.id] = used.get(card.id, 0) + line.quantity
                break
    return taken


def _with_cards(draft: Draft, card_ids: dict[str, int]) -> Draft:
    for line_id in card_ids:
        _line_of(draft, line_id)
    lines = tuple(line.model_copy(update={"card_id": card_ids.get(line.id)}) for line in draft.lines)
    return draft.model_copy(update={"lines": lines})


def _change(
    work: Work, sale_id: int, action: str, change: Callable[[Stored, Draft], Draft], *, keeps: bool = False
) -> SaleOut:
    """Changes a draft; what of the balance no longer fits other lines is taken back, unless it was what was asked for
    (`keeps`): then that it does not fit is refused."""
    sale = access.locked(work, sale_id)
    draft = change(sale, Draft.model_validate(sale.draft))
    try:
        pricing.check_balance(work, sale, draft, pricing.price(work, sale, draft))
    except Refusal:
        if keeps:
            raise
        draft = draft.model_copy(update={"coupon_ids": (), "points": 0, "stored_fen": 0})
        pricing.price(work, sale, draft)
    _put(work, sale, draft, action)
    return showing.show(work, access.find_seen(work, sale_id))


def _put(work: Work, sale: Stored, draft: Draft, action: str, **values: object) -> None:
    moved = repository.move(
        work.session,
        sale,
        FROM[Move.change],
        status=TO[Move.change],
        draft=draft.model_dump(mode="json"),
        approval=None,
        seal=None,
        respond_by=None,
        reason=None,
        changed_at=work.now,
        **values,
    )
    if not moved:
        raise WrongSaleStatus(sale=showing.show(work, sale), action=Move.change.value)
    audit.record(work, f"sale.{action}", "sale", sale.id)


def _with_line(draft: Draft, line: DraftLine) -> Draft:
    if len(draft.lines) >= rules.MOST_LINES:
        raise TooManyLines(limit=rules.MOST_LINES)
    lines = (*draft.lines, rules.checked_line(line))
    rules.checked_total(lines)
    return draft.model_copy(update={"lines": lines, "next_line": draft.next_line + 1})


def _line_of(draft: Draft, line_id: str) -> DraftLine:
    found = next((line for line in draft.lines if line.id == line_id), None)
    if found is None:
        raise LineNotFound(line=line_id)
    return found


def _replaced(draft: Draft, line: DraftLine) -> Draft:
    return draft.model_copy(update={"lines": tuple(line if each.id == line.id else each for each in draft.lines)})


def _by(work: Work, staff_id: int | None) -> tuple[Share, ...]:
    """As the work of the colleague named, or of the one who runs the till."""
    own = work.actor.id if work.actor.kind == "staff" else None
    who = staff.get(work, staff_id).id if staff_id is not None else own
    return () if who is None else (Share(staff_id=who, percent=100),)
