"""Paying: one transaction over all ledgers, each under a key made of the sale's code, so that a replay does nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.audit import service as audit
from core.booking import service as bookings
from core.booking.enums import BookingStatus
from core.card import service as cards
from core.checkout import repository
from core.checkout.enums import Approval, SaleStatus, TenderKind
from core.checkout.errors import BillChanged, EmptyBill, NeedsApproval, WrongSaleStatus
from core.checkout.events import SaleCompleted
from core.checkout.repository import Stored
from core.checkout.rules import bill as rules
from core.checkout.rules.credits import credits_of
from core.checkout.rules.moves import FROM, TO, Move
from core.checkout.rules.words import reason_of
from core.checkout.schemas import Bill, Draft, Paid, SaleOut, TenderIn
from core.checkout.service import access, pricing, showing
from core.coupon import service as coupons
from core.kit.work import SYSTEM, Work
from core.points import service as points
from core.tier import service as tiers
from core.wallet import service as wallet

SPENT_POINTS = "points"  # a sale spends points and earns others, in one ledger
_UNDER_WAY = frozenset({BookingStatus.checked_in, BookingStatus.in_service})


def complete(work: Work, sale_id: int, given: Sequence[TenderIn]) -> SaleOut:
    """Takes the money and everything the bill takes of the balance; the visit is over with it. `given` is what changed
    hands: together with the balance exactly what is due, cash perhaps more.

    The same again of a paid sale gives it as it is. Raises WrongSaleStatus, EmptyBill, NeedsApproval, BillChanged,
    BadAmount, SumsDiffer, and what the ledgers refuse with: nothing was taken then.
    """
    sale = access.locked(work, sale_id)
    draft = Draft.model_validate(sale.draft)
    if sale.status is SaleStatus.completed and _is_same(work, sale, given):
        return showing.show(work, sale)
    if sale.status not in FROM[Move.complete]:
        raise WrongSaleStatus(sale=showing.show(work, sale), action=Move.complete.value)
    if not draft.lines:
        raise EmptyBill
    bill = pricing.price(work, sale, draft)
    approval = _approval(work, sale, draft, bill)
    paid = rules.settle(bill, given)
    with work.session.begin_nested():  # all of it or nothing, also where a refusal is told and the turn goes on
        spend_fen = _take(work, sale, draft, bill) + sum(each.fen for each in paid if each.kind.is_recorded)
        earned = _earn(work, sale, spend_fen)
        _close(work, sale, bill, paid, approval=approval, spend_fen=spend_fen, points_earned=earned)
        _finish_visit(work, sale)
    audit.record(work, "sale.complete", "sale", sale.id, due_fen=bill.due_fen, approval=approval.value)
    work.emit(SaleCompleted(sale.id, sale.member_id, sale.store_id, spend_fen))
    return showing.show(work, access.find_seen(work, sale_id))


def cancel(work: Work, sale_id: int, reason: str) -> SaleOut:
    """Puts a bill away unpaid: nothing had been taken. The visit can be paid by another. Raises WrongSaleStatus,
    ReasonNeeded."""
    said = reason_of(reason)
    sale = access.locked(work, sale_id)
    values = {"status": TO[Move.cancel], "reason": said, "respond_by": None, "changed_at": work.now}
    if not repository.move(work.session, sale, FROM[Move.cancel], **values):
        raise WrongSaleStatus(sale=showing.show(work, sale), action=Move.cancel.value)
    audit.record(work, "sale.cancel", "sale", sale.id)
    return showing.show(work, access.find_seen(work, sale_id))


def key_of(sale: Stored, part: str = "") -> str:
    """The key under which a sale moves a ledger; of cards each line has its own, and of points those that are spent."""
    return f"sale:{sale.code}:{part}" if part else f"sale:{sale.code}"


def _approval(work: Work, sale: Stored, draft: Draft, bill: Bill) -> Approval:
    """By whom this very bill was approved. Raises NeedsApproval, BillChanged."""
    if not rules.leaves_balance(draft):
        return Approval.not_needed
    if sale.status is not SaleStatus.approved or sale.approval is None:
        raise NeedsApproval(sale=showing.show(work, sale))
    if sale.seal != rules.seal(draft, bill):
        raise BillChanged(sale=showing.show(work, sale))
    return sale.approval


def _take(work: Work, sale: Stored, draft: Draft, bill: Bill) -> int:
    """Takes what the bill takes of the member's balance; how much of it was real stored money, in fen."""
    if sale.member_id is None:
        return 0
    because: dict[str, Any] = {"rule": "K", "sale": sale.code, "approved_by": sale.approval and sale.approval.value}
    if sale.approval is Approval.forced:
        because |= {"forced": True, "reason": sale.reason}
    for line in draft.lines:
        if line.card_id is not None:
            cards.use(work, key_of(sale, line.id), line.card_id, line.quantity, because)
    if draft.coupon_ids:
        lines = pricing.bill_lines(draft, pricing.before_coupons(work, sale, draft))
        system = work.acting_as(SYSTEM)
        coupons.redeem(system, key_of(sale), draft.coupon_ids, sale.member_id, lines, work.now, store_id=sale.store_id)
    if bill.points:
        told = {"sale": sale.code, "fen": bill.points_fen}
        points.spend(work, key_of(sale, SPENT_POINTS), sale.member_id, sale.store_id, bill.points, told)
    if not bill.stored_fen:
        return 0
    entry = wallet.charge(work, key_of(sale), sale.member_id, bill.stored_fen, because, store_id=sale.store_id)
    return -entry.real_fen


def _earn(work: Work, sale: Stored, spend_fen: int) -> int:
    """Points and spend of a paid visit (F1, G1); how many points came at once."""
    if sale.member_id is None or not spend_fen:
        return 0
    system = work.acting_as(SYSTEM)
    entry = points.earn_for_sale(system, key_of(sale), sale.member_id, sale.store_id, spend_fen)
    tiers.record_spend(system, key_of(sale), sale.member_id, sale.store_id, spend_fen)
    return entry.points if entry else 0


def _close(
    work: Work,
    sale: Stored,
    bill: Bill,
    paid: Sequence[Paid],
    *,
    approval: Approval,
    spend_fen: int,
    points_earned: int,
) -> None:
    """Writes the sale down for good: its sums, lines, tenders and whose work it was."""
    draft = Draft.model_validate(sale.draft)
    repository.move(
        work.session,
        sale,
        FROM[Move.complete],
        status=SaleStatus.completed,
        approval=approval,
        completed_at=work.now,
        changed_at=work.now,
        respond_by=None,
        gross_fen=bill.gross_fen,
        card_fen=bill.card_fen,
        tier_fen=bill.tier_fen,
        coupon_fen=bill.coupon_fen,
        due_fen=bill.due_fen,
        spend_fen=spend_fen,
        points_earned=points_earned,
    )
    credited: list[dict[str, Any]] = []
    for line, priced in zip(draft.lines, bill.lines, strict=True):
        line_id = repository.add_line(
            work.session,
            sale_id=sale.id,
            number=line.id,
            net_fen=priced.net_fen,
            **{name: getattr(line, name) for name in ("kind", "item_id", "treatment_id", "category", "name")},
            **{name: getattr(line, name) for name in ("quantity", "booking_id", "card_id")},
            **{name: getattr(priced, name) for name in ("gross_fen", "card_fen", "tier_fen", "coupon_fen")},
        )
        credited += [
            {"line_id": line_id, "refund_id": None, "staff_id": staff_id, "kind": kind, "fen": fen, "at": work.now}
            for staff_id, kind, fen in credits_of(priced, line.shares)
        ]
    own = ("kind", "fen", "given_fen", "units", "reference")
    rows = [{"sale_id": sale.id} | {name: getattr(each, name) for name in own} for each in paid]
    repository.add_tenders(work.session, rows)
    repository.add_credits(work.session, credited)


def _finish_visit(work: Work, sale: Stored) -> None:
    """Who paid has been treated: what of the visit is under way is over."""
    if sale.booking_id is None:
        return
    system = work.acting_as(SYSTEM)
    for part in bookings.visit_of(system, bookings.get(system, sale.booking_id)):
        if part.status in _UNDER_WAY:
            bookings.complete(system, part.id)


def _is_same(work: Work, sale: Stored, given: Sequence[TenderIn]) -> bool:
    """Whether a paid sale was paid just like that: then it is a replay."""
    rows = [row for row in repository.tenders_of(work.session, sale.id) if TenderKind(row["kind"]).is_recorded]
    before = sorted((str(row["kind"]), row["given_fen"]) for row in rows)
    return before == sorted((tender.kind.value, tender.fen) for tender in given)
