"""How a bill, a receipt and a refund are told: members, staff and notices read the same sums."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.engine.chat import Chat
from bot.messages import Card
from bot.texts import formats
from core.checkout.enums import Approval, RefundState, SaleStatus, TenderKind
from core.checkout.schemas import LineOut, RefundOut, SaleOut
from core.coupon import service as coupons
from core.kit.localized import pick
from core.kit.work import SYSTEM
from core.points import service as points
from core.tier import service as tiers


def bill_card(chat: Chat, sale: SaleOut) -> Card:
    """A bill that is not paid yet, for who stands at the till."""
    lines = [*_item_lines(chat, sale), *_discounts(chat, sale)]
    bill = sale.bill
    lines.append(chat.text("till.due", fen=formats.money(bill.due_fen)))
    lines += balance_lines(chat, sale)
    if bill.rest_fen != bill.due_fen:
        lines.append(chat.text("till.rest", fen=formats.money(bill.rest_fen)))
    return Card(
        chat.text("till.title", member=customer(chat, sale)),
        tuple(lines),
        f"{sale.code} · {chat.text(f'till.status.{sale.status.value}')}",
    )


def receipt_card(chat: Chat, sale: SaleOut, *besides: str) -> Card:
    """A paid bill, with what it was paid with, what it earned and why, what came back, and what is said `besides`."""
    lines = [*_item_lines(chat, sale), *_discounts(chat, sale)]
    lines.append(chat.text("till.paid", fen=formats.money(sale.bill.due_fen)))
    for each in sale.tenders:
        lines.append(_tender_line(chat, each.paid.kind, each.paid.fen, each.paid.units))
        if each.paid.change_fen:
            given, change = formats.money(each.paid.given_fen), formats.money(each.paid.change_fen)
            lines.append(chat.text("till.change", given=given, change=change))
    if sale.approval is Approval.forced:
        lines.append(chat.text("till.was_forced", reason=sale.reason or ""))
    if sale.points_earned:
        lines.append(chat.text("till.earned", points=sale.points_earned, why=_why_points(chat, sale)))
    if sale.refund_state is not RefundState.nothing:
        lines.append(chat.text("till.refunded", fen=formats.money(sale.refunded_fen)))
    at = sale.completed_at or sale.opened_at
    footer = f"{pick(sale.store_name, chat.language)} · {formats.dated(at, sale.zone, chat.language)} · {sale.code}"
    return Card(chat.text("till.receipt"), (*lines, *besides), footer)


def balance_lines(chat: Chat, sale: SaleOut) -> list[str]:
    """What leaves the member's balance, each with its amount: what they are asked to approve."""
    lines = [
        chat.text("till.leaves.card", name=item(chat, line), count=line.quantity)
        for line in sale.lines
        if line.card_id is not None and sale.status is not SaleStatus.completed
    ]
    if sale.bill.points:
        fen = formats.money(sale.bill.points_fen)
        lines.append(chat.text("till.leaves.points", points=sale.bill.points, fen=fen))
    if sale.bill.stored_fen:
        lines.append(chat.text("till.leaves.stored", fen=formats.money(sale.bill.stored_fen)))
    return lines


def approval_lines(chat: Chat, sale: SaleOut) -> list[str]:
    """All that is taken of the member's, coupons by name included."""
    names, fen = coupon_names(chat, sale), formats.money(sale.bill.coupon_fen)
    used = [chat.text("till.leaves.coupons", names=names, fen=fen)] if names else []
    return [*used, *balance_lines(chat, sale)]


def coupon_names(chat: Chat, sale: SaleOut) -> str:
    """The coupons of a bill by name."""
    used = coupons.by_ids(chat.work.acting_as(SYSTEM), sale.coupon_ids)
    return chat.text("coupon.comma").join(pick(each.name, chat.language) for each in used)


def refund_lines(chat: Chat, refund: RefundOut) -> list[str]:
    """What comes back, by tender, and which points leave again."""
    lines = [_tender_line(chat, kind, fen, units) for kind, fen, units in refund.tenders]
    if refund.points_taken_back:
        lines.append(chat.text("till.points_taken_back", points=refund.points_taken_back))
    return lines


def progress(chat: Chat, sale: SaleOut) -> str:
    """How far the member is from the next level (G5); nothing where there is none."""
    if sale.member_id is None:
        return ""
    standing = tiers.standing(chat.work.acting_as(SYSTEM), sale.member_id)
    if standing.next_tier is None or not standing.missing_fen:
        return ""
    tier = chat.text(f"tier.{standing.next_tier.value}")
    return chat.text("till.to_next_tier", tier=tier, fen=formats.money(standing.missing_fen))


def customer(chat: Chat, sale: SaleOut) -> str:
    """Whose bill it is, as staff call them."""
    if sale.member_id is None:
        return chat.text("till.walk_in")
    return sale.member_name or chat.text("staff.unnamed", code=sale.member_code or "")


def item(chat: Chat, line: LineOut) -> str:
    """What a line is for."""
    name = pick(line.name, chat.language)
    return name if line.quantity == 1 else f"{name} ×{line.quantity}"


def approval_card(chat: Chat, sale: SaleOut) -> Card:
    """Every amount that would leave the member's balance, and what is left to pay."""
    taken = approval_lines(chat, sale)
    if sale.bill.rest_fen:
        taken.append(chat.text("notice.sale_rest", fen=formats.money(sale.bill.rest_fen)))
    lines = chat.text("coupon.comma").join(item(chat, line) for line in sale.lines)
    return Card(lines, tuple(taken), chat.text("notice.sale_asked_title", code=sale.code))


def items_line(chat: Chat, sale: SaleOut) -> str:
    """All that a sale was for, in one line."""
    return chat.text("coupon.comma").join(item(chat, line) for line in sale.lines)


def option_line(chat: Chat, sale: SaleOut, *, named: bool = True) -> str:
    """A sale in one line, as a list shows it; a member's own list needs no name."""
    return chat.text(
        "till.line" if named else "till.line_of_own",
        time=_when(chat, sale.completed_at or sale.opened_at, sale.zone),
        member=customer(chat, sale),
        fen=formats.money(sale.bill.due_fen),
    )


def _when(chat: Chat, at: dt.datetime, zone: str) -> str:
    """The time of today's, with its day where it was another."""
    is_today = formats.day_key(at, zone) == formats.day_key(chat.work.now, zone)
    return formats.clock(at, zone) if is_today else formats.moment(at, zone, chat.language)


def _item_lines(chat: Chat, sale: SaleOut) -> list[str]:
    return [
        chat.text(
            "till.item_by_card" if line.card_id is not None else "till.item",
            name=item(chat, line),
            fen=formats.money(line.priced.gross_fen),
        )
        for line in sale.lines
    ]


def _discounts(chat: Chat, sale: SaleOut) -> list[str]:
    taken: dict[str, Any] = {
        "card": sale.bill.card_fen,
        "tier": sale.bill.tier_fen,
        "coupon": sale.bill.coupon_fen,
    }
    names = coupon_names(chat, sale)
    return [chat.text(f"till.off.{name}", fen=formats.money(fen), names=names) for name, fen in taken.items() if fen]


def _tender_line(chat: Chat, kind: TenderKind, fen: int, units: int) -> str:
    if kind is TenderKind.points:
        return chat.text("till.by_points", points=units, fen=formats.money(fen))
    return chat.text("till.by", tender=chat.text(f"till.tender.{kind.value}"), fen=formats.money(fen))


def _why_points(chat: Chat, sale: SaleOut) -> str:
    """By which rules the points came: one a yuan, the step that was reached, what multiplied them (F1, F2, F8)."""
    entry = points.find_entry(chat.work.acting_as(SYSTEM), f"sale:{sale.code}")
    if entry is None:
        return ""
    because = entry.because
    parts = [chat.text("till.why.base", fen=formats.money(sale.spend_fen), points=because.get("base", 0))]
    if because.get("step"):
        parts.append(chat.text("till.why.step", fen=formats.money(because["step_fen"]), points=because["step"]))
    if because.get("percent"):
        parts.append(chat.text("till.why.times", kind=str(because["for"]), percent=because["percent"]))
    return chat.text("till.why.joined").join(parts)
