"""Giving back: everything that a sale moved moves back, by the table in `rules.refunds`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.audit import service as audit
from core.auth import service as auth
from core.auth.enums import Permission
from core.card import service as cards
from core.checkout import repository
from core.checkout.enums import RefundScope, SaleStatus, TenderKind
from core.checkout.errors import RefundKeyReused, RefundTooLate, WrongSaleStatus
from core.checkout.events import SaleRefunded
from core.checkout.repository import Stored
from core.checkout.rules import refunds as rules
from core.checkout.rules.credits import reversed_credits
from core.checkout.rules.refunds import Left, LineLeft, Plan, TenderLeft
from core.checkout.rules.words import reason_of
from core.checkout.schemas import RefundOut, RefundWish, SaleOut
from core.checkout.service import access, showing
from core.checkout.service.completing import SPENT_POINTS, key_of
from core.coupon import service as coupons
from core.kit.ids import new_code
from core.kit.ledger import digest
from core.kit.work import SYSTEM, Work
from core.points import service as points
from core.store import service as stores
from core.tier import service as tiers
from core.wallet import service as wallet

_CODE = 8


def refund(work: Work, key: str, sale_id: int, wish: RefundWish, reason: str) -> SaleOut:
    """Gives back all, some lines or a sum of a paid sale, once under its key; the same key again changes nothing.

    Raises SaleNotFound, NotAllowed, RefundBeyondRole, RefundTooLate, ReasonNeeded, WrongSaleStatus, AlreadyRefunded,
    RefundTooLarge, BadAmount, LineNotFound, RefundKeyReused.
    """
    said = reason_of(reason)
    sale = access.locked(work, sale_id)
    auth.require(work.actor, Permission.refund_sales, sale.store_id)
    asked = digest(sale.id, wish.scope, wish.fen, sorted(wish.lines))
    known = repository.find_refund(work.session, key)
    if known is not None:
        if (known[1], known[2]) != (sale.id, asked):
            raise RefundKeyReused
        return showing.show(work, sale)
    with work.session.begin_nested():  # all of it or nothing, also where a refusal is told and the turn goes on
        event = _refund(work, sale, wish, key=key, asked=asked, reason=said)
    work.emit(event)
    return showing.show(work, access.find_seen(work, sale_id))


def preview(work: Work, sale_id: int, wish: RefundWish) -> RefundOut:
    """What a refund would do, exactly: it is tried and undone. Raises what `refund` does."""
    sale = access.locked(work, sale_id)
    auth.require(work.actor, Permission.refund_sales, sale.store_id)
    silent = replace(work, handlers={})
    trial = work.session.begin_nested()
    try:
        _refund(silent, sale, wish, key=f"preview:{new_code(12)}", asked="", reason="")
        return showing.show(silent, sale).refunds[-1]
    finally:
        trial.rollback()


def _refund(work: Work, sale: Stored, wish: RefundWish, *, key: str, asked: str, reason: str) -> SaleRefunded:
    before = showing.show(work, sale)
    if sale.status is not SaleStatus.completed or sale.completed_at is None:
        raise WrongSaleStatus(sale=before, action="refund")
    days = stores.get(work, sale.store_id).settings.checkout.refund_days
    if (work.now - sale.completed_at).days > days:
        raise RefundTooLate(days=days)
    plan = _plan(work, before, wish)
    access.require_refund(work, sale, before.refunded_fen + plan.fen)
    code = new_code(_CODE)
    real_fen = _give_back(work, sale, before, plan, code)
    spend_fen = real_fen + sum(each.fen for each in plan.tenders if each.kind.is_recorded)
    gone_before = sum(row["spend_fen"] for row in repository.refunds_of(work.session, sale.id))
    taken = _unearn(work, sale, code, spend_fen, sale.spend_fen - gone_before - spend_fen)
    refund_id = repository.add_refund(
        work.session,
        code=code,
        key=key,
        asked=asked,
        sale_id=sale.id,
        scope=wish.scope,
        fen=plan.fen,
        spend_fen=spend_fen,
        points_taken_back=taken,
        is_last=plan.is_last,
        reason=reason,
        staff_id=work.actor.id if work.actor.kind == "staff" else None,
        made_at=work.now,
    )
    _write(work, refund_id, plan)
    audit.record(work, "sale.refund", "sale", sale.id, refund=refund_id, fen=plan.fen, scope=wish.scope.value)
    return SaleRefunded(sale.id, refund_id, sale.member_id, sale.store_id, spend_fen)


def _plan(work: Work, sale: SaleOut, wish: RefundWish) -> Plan:
    left = Left(
        tuple(
            LineLeft(
                line.row_id or 0,
                line.priced.net_fen - line.refunded_fen,
                line.card_id is not None and not line.is_card_returned,
            )
            for line in sale.lines
        ),
        tuple(
            TenderLeft(
                each.id,
                each.paid.kind,
                each.paid.fen - each.refunded_fen,
                each.paid.units - each.refunded_units,
            )
            for each in sale.tenders
        ),
        is_over=any(row["is_last"] for row in repository.refunds_of(work.session, sale.id)),
    )
    if wish.scope is RefundScope.full:
        return rules.plan_full(left)
    if wish.scope is RefundScope.amount:
        return rules.plan_amount(left, wish.fen)
    by_number = {line.id: line.row_id or 0 for line in sale.lines}
    return rules.plan_lines(left, [by_number.get(number, 0) for number in dict.fromkeys(wish.lines)])


def _give_back(work: Work, sale: Stored, before: SaleOut, plan: Plan, code: str) -> int:
    """Gives back to the ledgers what they gave; how much real stored money came back, in fen."""
    key, real_fen = f"refund:{code}", 0
    numbers = {line.row_id: line.id for line in before.lines}
    for each in plan.tenders:
        if each.kind is TenderKind.points and each.units:
            points.give_back(work.acting_as(SYSTEM), f"{key}:{SPENT_POINTS}", key_of(sale, SPENT_POINTS), each.units)
        if each.kind is TenderKind.stored_value:
            real_fen += wallet.give_back(work, key, key_of(sale), each.fen).real_fen
    for line_id in plan.cards:
        number = numbers[line_id]
        cards.give_back(work, f"{key}:{number}", key_of(sale, number))
    if plan.is_last and before.coupon_ids:
        coupons.give_back(work.acting_as(SYSTEM), key, key_of(sale))
    return real_fen


def _unearn(work: Work, sale: Stored, code: str, spend_fen: int, left_fen: int) -> int:
    """Takes back the points that what is left would not have earned, and the spend that counted; the points."""
    if sale.member_id is None or not spend_fen:
        return 0
    system, key = work.acting_as(SYSTEM), f"refund:{code}"
    entry = points.take_back_of_sale(system, key, key_of(sale), left_fen) if sale.points_earned else None
    tiers.record_spend(system, key, sale.member_id, sale.store_id, -spend_fen, of_key=key_of(sale))
    return entry.amount if entry else 0


def _write(work: Work, refund_id: int, plan: Plan) -> None:
    """Writes down what of each line and tender came back, and what colleagues lose by it."""
    fen = dict(plan.lines)
    lines = [
        {"refund_id": refund_id, "line_id": line_id, "fen": fen.get(line_id, 0), "is_card": line_id in plan.cards}
        for line_id in dict.fromkeys([*fen, *plan.cards])
    ]
    tenders = [
        {"refund_id": refund_id, "tender_id": each.id, "fen": each.fen, "units": each.units} for each in plan.tenders
    ]
    held = repository.credits_of(work.session, [line["line_id"] for line in lines])
    repository.add_refund_parts(work.session, lines, tenders)
    credited: list[dict[str, Any]] = []
    for line in lines:
        own = [(row["staff_id"], row["kind"], int(row["fen"])) for row in held if row["line_id"] == line["line_id"]]
        gone = sum(credit for _, _, credit in own) if line["is_card"] else line["fen"]
        credited += [
            {"line_id": line["line_id"], "refund_id": refund_id, "staff_id": who, "kind": kind, "fen": part}
            | {"at": work.now}
            for who, kind, part in reversed_credits([each for each in own if each[2]], int(gone))
        ]
    repository.add_credits(work.session, credited)
