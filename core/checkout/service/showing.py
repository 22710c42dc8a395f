"""A sale with all that people read of it."""

from __future__ import annotations

from typing import Any

from core.checkout import repository
from core.checkout.enums import SaleStatus
from core.checkout.repository import Stored
from core.checkout.rules import bill as rules
from core.checkout.schemas import (
    Bill,
    Draft,
    LineOut,
    Paid,
    PricedLine,
    RefundOut,
    SaleOut,
    TenderOut,
)
from core.checkout.service import pricing
from core.kit.errors import Refusal
from core.kit.work import SYSTEM, Work
from core.member import service as members
from core.store import service as stores


def show(work: Work, sale: Stored) -> SaleOut:
    """The sale as it stands: priced anew while it is open, from its rows once it is paid."""
    draft = Draft.model_validate(sale.draft)
    if sale.status is SaleStatus.completed:
        bill, lines = _paid_lines(work, sale, draft)
        tenders = tuple(_tender(row) for row in repository.tenders_of(work.session, sale.id))
        refunds = tuple(_refund(values) for values in repository.refunds_of(work.session, sale.id))
        return _out(work, sale, draft, bill, lines, tenders, refunds)
    bill = priced(work, sale, draft)
    return _out(work, sale, draft, bill, _open_lines(draft, bill))


def priced(work: Work, sale: Stored, draft: Draft) -> Bill:
    """The bill now; where the balance no longer fits, without what it would have paid: asking for that says why."""
    try:
        return pricing.price(work, sale, draft)
    except Refusal:
        return Bill(pricing.before_coupons(work, sale, draft))


def _out(
    work: Work,
    sale: Stored,
    draft: Draft,
    bill: Bill,
    lines: tuple[LineOut, ...],
    tenders: tuple[TenderOut, ...] = (),
    refunds: tuple[RefundOut, ...] = (),
) -> SaleOut:
    system = work.acting_as(SYSTEM)
    store = stores.get(system, sale.store_id)
    member = members.get(system, sale.member_id) if sale.member_id is not None else None
    return SaleOut(
        id=sale.id,
        code=sale.code,
        status=sale.status,
        store_id=sale.store_id,
        store_name=store.name,
        zone=store.zone,
        member_id=sale.member_id,
        member_name=member.name if member else None,
        member_code=member.code if member else None,
        booking_id=sale.booking_id,
        staff_id=sale.staff_id,
        lines=lines,
        bill=bill,
        coupon_ids=draft.coupon_ids,
        approval=sale.approval,
        respond_by=sale.respond_by,
        reason=sale.reason,
        opened_at=sale.opened_at,
        completed_at=sale.completed_at,
        spend_fen=sale.spend_fen,
        points_earned=sale.points_earned,
        tenders=tenders,
        refunds=refunds,
        seal=sale.seal or rules.seal(draft, bill),
    )


def _open_lines(draft: Draft, bill: Bill) -> tuple[LineOut, ...]:
    by_id = {line.id: line for line in bill.lines}
    plain = ("id", "kind", "item_id", "treatment_id", "category", "name", "quantity", "unit_fen", "shares")
    return tuple(
        LineOut(
            **{name: getattr(line, name) for name in plain},
            priced=by_id[line.id],
            booking_id=line.booking_id,
            card_id=line.card_id,
        )
        for line in draft.lines
    )


def _paid_lines(work: Work, sale: Stored, draft: Draft) -> tuple[Bill, tuple[LineOut, ...]]:
    rows = repository.lines_of(work.session, sale.id)
    shares = {line.id: line.shares for line in draft.lines}
    lines = tuple(
        LineOut(
            id=row["number"],
            unit_fen=row["gross_fen"] // row["quantity"],
            priced=PricedLine(row["number"], row["gross_fen"], row["card_fen"], row["tier_fen"], row["coupon_fen"]),
            shares=shares.get(row["number"], ()),
            row_id=row["id"],
            refunded_fen=int(row["back_fen"]),
            is_card_returned=bool(row["cards_back"]),
            **{name: row[name] for name in ("kind", "item_id", "treatment_id", "category", "name", "quantity")},
            **{name: row[name] for name in ("booking_id", "card_id")},
        )
        for row in rows
    )
    worth = sum(row["fen"] for row in repository.tenders_of(work.session, sale.id) if row["kind"] == "points")
    return Bill(tuple(line.priced for line in lines), draft.points, worth, draft.stored_fen), lines


def _tender(row: Any) -> TenderOut:
    paid = Paid(row["kind"], row["fen"], row["given_fen"], row["units"], row["reference"])
    return TenderOut(row["id"], paid, int(row["back_fen"]), int(row["back_units"]))


def _refund(values: dict[str, Any]) -> RefundOut:
    return RefundOut(**{name: values[name] for name in RefundOut.__dataclass_fields__})
